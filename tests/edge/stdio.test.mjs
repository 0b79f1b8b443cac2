// MCP on the standard streams of a process, by the SDK's own client and by lines of any kind.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { startDemoServer } from "../js/support/demo-server.mjs";
import { KEYS } from "../js/support/demo-shop.mjs";
import { eachCase } from "../js/support/table.mjs";
import { makeCaller } from "./support/callers.mjs";
import { closedAddress } from "./support/closed.mjs";
import { callOf, REVISIONS, told } from "./support/mcp-client.mjs";
import { built } from "./support/runtimes/built.mjs";
import { startWorker } from "./support/worker.mjs";

const { PATH } = process.env;
const EDGE = new URL("../../www/edge/", import.meta.url);

let shop;
let worker;
const caller = makeCaller("desktop", { sites: ["shop"] });
before(async () => {
  shop = await startDemoServer();
  worker = await startWorker("Node", {
    sites: { shop: { url: shop.url, key: KEYS.everything } },
    callers: [caller.entry],
  });
});
after(() => Promise.all([shop.stop(), worker.stop()]));

const ownShop = (more = {}) => ({
  PRESTASHOP_URL: shop.url,
  PRESTASHOP_KEY: KEYS.everything,
  PRESTASHOP_SHOP_ID: "1",
  ...more,
});
const elsewhere = (more = {}) => ({
  WORKER_URL: `${worker.url}/mcp/shop`,
  WORKER_TOKEN: caller.token,
  ...more,
});

/** Runs `work` with the SDK's client of a revision at a process with these settings. */
async function withClient(settings, revision, work) {
  const [latest] = REVISIONS;
  const speaks =
    revision === latest
      ? { versionNegotiation: { mode: { pin: revision } } }
      : { supportedProtocolVersions: [revision] };
  const client = new Client({ name: "tests", version: "1" }, speaks);
  const args = [built("stdio.js")];
  const env = { PATH, ...settings };
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args, env, stderr: "ignore" }),
  );
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

/** Gives lines to a process; what it answers, line by line, and how it ends. */
async function spoken(settings, lines) {
  const child = spawn(process.execPath, [built("stdio.js")], { env: { PATH, ...settings } });
  const [out, err] = ["", ""].map(() => []);
  child.stdout.on("data", (data) => out.push(data));
  child.stderr.on("data", (data) => err.push(data));
  child.stdin.on("error", () => {});
  child.stdin.end(lines.map((line) => `${line}\n`).join(""));
  const code = await new Promise((resolve) => child.on("close", resolve));
  const answers = Buffer.concat(out).toString().split("\n").filter(Boolean);
  return {
    code,
    answers: answers.map((line) => JSON.parse(line)),
    said: Buffer.concat(err).toString(),
  };
}

test("given a shop or a site of a worker, then clients of every revision list, call, preview and have to confirm", () =>
  eachCase(
    "revisions and settings",
    REVISIONS.flatMap((revision) =>
      [ownShop, elsewhere].map((settings) => [`${revision} ${settings.name}`, revision, settings]),
    ),
    (revision, settings) =>
      withClient(settings(), revision, async (client) => {
        assert.equal(client.getNegotiatedProtocolVersion(), revision);
        const { tools } = await client.listTools();
        assert.ok(tools.some(({ name }) => name === "update_product_content"));
        const call = (name, input) => client.callTool({ name, arguments: input });
        const calls = await Promise.all([5, 1, 2].map((id) => call("get_product", { id })));
        assert.deepEqual(
          calls.map((one) => told(one).products[0].id),
          [5, 1, 2],
        );
        const texts = { id: 5, name: [{ language: "en", text: "Tea é €" }] };
        assert.ok(told(await call("update_product_content", { ...texts, preview: true })).token);
        if (settings === ownShop) {
          assert.equal(
            told(await call("update_product_content", texts)).kind,
            "confirmation_required",
          );
        }
      }),
  ));

