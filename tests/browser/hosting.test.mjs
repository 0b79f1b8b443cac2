// The built console on a static host: what its first load weighs.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { leaveOut } from "../js/support/left-out.mjs";
import { BROWSERS, programOf } from "./support/browsers.mjs";
import { loadFirst, report, roundTrips, tooHeavy, weigh } from "./support/first-load.mjs";
import { serveSite } from "./support/site.mjs";

let site;

before(async () => {
  site = await serveSite("www/console", undefined, { isCompressed: true });
});

after(() => site?.close());

test("given a first visit, then no part of the load is heavier than recorded", async (t) => {
  const program = programOf(BROWSERS.Chromium);
  if (program === null) return leaveOut(t, "no Chromium found to weigh the first load in");
  const browser = await BROWSERS.Chromium.launch(program, { isDark: false, isBare: true });
  try {
    const { transfers } = await loadFirst(browser, site.url);
    const parts = weigh(transfers);
    console.log(`${report(parts)}\nround trips: ${roundTrips(transfers)}`);
    for (const { path, encoding } of transfers) assert.equal(encoding, "br", path);
    assert.deepEqual(tooHeavy(parts), []);
    const paths = transfers.map(({ path }) => path);
    assert.deepEqual(paths, [...new Set(paths)], "nothing is loaded twice");
  } finally {
    await browser.close();
  }
});
