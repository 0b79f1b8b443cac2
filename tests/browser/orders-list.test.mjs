// The list of orders: what is there, how it is filtered, sorted, walked through and taken away, and
// what it says when a shop is slow, broken, empty, or shows only a part.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { auditCount } from "./support/accessibility.mjs";
import { startDemoServer } from "./support/demo-server.mjs";
import { inEachBrowser } from "./support/each-browser.mjs";
import { ordersIn } from "./support/order-list.mjs";
import { breakShops } from "./support/order-list-broken.mjs";
import { lookThrough } from "./support/order-list-used.mjs";
import { serveSite } from "./support/site.mjs";

const started = {};

before(async () => {
  started.server = await startDemoServer();
  started.large = await startDemoServer({ orders: 1700 });
  started.empty = await startDemoServer({ orders: 0 });
  started.stored = await ordersIn(started.server);
  started.site = await serveSite("www/console");
});

after(async () => {
  console.log(`axe-core audited ${auditCount()} states`);
  for (const one of ["server", "large", "empty"]) await started[one]?.stop();
  await started.site?.close();
});

inEachBrowser("the list of orders", async (t, using) => {
  assert.ok(started.stored.length > 100, "there is something to read");
  await using({ isDark: false }, (opened) => lookThrough(t, opened, started));
  await using({ isDark: true }, (opened) => breakShops(t, opened, started));
});
