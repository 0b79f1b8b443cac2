// Which shop is open: the ways to one, what can be wrong with them, what is remembered, the key's boxes,
// and a shop that is added to a worker.
import { after, before } from "node:test";
import { startConnected } from "../edge/support/connected.mjs";
import { auditCount } from "./support/accessibility.mjs";
import { addShops } from "./support/adding-shops.mjs";
import { startDemoServer } from "./support/demo-server.mjs";
import { inEachBrowser } from "./support/each-browser.mjs";
import { startEdge } from "./support/edge-worker.mjs";
import { checkKeys } from "./support/key-check.mjs";
import { serveSite } from "./support/site.mjs";
import { changeShops } from "./support/which-shop.mjs";
import { connectWrongly } from "./support/wrong-ways.mjs";

const started = {};

before(async () => {
  started.server = await startDemoServer();
  started.closed = await startDemoServer({ cors: false });
  started.site = await serveSite("www/console", async (origin) => {
    started.edge = await startEdge(started.server, origin);
    started.foreign = await startEdge(started.server, "https://dashboard.example");
    started.connected = await startConnected({ ALLOWED_ORIGINS: origin });
    return {};
  });
});

after(async () => {
  console.log(`axe-core audited ${auditCount()} states`);
  await started.site?.close();
  for (const one of ["edge", "foreign", "connected", "server", "closed"])
    await started[one]?.stop();
});

inEachBrowser("ways to a shop", async (t, using) => {
  await using({ isDark: false }, (opened) => changeShops(t, opened, started));
  await using({ isDark: false }, (opened) => connectWrongly(t, opened, started));
  await using({ isDark: true }, (opened) => checkKeys(t, opened, started));
  await using({ isDark: false }, (opened) => addShops(t, opened, started));
});
