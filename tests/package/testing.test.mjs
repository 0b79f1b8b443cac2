// The shop to test against, from the packed package: the same checks in each runtime.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { leaveOut } from "../js/support/left-out.mjs";
import { TRIED } from "./apps/demo-shops.mjs";
import { ROWS } from "./runtimes/testing.mjs";
import { packPackage } from "./support/clean-folder.mjs";

let packed;

before(async () => {
  packed = await packPackage();
});

after(() => packed?.remove());

for (const { name, missing, run, checks = TRIED } of ROWS) {
  test(`given the packed package in ${name}, then its demo shops do what they do everywhere`, async (t) => {
    const leftOut = await missing?.();
    if (leftOut !== undefined) return leaveOut(t, leftOut);
    const reports = await run({ folder: await packed.folder() });
    const wrong = Object.entries(reports).filter(([, report]) => report !== "ok");
    assert.deepEqual(wrong, []);
    for (const check of checks) assert.ok(check in reports, `${check} was not run`);
  });
}
