// Prints raw, gzip -9 and brotli q11 sizes of the built package, and of the code of each room by
// itself. The JavaScript is counted as published: not bundled, not minified, every runtime's entry; but
// neither CommonJS nor the copy of the WebAssembly in JavaScript, which no page downloads.
// Fails where a module and its glue, or the client of the worker, weigh more than their ceiling.
import { readdirSync, readFileSync } from "node:fs";
import { join, posix, relative, sep } from "node:path";
import process, { argv } from "node:process";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";

const [dist, ceilingFile, rooms] = argv.slice(2);
const ceilings = JSON.parse(readFileSync(ceilingFile, "utf8"));

/** A download with its modules; `ceiling` is that of the module and its glue. */
const downloads = [
  {
    title: relative(".", dist),
    ceiling: "wasmAndGlue",
    groups: [
      { title: "wasm", holds: (path) => path === "wasm/prestashop_bg.wasm", isBudgeted: true },
      { title: "glue", holds: (path) => path === "wasm/prestashop.js", isBudgeted: true },
      {
        title: "facade (*.js)",
        holds: (path) => /^(?!wasm\/|exchange\/|edge\/|testing\/).*\.js$/.test(path),
      },
    ],
  },
  {
    title: "the exchange alone",
    ceiling: "exchangeWasmAndGlue",
    groups: [
      { title: "wasm", holds: (path) => path === "wasm/exchange_bg.wasm", isBudgeted: true },
      { title: "glue", holds: (path) => path === "wasm/exchange.js", isBudgeted: true },
      { title: "facade (*.js)", holds: (path) => shared.has(path) },
    ],
  },
  {
    title: "the shop to test against",
    groups: [
      { title: "wasm", holds: (path) => path === "wasm/demo_store_bg.wasm", isBudgeted: true },
      { title: "glue", holds: (path) => path === "wasm/demo_store.js", isBudgeted: true },
      { title: "facade (*.js)", holds: (path) => /^testing\/.*\.js$/.test(path) },
    ],
  },
];

const paths = readdirSync(dist, { recursive: true }).map((path) => path.split(sep).join("/"));

function measure(bytes) {
  const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
  return [
    bytes.length,
    gzipSync(bytes, { level: 9 }).length,
    brotliCompressSync(bytes, brotli).length,
  ];
}

function add(left, right) {
  return left.map((size, column) => size + right[column]);
}

function row(title, cells) {
  console.log(title.padEnd(20) + cells.map((cell) => String(cell).padStart(12)).join(""));
}

/** What every entry of the exchange alone imports, its own files among it. */
const shared = imported("exchange/browser.js");

function imported(path, found = new Set()) {
  if (found.has(path) || path.startsWith("wasm/")) return found;
  found.add(path);
  const code = readFileSync(join(dist, path), "utf8");
  for (const [, from] of code.matchAll(/\bfrom "(\.[^"]+)"/g)) {
    imported(posix.join(posix.dirname(path), from), found);
  }
  return found;
}

/** Prints a download; gives what its module and glue weigh. */
function weigh({ title, groups, ceiling }) {
  let sum = [0, 0, 0];
  let budgeted = 0;
  row(title, ["raw", "gzip -9", "brotli 11"]);
  for (const { title, holds, isBudgeted } of groups) {
    const files = paths.filter(holds);
    const sizes = files.map((path) => measure(readFileSync(join(dist, path))));
    const size = sizes.reduce(add, [0, 0, 0]);
    sum = add(sum, size);
    if (isBudgeted) budgeted += size[2];
    row(title, size);
  }
  row("sum", sum);
  console.log();
  return { title, what: "wasm and glue", weight: budgeted / 1000, limit: ceilings[ceiling] };
}

/** Of the client of the worker a page has what a bundler makes: it has no module beside it. */
async function weighEdge() {
  const { outputFiles } = await build({
    entryPoints: [join(dist, "edge/index.js")],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
  });
  const title = "the client of the edge worker";
  const size = measure(outputFiles[0].contents);
  row("edge alone", ["raw", "gzip -9", "brotli 11"]);
  row("bundled", size);
  console.log();
  return { title, what: "all of it", weight: size[2] / 1000, limit: ceilings.edgeClient };
}

/** The declarations that lie beside the module, and what eight of them add to the others. */
async function weighPacked() {
  const { PACKED } = await import(pathToFileURL(join(dist, "generated/packed.js")));
  const lines = Object.values(PACKED);
  const sizeOf = (some) => measure(Buffer.from(some.join("\n")));
  const [all, others] = [sizeOf(lines), sizeOf(lines.slice(0, -8))];
  row("packed declarations", ["raw", "gzip -9", "brotli 11"]);
  row(`${lines.length} resources`, all);
  row(
    "the last eight",
    all.map((size, column) => size - others[column]),
  );
  console.log();
}

const weights = [...downloads.map(weigh), await weighEdge()];
await weighPacked();

console.log("code of the module by room, each compressed by itself");
const weighed = readdirSync(rooms).map((room) => [room, measure(readFileSync(join(rooms, room)))]);
weighed.sort(([, left], [, right]) => right[2] - left[2]);
for (const [room, sizes] of weighed) row(room, sizes);

console.log();
for (const { title, what, weight, limit } of weights) {
  if (limit === undefined) {
    console.log(`${title}: ${what} ${weight.toFixed(1)} KB brotli, which no other entry loads`);
    continue;
  }
  console.log(`${title}: ${what} ${weight.toFixed(1)} KB brotli; the ceiling is ${limit} KB`);
  if (weight > limit) {
    console.error(`That is too much: see ${ceilingFile} for the rule.`);
    process.exitCode = 1;
  }
}
