// Where the WebAssembly is not what an entry expects: each says what it asked for, what came, and
// what to do; those for Node have it in their code too.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { eachCase } from "./support/table.mjs";

const run = promisify(execFile);
const DIST = fileURLToPath(new URL("../../pkg/dist/", import.meta.url));
const HAND_OVER =
  /Where a bundler leaves it behind, hand it over: `provide` of @aismarttalk\/prestashop\/custom\.$/;

let folder;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "prestashop-left-behind-"));
});

after(() => rm(folder, { recursive: true }));

/** What is built without some of its files, as a bundler leaves it. */
async function without(...names) {
  const copy = await mkdtemp(join(folder, "dist-"));
  const filter = (file) => !names.some((name) => file.endsWith(name));
  await cp(DIST, copy, { recursive: true, filter });
  await writeFile(join(copy, "package.json"), JSON.stringify({ type: "module" }));
  return copy;
}

/**
 * What three uses of an entry say, or "fine": `ready()`, a call, and a function that does not wait.
 * `before` is run first, and may take from the runtime what others lack.
 */
async function uses(entry, before = "") {
  const imported = entry.endsWith(".cjs")
    ? "createRequire(import.meta.url)(entry)"
    : "await import(url)";
  const source = `
    import { readFileSync } from "node:fs";
    import { createRequire } from "node:module";
    const entry = ${JSON.stringify(entry)};
    const url = ${JSON.stringify(pathToFileURL(entry).href)};
    const bytes = readFileSync(${JSON.stringify(join(DIST, "wasm/prestashop_bg.wasm"))});
    ${before}
    const { buildRequest, PrestaShop, ready } = ${imported};
    const endpoint = { url: "https://shop.example", key: "DEMO0KEY0FOR0EVERYTHING000000003" };
    const answer = async () => new Response('<?xml version="1.0"?><prestashop><products/></prestashop>');
    const later = (work) => work().then(() => "fine", (error) => error.message);
    const told = [await later(() => ready())];
    told.push(await later(() => new PrestaShop({ ...endpoint, fetch: answer }).products.list()));
    try { buildRequest(endpoint, { resource: "products" }); told.push("fine"); }
    catch (error) { told.push(error.message); }
    console.log(JSON.stringify(told));
  `;
  const args = ["--unhandled-rejections=strict", "--input-type=module", "--eval", source];
  return JSON.parse((await run(process.execPath, args, { cwd: folder })).stdout);
}

const FINE = ["fine", "fine", "fine"];

test("given an entry for Node without the file, then it has the WebAssembly in its code", () =>
  eachCase(
    "entries",
    ["node.js", "node.cjs", "default.js"].map((entry) => [entry, entry]),
    async (entry) => {
      const dist = await without("prestashop_bg.wasm");
      assert.deepEqual(await uses(join(dist, entry)), FINE);
    },
  ));

/** What an entry for Node tells of `dist` where its code has no copy either. */
const NOWHERE = {
  "node.js": ({ href }) => `cannot be loaded from ${href}: ENOENT`,
  "node.cjs": ({ href }) => `cannot be loaded from ${href}: ENOENT`,
  "default.js": () => "cannot be loaded from the code: Cannot find module",
};

test("given an entry for Node without the file and the code, then the error says what to do", () =>
  eachCase(
    "entries",
    Object.entries(NOWHERE).map(([entry, told]) => [entry, { entry, told }]),
    async ({ entry, told }) => {
      const dist = await without("prestashop_bg.wasm", "inline.js");
      const [first, second, third] = await uses(join(dist, entry));
      const expected = told(pathToFileURL(join(dist, "wasm/prestashop_bg.wasm")));
      for (const text of [first, second]) {
        assert.ok(text.includes(expected), text);
        assert.match(text, HAND_OVER);
      }
      assert.match(third, /await ready\(\)/);
    },
  ));

const answers = (response) => `globalThis.fetch = async () => ${response};`;
const page = (status, type) =>
  answers(
    `new Response("<!doctype html>", { status: ${status}, headers: ${JSON.stringify(type)} })`,
  );
const HTML = { "content-type": "text/html" };
const refuses = (words) =>
  `${answers("new Response(bytes)")}
   const { compile } = WebAssembly;
   // The fetch of Node has a WebAssembly of its own.
   WebAssembly.compile = async (given) => {
     if (given.byteLength !== bytes.byteLength) return compile(given);
     throw new WebAssembly.CompileError(${JSON.stringify(words)});
   };`;

