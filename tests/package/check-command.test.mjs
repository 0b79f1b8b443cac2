// `npx @aismarttalk/prestashop check`: verdicts, boxes, words, and how the key gets in.
import assert from "node:assert/strict";
import { mkdtemp, readdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { startServer } from "../js/support/http-server.mjs";
import { leaveOut } from "../js/support/left-out.mjs";
import { startBench } from "./support/check-bench.mjs";
import { KEYS } from "./support/check-command.mjs";
import { run } from "./support/run.mjs";

const VERSIONS = ["1.6", "1.7", "8.2", "9.0"];
const NPX = process.platform === "win32" ? "npx.cmd" : "npx";

const named = (boxes) => boxes.map(({ resource, box }) => `${resource} ${box}`);

// Written down from the README's table, not from the program.
const DOCUMENTED = [
  "customers View (GET)",
  "customers Modify (PUT)",
  "languages View (GET)",
  "order_details View (GET)",
  "order_histories View (GET)",
  "order_histories Add (POST)",
  "order_states View (GET)",
  "orders View (GET)",
  "products View (GET)",
  "products Modify (PUT)",
];
/** From 9 on a PUT damages customers. */
const ON_9 = DOCUMENTED.map((one) =>
  one.replace("customers Modify (PUT)", "customers Patch (PATCH)"),
);

let packed;
let folder;
let program;
let stores;
let check;
let checkJson;
let stop;

before(async () => {
  ({ packed, folder, program, stores, check, checkJson, stop } = await startBench(VERSIONS, [
    "",
    " with CORS",
  ]));
});

after(() => stop?.());

for (const version of VERSIONS) {
  const needed = version === "9.0" ? ON_9 : DOCUMENTED;
  const lacksPatch = version === "9.0" ? ["customers Patch (PATCH)"] : [];
  const cases = [
    { key: "withOptions", verdict: "ready", tick: [] },
    { key: "documented", verdict: lacksPatch.length > 0 ? "not_ready" : "ready", tick: lacksPatch },
    { key: "everything", verdict: "ready_but_too_much", tick: [] },
    {
      key: "productsOnly",
      verdict: "not_ready",
      tick: needed.filter((one) => one !== "products View (GET)"),
    },
  ];
  test(`given PrestaShop ${version}, then each key has its verdict and its boxes, with CORS and without`, async () => {
    let looked = 0;
    for (const cors of ["", " with CORS"]) {
      for (const { key, verdict, tick } of cases) {
        const { url } = stores[version + cors];
        const { code, json, err } = await checkJson([url], { key: KEYS[key] });
        const about = `${key}${cors}`;
        assert.equal(err, "", about);
        assert.equal(json.verdict, verdict, about);
        assert.equal(code, verdict === "not_ready" ? 1 : 0, about);
        assert.equal(json.shop.url, url);
        assert.ok(json.shop.version.startsWith(version), json.shop.version);
        assert.deepEqual(named(json.tick), tick, about);
        assert.equal(json.untick.length > 0, verdict === "ready_but_too_much", about);
        const hasPatch = json.untick.some(({ right }) => right === "PATCH");
        if (["1.6", "1.7"].includes(version)) assert.ok(!hasPatch, "they have no such column");
        const isAllowed = cors !== "";
        assert.equal(json.browsers.read, isAllowed, about);
        assert.equal(json.browsers.write, isAllowed, about);
        looked += 1;
      }
    }
    console.log(`${looked} keys on ${version}`);
  });
}

test("given addresses as people type them, then the shop is found", async () => {
  const { host } = new URL(stores["8.2"].url);
  const words = [
    host,
    `http://${host}/`,
    `http://${host}/api`,
    `http://${host}/api/`,
    ` http://${host}/api/products `,
    `HTTP://${host}`,
  ];
  for (const address of words) {
    const { code, json } = await checkJson([address], { key: ` ${KEYS.documented} ` });
    assert.equal(code, 0, address);
    assert.equal(json.shop.url, `http://${host}`, address);
  }
  const second = await checkJson([`http://${host}/shop2`], { key: KEYS.secondShop });
  assert.equal(second.json.verdict, "ready");
  const dropped = [`${stores["8.2"].url}/~no-authorization`, "--auth", "query"];
  assert.equal((await checkJson(dropped, { key: KEYS.documented })).json.verdict, "ready");
  console.log(`${words.length + 2} addresses`);
});

test("given a key as an argument, then it is refused with the reason, unsent and unrepeated", async () => {
  const host = await startServer((_, response) => response.end());
  const key = KEYS.documented;
  const cases = [
    [host.url, key],
    [key, host.url],
    [host.url, "--key", key],
    [host.url, `--key=${key}`],
    [host.url, "--key", "short"],
    [host.url, "-k", key],
    [host.url, `--ws-key=${key}`],
    [host.url, "--token", "short"],
    [`${host.url}/?ws_key=short`],
    [host.url.replace("//", `//${key}@`)],
    [host.url, "--shop-id", key],
  ];
  for (const words of cases) {
    const { code, out, err } = await check(words, { env: { PRESTASHOP_KEY: key } });
    assert.equal(code, 2, words.join(" "));
    assert.equal(out, "");
    assert.match(err, /history/);
  }
  assert.equal(host.seen.length, 0);
  await host.stop();
  console.log(`${cases.length} ways to type a key`);
});

test("given the environment or a line of standard input, then the key is read from there", async () => {
  const { url } = stores["8.2"];
  const cases = [
    { key: KEYS.documented },
    { key: `${KEYS.documented}\r` },
    { key: `${KEYS.documented}\nanother line` },
    { env: { PRESTASHOP_KEY: KEYS.documented } },
    { key: KEYS.unknown, env: { PRESTASHOP_KEY: KEYS.documented } },
  ];
  for (const given of cases) {
    const { code, out, err } = await check([url], given);
    assert.equal(code, 0, err);
    assert.match(out, /The key is ready/);
  }
  console.log(`${cases.length} ways to give a key`);
});

test("given three verdicts, then a person reads what they are, what to do, and what a thief could do", async () => {
  const { url } = stores["8.2"];
  const cases = [
    ["documented", /✓ The key is ready\./, /adds the stock of products/],
    [
      "everything",
      /! The key works, but it can do too much\./,
      /delete orders, customers, products and more/,
    ],
    ["productsOnly", /✗ The key is not ready\./, /without it, no order can be found or shown/],
  ];
  for (const [key, verdict, more] of cases) {
    const { out } = await check([url], { key: KEYS[key] });
    assert.match(out, /Clay & Leaf · PrestaShop 8\.2\.1/);
    assert.match(out, verdict);
    assert.match(out, more);
    assert.ok(!out.includes("\u001b"), "no colours but on a terminal");
    assert.doesNotMatch(out, /\b[a-z]+_(?:order|product|customer)\b|undefined|null/);
  }
  console.log(`${cases.length} verdicts`);
});

test("given the back office's table, then lines and columns stand in its order, Patch from 8 on", async () => {
  for (const version of VERSIONS) {
    const { out } = await check([stores[version].url], { key: KEYS.everything });
    const [head] = /^ +View .*$/m.exec(out);
    const columns = head.trim().split(/ {2,}/);
    const patch = ["1.6", "1.7"].includes(version) ? [] : ["Patch"];
    assert.deepEqual(columns, ["View", "Modify", "Add", ...patch, "Delete", "Fast view"]);
    const [, list] = out.split(/^Untick .*$/m);
    const lines = [...list.matchAll(/^ {2}([a-z_]+) {2,}/gm)].map(([, name]) => name);
    assert.ok(lines.length > 15, String(lines.length));
    assert.deepEqual(lines, [...lines].sort());
  }
  console.log(`${VERSIONS.length} tables`);
});

test("given a right that lacks, then it says in words what does not work without", async () => {
  const { json } = await checkJson([stores["9.0"].url], { key: KEYS.productsOnly });
  assert.equal(json.tick.length, ON_9.length - 1);
  for (const { without, resource } of json.tick) {
    assert.match(without, /cannot|no \w+ can|no names?/, resource);
    assert.doesNotMatch(without, /these do not work/, `${resource} lacks a sentence`);
  }
  for (const { adds, resource } of json.optional) assert.match(adds, /\w+ \w+/, resource);
  console.log(`${json.tick.length} needed and ${json.optional.length} optional boxes`);
});

test("given an empty folder, then npx runs the tarball as a user would", async () => {
  const { url } = stores["8.2"];
  const env = {
    PRESTASHOP_KEY: KEYS.documented,
    npm_config_offline: "true",
    NO_UPDATE_NOTIFIER: "1",
  };
  const spec = ["--yes", "--package", packed.tarball, "--", "prestashop"];
  const empty = await mkdtemp(join(folder, "empty-"));
  const told = await run(NPX, [...spec, "check", url, "--json"], empty, env);
  assert.equal(JSON.parse(told).verdict, "ready");
  assert.deepEqual(await readdir(empty), []);
  const installed = await packed.folder(null);
  const named = await run(NPX, ["@aismarttalk/prestashop", "check", url], installed, env);
  assert.match(named, /The key is ready/);
  const help = await run(NPX, ["@aismarttalk/prestashop"], installed, env);
  assert.match(help, /check {2,}Checks a Webservice key/);
});

test("given a terminal, then the key is asked for and hidden, and Ctrl-C leaves the terminal clean", async (t) => {
  const lacking = await run("python3", ["-c", "import pty"], folder).then(
    () => undefined,
    () => "needs Python 3 for a terminal",
  );
  if (lacking) return leaveOut(t, lacking);
  const script = fileURLToPath(new URL("support/on-a-terminal.py", import.meta.url));
  const onTerminal = async (typed) => {
    const words = [script, typed, process.execPath, program, "check", stores["8.2"].url];
    return JSON.parse(await run("python3", words, folder, { PRESTASHOP_KEY: "", TERM: "xterm" }));
  };
  const typed = await onTerminal(`${KEYS.documented}\r`);
  assert.equal(typed.code, 0, typed.screen);
  assert.match(typed.screen, /it stays hidden[\s\S]*The key is ready/);
  assert.ok(!typed.screen.includes(KEYS.documented));
  assert.ok(typed.screen.includes("\u001b[32m"), "colours on a terminal");
  const stopped = await onTerminal("\u0003");
  assert.equal(stopped.code, 130, stopped.screen);
  assert.match(stopped.screen, /Stopped\. Nothing was sent\./);
  for (const { echoes } of [typed, stopped]) assert.equal(echoes, true);
});
