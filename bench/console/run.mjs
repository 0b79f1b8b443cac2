/**
 * The console, cold, through a worker and on the sample shop: from the navigation to the first orders, in a new Chromium
 * each time, on the line of this machine and on one like that of a phone.
 */

import { BROWSERS, programOf } from "../../tests/browser/support/browsers.mjs";
import { startDemoServer } from "../../tests/browser/support/demo-server.mjs";
import { startEdge } from "../../tests/browser/support/edge-worker.mjs";
import {
  loadFirst,
  report,
  roundTrips,
  WAYS,
  weigh,
} from "../../tests/browser/support/first-load.mjs";
import { serveSite } from "../../tests/browser/support/site.mjs";
import { median } from "../timing.mjs";

const ROUNDS = 3;

const BITS_PER_BYTE = 8;
/** That of Lighthouse's slow phone; the protocol counts in bytes per second. */
const slow = (latency) => ({
  offline: false,
  latency,
  downloadThroughput: 1.6e6 / BITS_PER_BYTE,
  uploadThroughput: 0.75e6 / BITS_PER_BYTE,
});
const LINES = {
  "this machine": null,
  "1.6 Mbit/s, 40 ms": slow(40),
  "1.6 Mbit/s, 150 ms": slow(150),
};

const program = programOf(BROWSERS.Chromium);
if (program === null) {
  console.log("\nThe first load of the console: left out, no Chromium on this machine");
} else {
  const server = await startDemoServer();
  let edge;
  const worker = async (origin) => {
    edge = await startEdge(server, origin);
    return { VITE_EDGE_URL: edge.url, VITE_EDGE_TOKEN: edge.tokens.writer };
  };
  const site = await serveSite("www/console", worker, { isCompressed: true });
  const shops = {
    "through a worker": `worker:${edge.url}|shop-1`,
    "the sample shop": "demo:8.2/shop-1",
  };
  try {
    for (const way of Object.keys(WAYS)) {
      const url = `${site.url}#/orders?shop=${shops[way]}`;
      const { transfers } = await visit(url, null);
      console.log(`\n${report(way, weigh(way, transfers))}\nround trips: ${roundTrips(transfers)}`);
      console.log(`\nFrom the navigation to the first orders, cold (medians of ${ROUNDS})`);
      for (const [line, conditions] of Object.entries(LINES)) {
        print(line, await times(url, conditions));
      }
    }
  } finally {
    await site.close();
    await edge.stop();
    await server.stop();
  }

  async function times(url, conditions) {
    const all = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const { ms } = await visit(url, conditions);
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
