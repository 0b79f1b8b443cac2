/**
 * Lighthouse's figures for the console through a worker: medians of home and of an order, as it
 * simulates a slow phone. The machine's own speed counts in them.
 */

import { BROWSERS, programOf } from "../../tests/browser/support/browsers.mjs";
import { startDemoServer } from "../../tests/browser/support/demo-server.mjs";
import { startEdge } from "../../tests/browser/support/edge-worker.mjs";
import { lighthouseOf } from "../../tests/browser/support/lighthouse.mjs";
import { serveSite } from "../../tests/browser/support/site.mjs";
import { median } from "../timing.mjs";

const ROUNDS = 3;
const PAGES = ["orders", "orders/NHUPBYXDB"];

const program = programOf(BROWSERS.Chromium);
if (program === null) console.log("\nLighthouse: left out, no Chromium on this machine");
else await measure();

async function measure() {
  const server = await startDemoServer();
  let edge;
  const variables = async (origin) => {
    edge = await startEdge(server, origin);
    return { VITE_EDGE_URL: edge.url, VITE_EDGE_TOKEN: edge.tokens.writer };
  };
  const site = await serveSite("www/console", variables, { isCompressed: true });
  try {
    console.log(`\nLighthouse, through a worker (medians of ${ROUNDS})`);
    for (const page of PAGES) await print(page, `worker:${edge.url}|shop-1`, site);
  } finally {
    await site.close();
    await edge.stop();
    await server.stop();
  }
}

async function print(page, shop, site) {
  const url = `${site.url}#/${page}?shop=${encodeURIComponent(shop)}`;
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await lighthouseOf(program, url));
  const categories = Object.keys(rounds[0].scores);
  const scores = categories.map((id) => `${id} ${median(rounds.map(({ scores: of }) => of[id]))}`);
  console.log(`#/${page}: ${scores.join(", ")}`);
  console.log(`  what took points last: ${rounds.at(-1).lost.join("; ") || "nothing"}`);
}
