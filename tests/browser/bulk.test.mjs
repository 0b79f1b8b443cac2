// The texts of many products, from a file and back: what is changed, by name; what cannot be used;
// and a shop where anything can happen meanwhile.
import { after, before } from "node:test";
import { auditCount } from "./support/accessibility.mjs";
import { bringBack } from "./support/bulk-back.mjs";
import { saveDespite } from "./support/bulk-enemies.mjs";
import { startDemoServer } from "./support/demo-server.mjs";
import { inEachBrowser } from "./support/each-browser.mjs";
import { serveSite } from "./support/site.mjs";

let site;

before(async () => {
  site = await serveSite("www/console");
});

after(async () => {
  console.log(`axe-core audited ${auditCount()} states`);
  await site?.close();
});

inEachBrowser("many texts", async (t, using) => {
  const server = await startDemoServer();
  try {
    await using({ isDark: false }, (opened) => bringBack(t, opened, { site }));
    await using({ isDark: true }, (opened) => saveDespite(t, opened, { site, server }));
  } finally {
    await server.stop();
  }
});
