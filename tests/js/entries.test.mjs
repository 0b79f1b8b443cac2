// The entries of the package: what they load, when, and what is published.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { builtinModules } from "node:module";
import { dirname, join, normalize } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import * as node from "@aismarttalk/prestashop";
import { eachCase } from "./support/table.mjs";

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PACKAGE = join(ROOT, "pkg");

const PUBLIC = [
  "AbortedError",
  "AuthenticationError",
  "BlockedError",
  "ConflictError",
  "InvalidRequestError",
  "MalformedResponseError",
  "NetworkError",
  "NotFoundError",
  "OutcomeUnknownError",
  "PermissionError",
  "PrestaShop",
  "PrestaShopError",
  "RateLimitedError",
  "ServerError",
  "TimeoutError",
  "ValidationError",
  "WebserviceDisabledError",
  "WrongAddressError",
  "action",
  "actions",
  "buildRequest",
  "parseResponse",
  "ready",
];

test("given the main entry, then it exports what is promised and no inner part", () => {
  const names = Object.keys(node);
  assert.deepEqual(
    PUBLIC.filter((name) => !names.includes(name)),
    [],
  );
  for (const inner of ["errorFrom", "invalidRequest", "aborted", "Core", "provide"]) {
    assert.ok(!names.includes(inner), inner);
  }
});

