// The console's change of many products, in real browsers.
import { after, before } from "node:test";
import { changeMany, lookAtMany } from "./support/bulk.mjs";
import { lookAtManyAgain } from "./support/bulk-looking.mjs";
import { startDemoServer } from "./support/demo-server.mjs";
import { inEachBrowser } from "./support/each-browser.mjs";
import { serveSite } from "./support/site.mjs";

let site;
let server;

before(async () => {
  site = await serveSite("www/console");
  server = await startDemoServer();
});

after(async () => {
  await site?.close();
  await server?.stop();
});

inEachBrowser("many products", async (t, using) => {
  await using({ isDark: false }, (opened) => changeMany(t, opened, { site, server }));
  await using({ isDark: false }, (opened) => lookAtManyAgain(t, opened, { site, server }));
  await using({ isDark: false }, (opened) => lookAtMany(t, opened, { site, colours: "light" }));
  await using({ isDark: true }, (opened) => lookAtMany(t, opened, { site, colours: "dark" }));
});
