// Customers: who is found, what is on their page, and what is changed of them.
import { after, before } from "node:test";
import { auditCount } from "./support/accessibility.mjs";
import { changeCustomers } from "./support/customer-changes.mjs";
import { findCustomers } from "./support/customers-found.mjs";
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

inEachBrowser("customers", async (t, using) => {
  const server = await startDemoServer();
  try {
    await using({ isDark: false }, (opened) => findCustomers(t, opened, { site, server }));
    await using({ isDark: true }, (opened) => changeCustomers(t, opened, { site, server }));
  } finally {
    await server.stop();
  }
});