/** A module of dist and all that it imports, by path. */
async function imported(entry, found = new Map()) {
  if (found.has(entry)) return found;
  const source = await readFile(join(PACKAGE, "dist", entry), "utf8");
  const names = [...source.matchAll(/(?:from|import)\s*\(?\s*["']([\w@./:-]+)["']/g)].map(
    ([, name]) => name,
  );
  found.set(entry, names);
  for (const name of names.filter((one) => one.startsWith("."))) {
    await imported(normalize(join(dirname(entry), name)), found);
  }
  return found;
}

test("given the entries without Node, then no module they reach imports anything of Node's", () =>
  eachCase(
    "entries",
    ["browser.js", "custom.js"].map((entry) => [entry, entry]),
    async (entry) => {
      const modules = await imported(entry);
      assert.ok(modules.size > 5, `${modules.size} modules`);
      const outside = [...modules.values()].flat().filter((name) => !name.startsWith("."));
      assert.deepEqual(outside, []);
      for (const [path] of modules) {
        const source = await readFile(join(PACKAGE, "dist", path), "utf8");
        assert.doesNotMatch(source, /\brequire\(|\bprocess\.|\bBuffer\b|\b__dirname\b/, path);
      }
    },
  ));

test("given the entry of Node, then the search finds its import", async () => {
  const names = [...(await imported("node.js")).values()].flat();
  const ofNode = names.filter((name) => builtinModules.includes(name.replace(/^node:/, "")));
  assert.deepEqual(ofNode, ["node:fs"]);
});

test("given npm pack, then it holds what is built and nothing else", async () => {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { stdout } = await run(npm, ["pack", "--dry-run", "--json"], {
    cwd: PACKAGE,
    shell: process.platform === "win32",
  });
  const [{ files: packed }] = JSON.parse(stdout);
  const paths = packed.map(({ path }) => path);
  const extra = paths.filter((path) => !/^(dist\/|README\.md$|package\.json$|LICENSE)/.test(path));
  assert.deepEqual(extra, []);
  const needed = [
    "package.json",
    "README.md",
    "dist/node.js",
    "dist/node.cjs",
    "dist/browser.js",
    "dist/default.js",
    "dist/custom.js",
    "dist/index.d.ts",
    "dist/wasm/prestashop.js",
    "dist/wasm/prestashop_bg.wasm",
  ];
  assert.deepEqual(
    needed.filter((path) => !paths.includes(path)),
    [],
  );
  const manifest = JSON.parse(await readFile(join(PACKAGE, "package.json"), "utf8"));
  const targets = ["exports", "main", "module", "types"].flatMap((name) => files(manifest[name]));
  assert.ok(targets.length > 20, `${targets.length} targets`);
  for (const target of targets) assert.ok(paths.includes(target.replace("./", "")), target);
  console.log(`${paths.length} files`);
});

/** All files that a condition of `exports` leads to. */
const files = (target) =>
  typeof target === "string" ? [target] : Object.values(target).flatMap(files);

/** Runs a module of its own, where nothing is loaded yet; what it prints is JSON. */
async function fresh(source) {
  const prelude = `
    import { readFileSync } from "node:fs";
    const bytes = readFileSync(new URL("./pkg/dist/wasm/prestashop_bg.wasm", ${JSON.stringify(new URL("../../", import.meta.url).href)}));
    const endpoint = { url: "https://shop.example", key: "DEMO0KEY0FOR0EVERYTHING000000003" };
    const call = { resource: "products" };
    const message = (work) => { try { return work() && "fine"; } catch (error) { return error.message; } };
    const later = (work) => work().then(() => "fine", (error) => error.message);
    const answer = async () => new Response('<?xml version="1.0"?><prestashop><products/></prestashop>');
    const tell = (value) => console.log(JSON.stringify(value));
  `;
  const { stdout } = await run(
    process.execPath,
    ["--unhandled-rejections=strict", "--input-type=module", "--eval", prelude + source],
    { cwd: ROOT },
  );
  return JSON.parse(stdout);
}

const CUSTOM = `const { buildRequest, provide, PrestaShop, ready } = await import("@aismarttalk/prestashop/custom");`;

test("given the main entry in Node, then importing is enough, and wrong options are told at once", async () => {
  const [first, wrong] = await fresh(`
    const { buildRequest, PrestaShop } = await import("@aismarttalk/prestashop");
    const wrong = message(() => new PrestaShop({ url: "https://shop.example", key: "SHORT" }));
    tell([message(() => buildRequest(endpoint, call)), wrong]);
  `);
  assert.equal(first, "fine");
  assert.match(wrong, /32 characters/);
});

test("given imports twice and at once, then the WebAssembly is made once", async () => {
  const [made, same] = await fresh(`
    let made = 0;
    const { Instance } = WebAssembly;
    WebAssembly.Instance = new Proxy(Instance, { construct(target, args) { made += 1; return new target(...args); } });
    const [one, two] = await Promise.all([import("@aismarttalk/prestashop"), import("@aismarttalk/prestashop")]);
    const shops = [one, two, one].map(({ PrestaShop }) => new PrestaShop({ ...endpoint, fetch: answer }));
    await Promise.all(shops.map((shop) => shop.products.list()));
    one.buildRequest(endpoint, call);
    tell([made, one.PrestaShop === two.PrestaShop]);
  `);
  assert.equal(made, 1);
  assert.equal(same, true);
});

test("given the custom entry and nobody who provides, then the error says what to do", async () => {
  const told = await fresh(`${CUSTOM}
    const shop = new PrestaShop({ ...endpoint, fetch: answer });
    tell([message(() => buildRequest(endpoint, call)), await later(() => ready()), await later(() => shop.products.list())]);
  `);
  for (const text of told) assert.match(text, /provide\(.*\).*@aismarttalk\/prestashop\/custom/);
});

test("given an async loader, then functions that do not wait say so, and work once it is ready", async () => {
  const [before, again, loads, after] = await fresh(`${CUSTOM}
    let loads = 0;
    provide(async () => { loads += 1; return bytes; });
    const before = message(() => buildRequest(endpoint, call));
    const again = message(() => buildRequest(endpoint, call));
    await Promise.all([ready(), ready(), ready()]);
    tell([before, again, loads, message(() => buildRequest(endpoint, call))]);
  `);
  assert.match(before, /await ready\(\)/);
  assert.match(again, /await ready\(\)/);
  assert.equal(loads, 1);
  assert.equal(after, "fine");
});

test("given the module or the bytes themselves, then they are taken as they are", async () => {
  for (const given of [
    "bytes",
    "new WebAssembly.Module(bytes)",
    "() => bytes",
    "async () => bytes",
    "new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)",
  ]) {
    const told = await fresh(`${CUSTOM}
      provide(${given});
      await ready();
      tell(message(() => buildRequest(endpoint, call)));
    `);
    assert.equal(told, "fine", given);
  }
});

test("given what is no WebAssembly, then the error says what to hand over", async () => {
  const rubbish = [
    "undefined",
    "null",
    "'wasm/prestashop_bg.wasm'",
    "new Response(bytes)",
    "{ default: bytes }",
    "() => undefined",
    "async () => new Response(bytes)",
  ];
  await eachCase(
    "rubbish",
    rubbish.map((given) => [given, given]),
    async (given) => {
      const told = await fresh(`${CUSTOM}
        provide(${given});
        const shop = () => new PrestaShop({ ...endpoint, fetch: answer }).products.list();
        const waited = [await later(() => ready()), await later(shop)];
        tell([...waited, message(() => buildRequest(endpoint, call))]);
      `);
      const atOnce = given.startsWith("async") ? told.pop() : undefined;
      if (atOnce !== undefined) assert.match(atOnce, /await ready\(\)/);
      for (const text of told)
        assert.match(text, /`provide`.*WebAssembly\.Module.*arrayBuffer\(\)/);
    },
  );
});

test("given a first load that fails, then the next call tries again", async () => {
  const failures = [
    "throw new Error('no network')",
    "return Promise.reject(new Error('no network'))",
    "return new Uint8Array([1, 2, 3])",
  ];
  await eachCase(
    "failing loads",
    failures.map((failure) => [failure, failure]),
    async (failure) => {
      const [together, next, loads] = await fresh(`${CUSTOM}
        let loads = 0;
        provide(() => { loads += 1; if (loads === 1) { ${failure}; } return Promise.resolve(bytes); });
        const shop = () => new PrestaShop({ ...endpoint, fetch: answer }).products.list();
        const first = await later(() => ready());
        const next = await Promise.all([later(shop), later(shop)]);
        tell([first, next, loads]);
      `);
      assert.notEqual(together, "fine");
      assert.deepEqual(next, ["fine", "fine"]);
      assert.equal(loads, 2);
    },
  );
});

test("given the browser entry, then a failed download is told and tried again", async () => {
  const [message, next] = await fresh(`
    let downloads = 0;
    globalThis.fetch = async () => {
      downloads += 1;
      return downloads === 1 ? new Response("gone", { status: 404 }) : new Response(bytes);
    };
    const { PrestaShop, ready } = await import("./pkg/dist/browser.js");
    const first = await later(() => ready());
    tell([first, await later(() => new PrestaShop({ ...endpoint, fetch: answer }).products.list())]);
  `);
  assert.match(message, /404/);
  assert.equal(next, "fine");
});
