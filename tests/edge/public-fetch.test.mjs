// Names that stand for private addresses, perhaps only a moment later: no connection is made to them.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { leaveOut } from "../js/support/left-out.mjs";
import { BUILT } from "./support/runtimes/built.mjs";
import { COMMAND_LINE, runArguments } from "./support/runtimes/command-line.mjs";

/** Run in each runtime: asks the server by names that a resolver of its own answers for. */
const PROGRAM = `
  import { publicFetch } from "ENTRY";
  const port = PORT;
  const turns = new Map();
  const at = (address) => ({ address, family: address.includes(":") ? 6 : 4 });
  const NAMES = {
    "shop.internal": () => [at("127.0.0.1")],
    "metadata.internal": () => [at("169.254.169.254")],
    "mixed.internal": () => [at("127.0.0.1"), at("169.254.169.254")],
    "mapped.internal": () => [at("::ffff:127.0.0.1")],
    "nowhere.internal": () => [],
    "rebinds.internal": (turn) => [at(turn === 0 ? "127.0.0.1" : "169.254.169.254")],
    "private.example": () => [at("127.0.0.1")],
    "ten.example": () => [at("10.0.0.1"), at("93.184.216.34")],
    "six.example": () => [at("::1")],
  };
  const resolve = (name, options, done) => {
    const turn = turns.get(name) ?? 0;
    turns.set(name, turn + 1);
    setTimeout(() => done(null, NAMES[name](turn)), 1);
  };
  const inPrivate = publicFetch({ mayBePrivate: true }, resolve);
  const usual = publicFetch({}, resolve);
  const told = async (send, url, init) => {
    try {
      const response = await send(url, { redirect: "manual", ...init });
      return { status: response.status, body: await response.text(), seen: response.headers.get("x-seen"), to: response.headers.get("location") };
    } catch (error) {
      return { failed: String(error?.code ?? error?.name ?? error) };
    }
  };
  const own = "http://shop.internal:" + port;
  const results = {
    answered: await told(inPrivate, own + "/text", { headers: { Authorization: "Basic a" } }),
    posted: await told(inPrivate, own + "/echo", { method: "POST", body: "<a>é</a>", headers: { "Content-Type": "text/xml" } }),
    zipped: await told(inPrivate, own + "/zipped"),
    empty: await told(inPrivate, own + "/empty"),
    head: await told(inPrivate, own + "/text", { method: "HEAD" }),
    moved: await told(inPrivate, own + "/moved"),
    broken: await told(inPrivate, own + "/broken"),
    hangs: await told(inPrivate, own + "/hangs", { signal: AbortSignal.timeout(200) }),
    late: await told(inPrivate, own + "/half", { signal: AbortSignal.timeout(200) }),
    first: await told(inPrivate, "http://rebinds.internal:" + port + "/close"),
    second: await told(inPrivate, "http://rebinds.internal:" + port + "/close"),
    ...Object.fromEntries(await Promise.all(["metadata", "mixed", "mapped", "nowhere"].map(async (name) => [name, await told(inPrivate, "http://" + name + ".internal:" + port + "/text")]))),
    ...Object.fromEntries(await Promise.all(["private", "ten", "six"].map(async (name) => [name, await told(usual, "https://" + name + ".example:" + port + "/text")]))),
    literal: await told(usual, "http://127.0.0.1:" + port + "/text"),
    localhost: await told(usual, "https://localhost:" + port + "/text"),
  };
  console.log(JSON.stringify(results));
  (globalThis.Deno?.exit ?? globalThis.process.exit)(0);
`;

const REFUSED = { failed: "PRIVATE_ADDRESS" };
const answered = (body, more = {}) => ({ status: 200, body, seen: "1", to: null, ...more });

/** What each question comes to. */
const EXPECTED = {
  answered: answered("GET /text Basic a"),
  posted: answered("POST <a>é</a> text/xml"),
  zipped: answered("z".repeat(100_000)),
  empty: answered("", { status: 204 }),
  head: answered(""),
  moved: answered("", { status: 302, to: "http://169.254.169.254/" }),
  first: answered("closed"),
  ...Object.fromEntries(
    [
      "second",
      "metadata",
      "mixed",
      "mapped",
      "nowhere",
      "private",
      "ten",
      "six",
      "literal",
      "localhost",
    ].map((name) => [name, REFUSED]),
  ),
};
/** Those that fail, each runtime in words of its own. */
const FAILING = ["broken", "hangs", "late"];

let server;
let folder;
let connections = 0;
before(async () => {
  folder = await mkdtemp(join(BUILT, "test-"));
  await build({
    entryPoints: [new URL("../../www/edge/entries/public-fetch.ts", import.meta.url).pathname],
    outfile: join(folder, "entry.mjs"),
    bundle: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    external: ["node:*"],
    logLevel: "warning",
  });
  server = createServer(async (request, response) => {
    const { method, url, headers } = request;
    response.setHeader("X-Seen", "1");
    const answers = {
      "/text": () => response.end(`${method} ${url} ${headers.authorization}`),
      "/echo": async () =>
        response.end(`${method} ${await text(request)} ${headers["content-type"]}`),
      "/zipped": () =>
        response.setHeader("Content-Encoding", "gzip").end(gzipSync("z".repeat(100_000))),
      "/empty": () => response.writeHead(204).end(),
      "/moved": () => response.writeHead(302, { Location: "http://169.254.169.254/" }).end(),
      "/broken": () => {
        response
          .setHeader("Content-Encoding", "gzip")
          .write(gzipSync("z".repeat(100_000)).subarray(0, 60));
        setTimeout(() => request.socket.destroy(), 20);
      },
      "/hangs": () => {},
      "/half": () => response.write("half"),
      "/close": () => response.setHeader("Connection", "close").end("closed"),
    };
    await answers[url]();
  });
  server.on("connection", () => {
    connections += 1;
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
after(async () => {
  server?.closeAllConnections();
  server?.close();
  if (folder) await rm(folder, { recursive: true });
});

for (const runtime of Object.keys(COMMAND_LINE)) {
  test(`given a name in ${runtime}, then the connection goes to the address that was checked, or nowhere`, async (t) => {
    const leftOut = await COMMAND_LINE[runtime].missing();
    if (leftOut !== undefined) return leaveOut(t, leftOut);
    const program = join(folder, `${runtime}.mjs`);
    const { port } = server.address();
    await writeFile(program, PROGRAM.replace("ENTRY", "./entry.mjs").replace("PORT", String(port)));
    connections = 0;
    const results = await resultsOf(runtime, program);
    for (const [name, expected] of Object.entries(EXPECTED)) {
      assert.deepEqual(results[name], expected, name);
    }
    for (const name of FAILING) assert.ok(results[name].failed, `${name} fails`);
    assert.ok(connections > 0);
    console.log(
      `${Object.keys(results).length} questions in ${runtime}, ${connections} connections`,
    );
  });
}

async function resultsOf(runtime, program) {
  const { command, args } = runArguments(runtime, program);
  const child = spawn(command, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  const exit = once(child, "exit");
  const [out, said] = await Promise.all([text(child.stdout), text(child.stderr)]);
  await exit;
  assert.ok(out.startsWith("{"), said);
  return JSON.parse(out);
}
