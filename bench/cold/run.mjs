/**
 * From import to the first object, cold: what a visitor or a function that just started waits for.
 * The same orders from the same demo store over HTTP; each time is one in a fresh surrounding.
 */

import { startDemoServer } from "../../tests/browser/support/demo-server.mjs";
import { median } from "../timing.mjs";
import * as chromium from "./chromium.mjs";
import * as node from "./node.mjs";
import * as workerd from "./workerd.mjs";

const OURS = "this package, typed";
const CONTENDERS = {
  [OURS]: "this-package.mjs",
  "fast-xml-parser": "fast-xml-parser.mjs",
  "fetch alone": "fetch-alone.mjs",
  "this package, loaded": "this-package-loaded.mjs",
};
const ROUNDS = 5;
const COUNT = 20;

const store = await startDemoServer();
const question = new URLSearchParams({ url: store.url, key: store.keys.everything, count: COUNT });
try {
  console.log(`\nFrom import to the first of ${COUNT} orders, cold (medians of ${ROUNDS})`);
  for (const place of [node, workerd, chromium]) {
    const leftOut = await place.missing?.();
    console.log(
      `\n${place.TITLE}: ${leftOut === undefined ? place.HOLDS : `left out, ${leftOut}`}`,
    );
    if (leftOut === undefined) print(await times(place));
  }
} finally {
  await store.stop();
}

/** Milliseconds by contender: in turn, so that a machine that slows down slows all of them alike. */
async function times(place) {
  const prepared = {};
  const measured = {};
  for (const [name, file] of Object.entries(CONTENDERS)) {
    const contender = new URL(`./contenders/${file}`, import.meta.url);
    prepared[name] = await place.prepare(contender, question);
    measured[name] = [];
  }
  const ids = new Set();
  // The first round warms the caches of the machine, and does not count.
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [name, { once }] of Object.entries(prepared)) {
      const { ms, id } = await once();
      if (id !== undefined) ids.add(Number(id));
      if (round > 0) measured[name].push(ms);
    }
  }
  for (const { close } of Object.values(prepared)) await close();
  if (ids.size !== 1) throw new Error(`The contenders have found different orders: ${[...ids]}.`);
  return measured;
}

/** A ratio is that of the same round: what slowed one down, slowed its neighbours down too. */
function print(measured) {
  for (const [name, all] of Object.entries(measured)) {
    const ratio = median(all.map((time, round) => time / measured[OURS][round]));
    const range = `${Math.min(...all).toFixed(0)} to ${Math.max(...all).toFixed(0)} ms`;
    const cells = [`${median(all).toFixed(1)} ms`, `${ratio.toFixed(2)} x ours`, range];
    console.log(name.padEnd(24) + cells.map((cell) => cell.padStart(16)).join(""));
  }
}
