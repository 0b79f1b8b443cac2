/**
 * Every part of the benchmark in a process of its own, one after the other, and all of one seed:
 * `SEED=1 node bench/run.mjs lists` runs one part again. Fails on wrong values, never on time.
 */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { SEED } from "./random.mjs";

const PARTS = [
  "lists",
  "calls",
  "trips",
  "memory",
  "arriving",
  "cold",
  "console",
  "lighthouse",
  "edge",
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((part) => !PARTS.includes(part));
if (unknown.length > 0) throw new Error(`The parts are ${PARTS.join(", ")}, not ${unknown}.`);

console.log(`SEED=${SEED} makes the same documents again.`);
const began = performance.now();
const failed = [];
for (const part of wanted.length > 0 ? wanted : PARTS) {
  const start = performance.now();
  if ((await run(part)) !== 0) failed.push(part);
  console.log(`\n(${part}: ${seconds(start)})`);
}
console.log(`\n${seconds(began)} in all`);
if (failed.length > 0) throw new Error(`failed: ${failed.join(", ")}`);

async function run(part) {
  const file = fileURLToPath(new URL(`./${part}/run.mjs`, import.meta.url));
  if (!existsSync(file)) throw new Error(`There is no ${file}.`);
  const env = { ...process.env, SEED: String(SEED) };
  const child = spawn(process.execPath, [file], { stdio: "inherit", env });
  const [code] = await once(child, "exit");
  return code;
}

function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(0)} s`;
}
