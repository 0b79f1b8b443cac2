// What the core says, in every language of the page, visited by real browsers.
import { after, before } from "node:test";
import { auditCount } from "./support/accessibility.mjs";
import { inEachBrowser } from "./support/each-browser.mjs";
import { hear } from "./support/said.mjs";
import { serveSite } from "./support/site.mjs";

let site;

before(async () => {
  site = await serveSite("www/console");
});

after(async () => {
  console.log(`axe-core audited ${auditCount()} states`);
  await site?.close();
});

inEachBrowser("what the core says", async (t, using) => {
  await using({ isDark: false }, (opened) => hear(t, opened, { site }));
});