/** What becomes of the download, and what the error must say of it. */
const DOWNLOADS = {
  "a page for every address": [page(200, HTML), "status 200 and text/html, and is no WebAssembly"],
  "no such file": [page(404, HTML), "status 404 and text/html"],
  "a refusal without a type": [
    answers("new Response(null, { status: 403 })"),
    "status 403 and no content type",
  ],
  "an error with the right bytes": [
    answers("new Response(bytes, { status: 500 })"),
    "status 500 and no content type",
  ],
  "nothing at all": [answers('new Response("")'), "status 200 and text/plain"],
  "no network": [
    'globalThis.fetch = async () => { throw new TypeError("Failed to fetch"); };',
    "Failed to fetch. Nothing is fetched from files: serve the page over HTTP, or bundle for Node.",
  ],
  "half of the file": [answers("new Response(bytes.subarray(0, 5000))"), "WebAssembly.compile()"],
  "a policy, told as Chromium does": [
    refuses(
      "WebAssembly.compile(): Compiling or instantiating WebAssembly module violates the following Content Security policy directive because neither 'wasm-eval' nor 'unsafe-eval' is an allowed source of script",
    ),
    "Add 'wasm-unsafe-eval' to `script-src`",
  ],
  "a policy, told as Firefox does": [
    refuses("call to WebAssembly.compile() blocked by CSP"),
    "Add 'wasm-unsafe-eval' to `script-src`",
  ],
  "a policy, told as Safari does": [
    refuses(
      "Refused to create a WebAssembly object because 'unsafe-eval' or 'wasm-unsafe-eval' is not an allowed source of script",
    ),
    "Add 'wasm-unsafe-eval' to `script-src`",
  ],
};

/** The entries that download, and what makes a browser of Node for them. */
const DOWNLOADING = {
  "browser.js": "",
  "default.js": "process.getBuiltinModule = undefined;",
};

test("given an entry that downloads, then a failure tells the address, what came and what to do", () =>
  eachCase(
    "downloads",
    Object.entries(DOWNLOADING).flatMap(([entry, asBrowser]) =>
      Object.entries(DOWNLOADS).map(([name, [before, expected]]) => [
        `${entry}, ${name}`,
        { entry, before: `${asBrowser}\n${before}`, expected },
      ]),
    ),
    async ({ entry, before, expected }) => {
      const [first, second, third] = await uses(join(DIST, entry), before);
      for (const told of [first, second]) {
        const { href } = pathToFileURL(join(DIST, "wasm/prestashop_bg.wasm"));
        assert.ok(told.includes(`@aismarttalk/prestashop cannot be loaded from ${href}: `), told);
        assert.ok(told.includes(expected), told);
        assert.match(told, HAND_OVER);
      }
      assert.match(third, /await ready\(\)/);
    },
  ));

/** What may come in place of the WebAssembly that a page hands over. */
const OTHER_BYTES = {
  "a page": 'new TextEncoder().encode("<!doctype html>").buffer',
  "a pointer to the file": 'new TextEncoder().encode("version https://git-lfs.github.com/spec/v1")',
  nothing: "new ArrayBuffer(0)",
  "three bytes": "new Uint8Array([0, 97, 115])",
};

test("given other bytes for the custom entry, then the error says that they are no WebAssembly", () =>
  eachCase(
    "bytes",
    ["custom.js", "custom.cjs"].flatMap((entry) =>
      Object.entries(OTHER_BYTES).map(([name, bytes]) => [`${entry}, ${name}`, { entry, bytes }]),
    ),
    async ({ entry, bytes }) => {
      const before = `
        const file = ${JSON.stringify(join(DIST, entry))};
        const custom = file.endsWith("cjs") ? createRequire(import.meta.url)(file) : await import(url);
        custom.provide(async () => ${bytes});
      `;
      const [first, second] = await uses(join(DIST, entry), before);
      for (const told of [first, second]) {
        assert.match(told, /^What `provide` was given is no WebAssembly, but other bytes/);
        assert.match(told, /give .* such as `await response\.arrayBuffer\(\)`\.$/);
      }
    },
  ));

const ENTRIES = ["node.js", "node.cjs", "browser.js", "default.js", "custom.js", "custom.cjs"];
const eachEntry = (check) =>
  eachCase(
    "entries",
    ENTRIES.map((entry) => [entry, entry]),
    check,
  );

test("given no WebAssembly in a runtime, then every entry can be imported and says so", () =>
  eachEntry(async (entry) => {
    const provides = entry.startsWith("custom.") ? "Nothing provides" : "has no WebAssembly";
    const told = await uses(join(DIST, entry), "globalThis.WebAssembly = undefined;");
    for (const text of told) assert.match(text, new RegExp(provides));
  }));

test("given no coders of text in a runtime, as in jsdom, then every entry can be imported", () =>
  eachEntry(async (entry) => {
    const imported = entry.endsWith(".cjs")
      ? "createRequire(import.meta.url)(url)"
      : "await import(url)";
    const url = entry.endsWith(".cjs") ? join(DIST, entry) : pathToFileURL(join(DIST, entry)).href;
    const source = `
      import { createRequire } from "node:module";
      globalThis.TextDecoder = globalThis.TextEncoder = undefined;
      const url = ${JSON.stringify(url)};
      console.log(typeof (${imported}).PrestaShop);
    `;
    const args = ["--input-type=module", "--eval", source];
    const { stdout } = await run(process.execPath, args, { cwd: folder });
    assert.equal(stdout, "function\n");
  }));
