// What Lighthouse says of home and of an order, through a worker. What depends on the machine, its
// figure for speed, belongs to the benchmark.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { leaveOut } from "../js/support/left-out.mjs";
import { BROWSERS, programOf } from "./support/browsers.mjs";
import { startDemoServer } from "./support/demo-server.mjs";
import { startEdge } from "./support/edge-worker.mjs";
import { lighthouseOf } from "./support/lighthouse.mjs";
import { serveSite } from "./support/site.mjs";

const WANTED = 95;

/** Those that a busy machine does not change. */
const CATEGORIES = ["accessibility", "best-practices", "seo"];

const PAGES = ["orders", "orders/NHUPBYXDB"];

let edge;
let server;
let site;

before(async () => {
  server = await startDemoServer();
  const variables = async (origin) => {
    edge = await startEdge(server, origin);
    return { VITE_EDGE_URL: edge.url, VITE_EDGE_TOKEN: edge.tokens.writer };
  };
  site = await serveSite("www/console", variables, { isCompressed: true });
});

after(async () => {
  await site?.close();
  await edge?.stop();
  await server?.stop();
});

for (const page of PAGES) {
  test(`given #/${page}, then Lighthouse finds next to nothing to mend`, async (t) => {
    const program = programOf(BROWSERS.Chromium);
    if (program === null) return leaveOut(t, "no Chromium found for Lighthouse");
    const shop = encodeURIComponent(`worker:${edge.url}|shop-1`);
    const { scores, lost } = await lighthouseOf(program, `${site.url}#/${page}?shop=${shop}`);
    console.log(`#/${page}: ${JSON.stringify(scores)}`);
    for (const category of CATEGORIES) {
      assert.ok(scores[category] >= WANTED, `${category} ${scores[category]}: ${lost.join(", ")}`);
    }
  });
}
