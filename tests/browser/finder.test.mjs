// The one box: finds what is pasted or half remembered, does what is said, and is never wrong because
// a shop is slow.
import { after, before } from "node:test";
import { auditCount } from "./support/accessibility.mjs";
import { startDemoServer } from "./support/demo-server.mjs";
import { inEachBrowser } from "./support/each-browser.mjs";
import { findAnything } from "./support/finder-finds.mjs";
import { findSlowly } from "./support/finder-slow.mjs";
import { ordersIn } from "./support/order-list.mjs";
import { serveSite } from "./support/site.mjs";

const started = {};

before(async () => {
  started.server = await startDemoServer();
  started.stored = await ordersIn(started.server);
  started.site = await serveSite("www/console");
});

after(async () => {
  console.log(`axe-core audited ${auditCount()} states`);
  await started.server?.stop();
  await started.site?.close();
});

inEachBrowser("the one box", async (t, using) => {
  await using({ isDark: true }, (opened) => findAnything(t, opened, started));
  await using({ isDark: false }, (opened) => findSlowly(t, opened, started));
});
