// The packed package in every runtime and bundler: the same checks over HTTP, each in a clean
// folder, and a table of what came of them.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startDemoServer } from "../browser/support/demo-server.mjs";
import { NAMES } from "./apps/conformance.mjs";
import { ROWS as ESBUILD } from "./bundlers/esbuild.mjs";
import { ROWS as ROLLUP } from "./bundlers/rollup.mjs";
import { ROWS as VITE } from "./bundlers/vite.mjs";
import { ROWS as WEBPACK } from "./bundlers/webpack.mjs";
import { ROWS as BROWSERS } from "./runtimes/browsers.mjs";
import { ROWS as COMMAND_LINE } from "./runtimes/command-line.mjs";
import { ROWS as EDGE_LIGHT } from "./runtimes/edge-light.mjs";
import { ROWS as WORKERD } from "./runtimes/workerd.mjs";
import { packPackage } from "./support/clean-folder.mjs";
import { OUTPUT_CHECKS } from "./support/output.mjs";
import { printTable } from "./support/table.mjs";

const ROWS = [
  ...COMMAND_LINE,
  ...WORKERD,
  ...EDGE_LIGHT,
  ...BROWSERS,
  ...VITE,
  ...WEBPACK,
  ...ESBUILD,
  ...ROLLUP,
];

/** On a build server nothing may be left out. */
const isCi = !["", "0", "false", undefined].includes(process.env.CI);

let packed;
const seen = [];

before(async () => {
  packed = await packPackage();
});

after(async () => {
  printTable(seen, [...NAMES, ...OUTPUT_CHECKS]);
  await packed?.remove();
});

for (const { name, missing, run } of ROWS) {
  test(`given the packed package in ${name}, then it does what it does everywhere`, async (t) => {
    const leftOut = await missing?.();
    if (leftOut !== undefined) {
      seen.push({ name, leftOut });
      assert.ok(!isCi, leftOut);
      return t.skip(leftOut);
    }
    // Its own shop, because one of the checks writes.
    const store = await startDemoServer();
    const row = { name, reports: {} };
    seen.push(row);
    try {
      row.reports = await run({
        folder: await packed.folder(),
        shop: store.url,
        key: store.keys.everything,
      });
    } catch (error) {
      row.failed = error.message;
      throw error;
    } finally {
      await store.stop();
    }
    const wrong = Object.entries(row.reports).filter(([, report]) => report !== "ok");
    assert.deepEqual(wrong, []);
    for (const check of NAMES) assert.ok(check in row.reports, `${check} was not run`);
  });
}
