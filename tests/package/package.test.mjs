// The packed package in every runtime and bundler: the same checks over HTTP, each in a clean
// folder, and a table of what came of them.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { startDemoServer } from "../browser/support/demo-server.mjs";
import { leaveOut } from "../js/support/left-out.mjs";
import { NAMES } from "./apps/conformance.mjs";
import { ROWS as ANGULAR } from "./bundlers/angular.mjs";
import { ROWS as ESBUILD } from "./bundlers/esbuild.mjs";
import { ROWS as NEXT } from "./bundlers/next.mjs";
import { ROWS as NEXT_SERVER } from "./bundlers/next-server.mjs";
import { ROWS as PARCEL } from "./bundlers/parcel.mjs";
import { ROWS as ROLLUP } from "./bundlers/rollup.mjs";
import { ROWS as SERVERS } from "./bundlers/servers.mjs";
import { ROWS as VITE } from "./bundlers/vite.mjs";
import { ROWS as WEBPACK } from "./bundlers/webpack.mjs";
import { ROWS as BROWSERS } from "./runtimes/browsers.mjs";
import { ROWS as COMMAND_LINE } from "./runtimes/command-line.mjs";
import { ROWS as COMMONJS } from "./runtimes/commonjs.mjs";
import { ROWS as EDGE_LIGHT } from "./runtimes/edge-light.mjs";
import { ROWS as EXCHANGE } from "./runtimes/exchange.mjs";
import { ROWS as JEST } from "./runtimes/jest.mjs";
import { ROWS as WORKERD } from "./runtimes/workerd.mjs";
import { packPackage } from "./support/clean-folder.mjs";
import { OUTPUT_CHECKS } from "./support/output.mjs";
import { printTable, readmeTable } from "./support/table.mjs";

const ROWS = [
  ...COMMAND_LINE,
  ...COMMONJS,
  ...JEST,
  ...WORKERD,
  ...EDGE_LIGHT,
  ...BROWSERS,
  ...VITE,
  ...WEBPACK,
  ...ESBUILD,
  ...PARCEL,
  ...ANGULAR,
  ...ROLLUP,
  ...SERVERS,
  ...NEXT,
  ...NEXT_SERVER,
  ...EXCHANGE,
];

let packed;
const seen = [];

before(async () => {
  packed = await packPackage();
});

const CHECKS = [...NAMES, ...OUTPUT_CHECKS];

after(async () => {
  printTable(seen, CHECKS);
  await packed?.remove();
});

for (const { name, missing, run, checks = NAMES } of ROWS) {
  test(`given the packed package in ${name}, then it does what it does everywhere`, async (t) => {
    const leftOut = await missing?.();
    if (leftOut !== undefined) {
      seen.push({ name, leftOut });
      return leaveOut(t, leftOut);
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
    for (const check of checks) assert.ok(check in row.reports, `${check} was not run`);
  });
}

test("given what was run, then the README shows the same table", async () => {
  const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
  const table = readmeTable(seen, CHECKS);
  const lines = readme.split("\n");
  const start = lines.indexOf(table.head[0]);
  assert.ok(start >= 0, `the README has no line ${table.head[0]}`);
  const shown = lines.slice(start, lines.indexOf("", start));
  assert.deepEqual(shown.slice(0, 2), table.head);
  const told = shown.slice(2).map((line) => line.split(" | ")[0].replace("| ", ""));
  assert.deepEqual(told, [...table.rows.keys()]);
  // A row that was left out here is compared where it is run, such as on the build server.
  const ran = seen.filter(({ leftOut }) => leftOut === undefined);
  const expected = [...readmeTable(ran, CHECKS).rows.values()];
  assert.deepEqual(
    shown.filter((line) => expected.includes(line)),
    expected,
  );
  console.log(`${expected.length} rows of ${told.length} are as in the README`);
});
