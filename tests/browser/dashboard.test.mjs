// The dashboard example, built and visited by real browsers.
import { after, before } from "node:test";
import { auditCount } from "./support/accessibility.mjs";
import { look, visit } from "./support/dashboard.mjs";
import { startDemoServer } from "./support/demo-server.mjs";
import { inEachBrowser } from "./support/each-browser.mjs";
import { startEdge } from "./support/edge-worker.mjs";
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
  // A shop and a worker of its own, because each browser writes to them.
  const server = await startDemoServer();
  const edge = await startEdge(server, new URL(site.url).origin, {
    "products-only": {
      name: "Products alone",
      url: server.url,
      key: server.keys["products only"],
    },
  });
  const gate = await openGate(edge.url);
  try {
    const shop = { server, edge, gate, site };
    await using({ isDark: false }, (browser) => visit(t, browser, shop));
    await using({ isDark: false }, (browser) => look(t, browser, { ...shop, colours: "light" }));
    await using({ isDark: true }, (browser) => look(t, browser, { ...shop, colours: "dark" }));
  } finally {
    await gate.close();
    await edge.stop();
    await server.stop();
  }
});