test("given a level that only reads, then nothing that writes is listed", () =>
  withClient(ownShop({ PRESTASHOP_LEVEL: "read" }), REVISIONS[1], async (client) => {
    const { tools } = await client.listTools();
    assert.ok(tools.every(({ annotations }) => annotations.readOnlyHint));
  }));

const call = (id, name = "get_stock") => JSON.stringify(callOf(id, name, { id: 5 }));

/** What a client says, with which settings, and what of the answers. */
const LINES = [
  [
    "no JSON",
    ownShop,
    ["{", "", call(1)],
    ([wrong, right]) => wrong.error.code === -32700 && right.id === 1,
  ],
  ["JSON that is no message", ownShop, ["5"], ([wrong]) => wrong.error.code === -32700],
  [
    "what only tells something",
    ownShop,
    ['{"jsonrpc":"2.0","method":"notifications/initialized"}'],
    (answers) => answers.length === 0,
  ],
  [
    "a call that it cancels",
    ownShop,
    [
      call(1),
      '{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}',
      call(2),
    ],
    (answers) => answers.length === 1 && answers[0].id === 2,
  ],
  [
    "a tool that is not there",
    ownShop,
    [call("a", "nothing")],
    ([{ id, error }]) => id === "a" && error.code === -32602,
  ],
  [
    "a wrong token",
    () => elsewhere({ WORKER_TOKEN: "wrong" }),
    [call(1)],
    ([{ id, error }]) => id === 1 && error.data.kind === "unauthorized",
  ],
  [
    "a site that it does not reach",
    () => elsewhere({ WORKER_URL: `${worker.url}/mcp/other` }),
    [call(1)],
    ([{ error }]) => error.data.kind === "forbidden",
  ],
  [
    "no worker",
    async () =>
      elsewhere({ WORKER_URL: `http://localhost:${new URL(await closedAddress()).port}/mcp/shop` }),
    [call(1)],
    ([{ id, error }]) => id === 1 && /cannot be reached/.test(error.message),
  ],
];

test("given lines of any kind, then each request has one answer, and nothing else is printed", () =>
  eachCase("conversations", LINES, async (settings, lines, isRight) => {
    const { code, answers } = await spoken(await settings(), lines);
    assert.equal(code, 0);
    assert.ok(isRight(answers), JSON.stringify(answers));
  }));

const WRONG = [
  ["nothing", {}, /PRESTASHOP_KEY/],
  ["no key", { PRESTASHOP_URL: "https://shop.example" }, /PRESTASHOP_KEY/],
  ["no token", { WORKER_URL: "https://worker.example/mcp/a" }, /WORKER_TOKEN/],
  [
    "a worker without TLS",
    { WORKER_URL: "http://worker.example/mcp/a", WORKER_TOKEN: "t" },
    /WORKER_URL/,
  ],
];

test("given settings that lead nowhere, then the process says which ones it needs, and ends", () =>
  eachCase("settings", WRONG, async (settings, named) => {
    const { code, answers, said } = await spoken(settings, [call(1)]);
    assert.equal(code, 1);
    assert.deepEqual(answers, []);
    assert.match(said, named);
  }));

test("given the description for registries, then it names this package, its version and its settings", async () => {
  const read = async (file) => JSON.parse(await readFile(new URL(file, EDGE), "utf8"));
  const [server, manifest] = [await read("server.json"), await read("package.json")];
  const [{ identifier, version, environmentVariables }] = server.packages;
  assert.deepEqual(
    [identifier, version, server.version],
    [manifest.name, manifest.version, manifest.version],
  );
  // The registry looks for it in the package, to know that both have one owner.
  assert.equal(manifest.mcpName, server.name);
  assert.ok(server.description.length <= 100);
  const program = await readFile(fileURLToPath(new URL("entries/stdio.ts", EDGE)), "utf8");
  for (const { name } of environmentVariables) assert.ok(program.includes(`"${name}"`), name);
});
