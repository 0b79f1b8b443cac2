// The dashboard example, built and visited by real browsers.
import { after, before } from "node:test";
import { auditCount } from "./support/accessibility.mjs";
import { look, visit } from "./support/dashboard.mjs";
import { startDemoServer } from "./support/demo-server.mjs";
import { inEachBrowser } from "./support/each-browser.mjs";
import { openGate } from "./support/gate.mjs";
import { serveSite } from "./support/site.mjs";

let site;

before(async () => {
  site = await serveSite("www/examples/dashboard");
});

after(async () => {
  console.log(`axe-core audited ${auditCount()} states`);
  await site?.close();
});

inEachBrowser("the dashboard", async (t, using) => {
  // A shop of its own, because each browser writes to it.
  const server = await startDemoServer();
  const gate = await openGate(server.url);
  try {
    const shop = { server, gate, site };
    await using({ isDark: false }, (browser) => visit(t, browser, shop));
    await using({ isDark: false }, (browser) => look(t, browser, { ...shop, colours: "light" }));
    await using({ isDark: true }, (browser) => look(t, browser, { ...shop, colours: "dark" }));
  } finally {
    await gate.close();
    await server.stop();
  }
});
