// The texts of many products, from a file and back: what is changed, by name; what cannot be used;
// and a shop where anything can happen meanwhile.
import { after, before } from "node:test";
import { auditCount } from "./support/accessibility.mjs";
import { bringBack } from "./support/bulk-back.mjs";
import { saveDespite } from "./support/bulk-enemies.mjs";
import { saveThrough } from "./support/bulk-through.mjs";
import { startDemoServer } from "./support/demo-server.mjs";
import { inEachBrowser } from "./support/each-browser.mjs";
import { startEdge } from "./support/edge-worker.mjs";
import { serveSite } from "./support/site.mjs";

const started = {};

before(async () => {
  started.server = await startDemoServer();
  started.site = await serveSite("www/console", async (origin) => {
    started.edge = await startEdge(started.server, origin);
    return {};
  });
});

after(async () => {
  console.log(`axe-core audited ${auditCount()} states`);
  await started.site?.close();
  await started.edge?.stop();
  await started.server?.stop();
});

inEachBrowser("many texts", async (t, using) => {
  await using({ isDark: false }, (opened) => bringBack(t, opened, started));
  await using({ isDark: true }, (opened) => saveDespite(t, opened, started));
  await using({ isDark: false }, (opened) => saveThrough(t, opened, started));
});
