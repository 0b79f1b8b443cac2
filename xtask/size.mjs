// Prints raw, gzip -9 and brotli q11 sizes of the built package, and of the code of each room by
// itself. The JavaScript is counted as published: not bundled, not minified, every runtime's entry; but
// neither CommonJS nor the copy of the WebAssembly in JavaScript, which no page downloads.
// Fails where module and glue weigh more than the ceiling.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import process, { argv } from "node:process";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const [dist, ceilingFile, rooms] = argv.slice(2);
const { wasmAndGlue: ceiling } = JSON.parse(readFileSync(ceilingFile, "utf8"));

const groups = [
  { title: "wasm", holds: (path) => path === "wasm/prestashop_bg.wasm", isBudgeted: true },
  { title: "glue", holds: (path) => path === "wasm/prestashop.js", isBudgeted: true },
  { title: "facade (*.js)", holds: (path) => !path.startsWith("wasm/") && path.endsWith(".js") },
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

let sum = [0, 0, 0];
let budgeted = 0;
row(relative(".", dist), ["raw", "gzip -9", "brotli 11"]);
for (const { title, holds, isBudgeted } of groups) {
  const files = paths.filter(holds);
  const sizes = files.map((path) => measure(readFileSync(join(dist, path)))).reduce(add, [0, 0, 0]);
  sum = add(sum, sizes);
  if (isBudgeted) budgeted += sizes[2];
  row(title, sizes);
}
row("sum", sum);

console.log("\ncode of the module by room, each compressed by itself");
const weighed = readdirSync(rooms).map((room) => [room, measure(readFileSync(join(rooms, room)))]);
weighed.sort(([, left], [, right]) => right[2] - left[2]);
for (const [room, sizes] of weighed) row(room, sizes);

const weight = budgeted / 1000;
console.log(`\nwasm and glue: ${weight.toFixed(1)} KB brotli; the ceiling is ${ceiling} KB`);
if (weight > ceiling) {
  console.error(`That is too much: see ${ceilingFile} for the rule.`);
  process.exitCode = 1;
}
