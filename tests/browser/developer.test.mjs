// The built console as developers use it, visited by real browsers.
import { after, before } from "node:test";
import { auditCount } from "./support/accessibility.mjs";
import { callEverything, callOwnActions } from "./support/calls.mjs";
import { startDemoServer } from "./support/demo-server.mjs";
import { inEachBrowser } from "./support/each-browser.mjs";
import { startEdge } from "./support/edge-worker.mjs";
import { readLog, readWorkerLog } from "./support/log.mjs";
import { startOwnActions } from "./support/own-actions.mjs";
import { serveSite } from "./support/site.mjs";

const started = {};

before(async () => {
  started.server = await startDemoServer();
  started.site = await serveSite("www/console", async (origin) => {
    started.edge = await startEdge(started.server, origin);
    started.own = await startOwnActions(started.server, origin);
    const { url, tokens } = started.edge;
    return { VITE_EDGE_URL: url, VITE_EDGE_TOKEN: tokens.writer };
  });
});

after(async () => {
  console.log(`axe-core audited ${auditCount()} states`);
  await started.site?.close();
  await started.edge?.stop();
  await started.own?.stop();
  await started.server?.stop();
});

inEachBrowser("the console for developers", async (t, using) => {
  await using({ isDark: false }, (opened) => readLog(t, opened, started));
  await using({ isDark: true }, (opened) => readWorkerLog(t, opened, started));
  await using({ isDark: false }, (opened) => callEverything(t, opened, started));
  await using({ isDark: true }, (opened) => callOwnActions(t, opened, started));
});
