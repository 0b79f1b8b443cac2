// What axe-core finds wrong with the page as it is now.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** Runs in the page before anything else: the page's own policy lets nobody add scripts to it. */
export const AXE = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);

let audits = 0;

/** How many states have been audited so far. */
export function auditCount() {
  return audits;
}

/**
 * Every rule that axe-core has by default, best practices included. The many words of code are
 * looked at where `withCode` asks for it: they are alike everywhere, and take it minutes.
 */
export async function expectAccessible(browser, state, { withCode = false } = {}) {
  const violations = await browser.evaluate(
    async (exclude) => {
      // Half way from one colour to the next nothing has the contrast it will have.
      const isEnding = (one) => Number.isFinite(one.effect?.getComputedTiming().endTime);
      const moving = document.getAnimations().filter(isEnding);
      await Promise.all(moving.map((one) => one.finished.catch(() => {})));
      const options = { resultTypes: ["violations"], iframes: false };
      const found = await window.axe.run({ include: [["html"]], exclude }, options);
      return found.violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target} ${failureSummary}`),
      );
    },
    withCode ? [] : [["pre.code > span"]],
  );
  audits += 1;
  assert.deepEqual(violations, [], `axe-core finds nothing wrong with ${state}`);
}
