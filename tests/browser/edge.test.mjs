// The built console with an edge worker between it and the shop, visited by real browsers.
import { after, before } from "node:test";
import { startConnected } from "../edge/support/connected.mjs";
import { auditCount } from "./support/accessibility.mjs";
import { changeManyThrough } from "./support/bulk.mjs";
import { startDemoServer } from "./support/demo-server.mjs";
import { inEachBrowser } from "./support/each-browser.mjs";
import { addShops } from "./support/edge-adding.mjs";
import { connectEveryWay } from "./support/edge-connecting.mjs";
import { lookThroughWorker } from "./support/edge-looking.mjs";
import { writeOwnAction } from "./support/edge-own-action.mjs";
import { lookThrough, runThrough } from "./support/edge-running.mjs";
import { startEdge } from "./support/edge-worker.mjs";
import { writeThrough } from "./support/edge-writing.mjs";
import { startOwnActions } from "./support/own-actions.mjs";
import { serveSite } from "./support/site.mjs";

const started = {};

before(async () => {
  started.server = await startDemoServer();
  started.closed = await startDemoServer({ cors: false });
  // The page is built with the address of the worker, which is told where the page is.
  started.site = await serveSite("www/console", async (origin) => {
    started.edge = await startEdge(started.server, origin);
    started.foreign = await startEdge(started.server, "https://dashboard.example");
    started.connected = await startConnected({ ALLOWED_ORIGINS: origin });
    started.own = await startOwnActions(started.server, origin);
    const { url, tokens } = started.edge;
    return { VITE_EDGE_URL: url, VITE_EDGE_TOKEN: tokens.writer };
  });
});

after(async () => {
  console.log(`axe-core audited ${auditCount()} states`);
  const { site, edge, foreign, own, connected, server, closed } = started;
  await site?.close();
  await edge?.stop();
  await foreign?.stop();
  await own?.stop();
  await connected?.stop();
  await server?.stop();
  await closed?.stop();
});

inEachBrowser("the console through the edge worker", async (t, using) => {
  await using({ isDark: false }, (opened) => runThrough(t, opened, started));
  await using({ isDark: false }, (opened) => writeThrough(t, opened, started));
  await using({ isDark: false }, (opened) => writeOwnAction(t, opened, started));
  await using({ isDark: false }, (opened) => lookThroughWorker(t, opened, started));
  await using({ isDark: false }, (opened) => changeManyThrough(t, opened, started));
  await using({ isDark: false }, (opened) => connectEveryWay(t, opened, started));
  await using({ isDark: false }, (opened) => addShops(t, opened, started));
  await using({ isDark: false }, (opened) => lookThrough(t, opened, started, "light"));
  await using({ isDark: true }, (opened) => lookThrough(t, opened, started, "dark"));
});
