// The built console on a static host: what its first load weighs, any folder, no network.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { leaveOut } from "../js/support/left-out.mjs";
import { BROWSERS, programOf } from "./support/browsers.mjs";
import { startDemoServer } from "./support/demo-server.mjs";
import { inEachBrowser } from "./support/each-browser.mjs";
import { loadFirst, report, roundTrips, tooHeavy, weigh } from "./support/first-load.mjs";
import { openEverywhere } from "./support/folders.mjs";
import { goOffline } from "./support/offline.mjs";
import { serveSite } from "./support/site.mjs";

const FOLDERS = ["/", "/some/deep/folder/"];

let site;
let server;

before(async () => {
  site = await serveSite("www/console", undefined, {
    folders: FOLDERS,
    isCompressed: true,
  });
  server = await startDemoServer();
});

after(async () => {
  await site?.close();
  await server?.stop();
});

test("given a first visit, then no part of the load is heavier than recorded", async (t) => {
  const program = programOf(BROWSERS.Chromium);
  if (program === null) return leaveOut(t, "no Chromium found to weigh the first load in");
  const browser = await BROWSERS.Chromium.launch(program, { isDark: false, isBare: true });
  try {
    const { transfers } = await loadFirst(browser, site.url);
    const parts = weigh(transfers);
    console.log(`${report(parts)}\nround trips: ${roundTrips(transfers)}`);
    assert.equal(roundTrips(transfers), 2, "the page, and beside one another all that it names");
    for (const { path, encoding } of transfers) assert.equal(encoding, "br", path);
    assert.deepEqual(tooHeavy(parts), []);
    const paths = transfers.map(({ path }) => path);
    assert.deepEqual(paths, [...new Set(paths)], "nothing is loaded twice");

    await browser.evaluate(async () => (await navigator.serviceWorker.ready) && true);
    const later = site.sent.filter(({ path }) => !paths.includes(path));
    const bytes = later.reduce((sum, one) => sum + one.bytes, 0);
    console.log(
      `kept for offline, once that is over: ${(bytes / 1000).toFixed(1)} KB in ${later.length} files more`,
    );
    const assets = site.sent.map(({ path }) => path).filter((path) => path.includes("/assets/"));
    const again = assets.filter((path, place) => assets.indexOf(path) !== place);
    assert.deepEqual(again, [], "what the page has loaded is taken from the browser's own copy");
  } finally {
    await browser.close();
  }
});

inEachBrowser("the console on a static host", async (t, using) => {
  await using({ isDark: false }, (opened) => openEverywhere(t, opened, { site }));
  await using({ isDark: false }, (opened) => goOffline(t, opened, { site, server }));
  // The other browser begins with the first build as well.
  await site.rebuild();
});
