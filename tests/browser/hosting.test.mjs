// The built console on a static host: what its first load weighs, any folder, no network.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { leaveOut } from "../js/support/left-out.mjs";
import { beginBeside } from "./support/beside-worker.mjs";
import { BROWSERS, programOf } from "./support/browsers.mjs";
import { startDemoServer } from "./support/demo-server.mjs";
import { inEachBrowser } from "./support/each-browser.mjs";
import { startEdge } from "./support/edge-worker.mjs";
import { loadFirst, report, roundTrips, tooHeavy, WAYS, weigh } from "./support/first-load.mjs";
import { openEverywhere } from "./support/folders.mjs";
import { goOffline } from "./support/offline.mjs";
import { serveSite } from "./support/site.mjs";

const FOLDERS = ["/", "/some/deep/folder/"];

let site;
/** What the build is told of the worker beside it. */
let variables;
let server;
let edge;

before(async () => {
  server = await startDemoServer();
  // The page is built with the worker that `npm start` would have started beside it.
  const worker = async (origin) => {
    edge = await startEdge(server, origin);
    variables = {
      VITE_EDGE_URL: edge.url,
      VITE_EDGE_TOKEN: edge.tokens.writer,
      VITE_EDGE_ADMIN_TOKEN: edge.tokens.admin,
    };
    return variables;
  };
  site = await serveSite("www/console", worker, { folders: FOLDERS, isCompressed: true });
});

after(async () => {
  await site?.close();
  await edge?.stop();
  await server?.stop();
});

/** The link that opens a shop that way. */
function linkOf(way) {
  const shop = way === "through a worker" ? `worker:${edge.url}|shop-1` : "demo:8.2/shop-1";
  return `#/orders?shop=${shop}`;
}

for (const way of Object.keys(WAYS)) {
  test(`given a first visit, ${way}, then no part of the load is heavier than recorded`, async (t) => {
    const program = programOf(BROWSERS.Chromium);
    if (program === null) return leaveOut(t, "no Chromium found to weigh the first load in");
    const browser = await BROWSERS.Chromium.launch(program, { isDark: false, isBare: true });
    try {
      const { transfers, answers, ms } = await loadFirst(browser, site.url + linkOf(way));
      const parts = weigh(way, transfers);
      const told = answers.reduce((sum, { bytes }) => sum + bytes, 0);
      console.log(
        `${report(way, parts)}\nanswers: ${(told / 1000).toFixed(1)} KB, after ${ms.toFixed(0)} ms`,
      );
      for (const { path, encoding } of transfers) assert.equal(encoding, "br", path);
      assert.deepEqual(tooHeavy(parts), []);
      const paths = transfers.map(({ path }) => path);
      assert.deepEqual(paths, [...new Set(paths)], "nothing is loaded twice");
      if (way !== "through a worker") return;
      const sum = transfers.reduce((all, { bytes }) => all + bytes, 0);
      assert.ok(sum <= WAYS[way].budget * 1000, `${sum} bytes`);
      assert.equal(roundTrips(transfers), 2, "the page, and all that it names");

      await browser.evaluate(async () => (await navigator.serviceWorker.ready) && true);
      const assets = site.sent.map(({ path }) => path).filter((path) => path.includes("/assets/"));
      const again = assets.filter((path, place) => assets.indexOf(path) !== place);
      assert.deepEqual(again, [], "what the page has loaded is taken from the browser's own copy");
    } finally {
      await browser.close();
    }
  });
}

inEachBrowser("the console on a static host", async (t, using) => {
  await using({ isDark: false }, (opened) => beginBeside(t, opened, { site, server, edge }));
  await using({ isDark: false }, (opened) => openEverywhere(t, opened, { site }));
  await using({ isDark: false }, (opened) => goOffline(t, opened, { site, edge }));
  // The other browser begins with the first build as well.
  await site.rebuild(variables);
});
