/**
 * The console on the demo store, cold: from the navigation to the first answer, in a new Chromium
 * each time, on the line of this machine and on one like that of a phone.
 */

import { BROWSERS, programOf } from "../../tests/browser/support/browsers.mjs";
import { loadFirst, report, roundTrips, weigh } from "../../tests/browser/support/first-load.mjs";
import { serveSite } from "../../tests/browser/support/site.mjs";
import { median } from "../timing.mjs";

const ROUNDS = 3;

const BITS_PER_BYTE = 8;
/** Lighthouse's slow phone; the protocol counts in bytes per second. */
const PHONE = {
  offline: false,
  latency: 150,
  downloadThroughput: 1.6e6 / BITS_PER_BYTE,
  uploadThroughput: 0.75e6 / BITS_PER_BYTE,
};
const LINES = { "this machine": null, "1.6 Mbit/s, 150 ms": PHONE };

const program = programOf(BROWSERS.Chromium);
if (program === null) {
  console.log("\nThe first load of the console: left out, no Chromium on this machine");
} else {
  const site = await serveSite("www/console", undefined, { isCompressed: true });
  try {
    const { transfers } = await visit(site.url, null);
    console.log(`\n${report(weigh(transfers))}\nround trips: ${roundTrips(transfers)}`);
    console.log(`\nFrom the navigation to the first answer, cold (medians of ${ROUNDS})`);
    for (const [line, conditions] of Object.entries(LINES)) print(line, await times(conditions));
  } finally {
    await site.close();
  }

  async function times(conditions) {
    const all = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const { ms } = await visit(site.url, conditions);
      all.push(ms);
    }
    return all;
  }
}

async function visit(url, conditions) {
  const browser = await BROWSERS.Chromium.launch(program, { isDark: false, isBare: true });
  try {
    return await loadFirst(browser, url, conditions);
  } finally {
    await browser.close();
  }
}

function print(line, all) {
  const range = `${Math.min(...all).toFixed(0)} to ${Math.max(...all).toFixed(0)} ms`;
  console.log(line.padEnd(24) + `${median(all).toFixed(0)} ms`.padStart(16) + range.padStart(20));
}
