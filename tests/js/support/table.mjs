// Tables of cases: all of them run, and all that fail are told together.
import assert from "node:assert/strict";

/** Runs `check` on each case, `[name, ...values]`, one after the other, and prints how many ran. */
export async function eachCase(what, cases, check) {
  const failed = [];
  for (const [name, ...values] of cases) {
    try {
      await check(...values);
    } catch (error) {
      failed.push(`${name}: ${error.message}`);
    }
  }
  assert.ok(cases.length > 0, `${what}: no cases`);
  console.log(`${cases.length} ${what}`);
  assert.ok(failed.length === 0, `${failed.length} of ${cases.length}\n${failed.join("\n")}`);
}
