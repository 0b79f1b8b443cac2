// What tsc does not make of the package. `inline` writes the WebAssembly as a module of JavaScript,
// for bundles for Node that leave the file behind; `commonjs` writes everything once more for
// `require` where modules cannot be required, such as Jest, and for the compiler's `module: node16`.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { argv } from "node:process";
import { brotliCompressSync } from "node:zlib";
import { transform } from "esbuild";

const DIST = argv[2];

/** The copies of the modules, by their files. */
const COPIES = {
  "wasm/inline.js": "wasm/prestashop_bg.wasm",
  "wasm/exchange-inline.js": "wasm/exchange_bg.wasm",
  "wasm/demo-store-inline.js": "wasm/demo_store_bg.wasm",
};

/** What needs no CommonJS: that of other runtimes, and the program, which nobody imports. */
const ELSEWHERE =
  /^(?:(?:exchange|testing)\/)?(?:browser|bun|default|edge-light|workerd|wasm-file)\.|^command\//;

const PLACE = [
  ["new URL(", 'require("node:url").pathToFileURL(require("node:path").join(__dirname, '],
  [", import.meta.url)", "))"],
];
// jsdom has neither of them.
const TEXTS = [["", 'const { TextDecoder, TextEncoder } = require("node:util");\n']];

/** What CommonJS says in other words, by file: each must be there. */
const OTHERWISE = {
  "node.js": PLACE,
  "exchange/node.js": PLACE,
  "testing/node.js": PLACE,
  "wasm/prestashop.js": TEXTS,
  "wasm/exchange.js": TEXTS,
  "wasm/demo_store.js": TEXTS,
};

async function writeInline() {
  for (const [copy, module] of Object.entries(COPIES)) {
    const text = brotliCompressSync(await readFile(join(DIST, module))).toString("base64");
    await writeFile(join(DIST, copy), `export const base64 = "${text}";\n`);
  }
}

async function writeCommonJs() {
  const files = await readdir(DIST, { recursive: true });
  for (const file of files.map((path) => path.replaceAll("\\", "/"))) {
    if (ELSEWHERE.test(file) || file in COPIES) continue;
    if (/(?<!\.wasm)\.d\.ts$/.test(file)) await writeTypes(file);
    else if (/\.js$/.test(file)) await writeCode(file);
  }
}

/** The copies of the WebAssembly stay modules, which both import when they need them. */
const renamed = (code) =>
  code.replace(/\b(from |import\()(["'])(\.\.?\/[^"']*)\.js\2/g, (whole, word, quote, path) =>
    path.endsWith("inline") ? whole : `${word}${quote}${path}.cjs${quote}`,
  );

async function writeTypes(file) {
  const text = await readFile(join(DIST, file), "utf8");
  await writeFile(join(DIST, file.replace(/\.d\.ts$/, ".d.cts")), renamed(text));
}

async function writeCode(file) {
  let text = await readFile(join(DIST, file), "utf8");
  for (const [words, otherwise] of OTHERWISE[file] ?? []) {
    if (!text.includes(words)) throw new Error(`${file} does not say ${words}`);
    text = text.replace(words, otherwise);
  }
  const { code } = await transform(renamed(text), {
    format: "cjs",
    platform: "node",
    target: "es2022",
  });
  await writeFile(join(DIST, file.replace(/\.js$/, ".cjs")), code);
}

await writeInline();
await writeCommonJs();
