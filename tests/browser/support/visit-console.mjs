// The console as it is built, for as long as the tests of a file run.
import { after, before } from "node:test";
import { auditCount } from "./accessibility.mjs";
import { startDemoServer } from "./demo-server.mjs";
import { inEachBrowser } from "./each-browser.mjs";
import { serveSite } from "./site.mjs";

/** Runs `visit(t, using, { site, server })` in each browser, each with a demo store of its own. */
export function visitConsole(what, visit) {
  let site;

  before(async () => {
    site = await serveSite("www/console");
  });

  after(async () => {
    console.log(`axe-core audited ${auditCount()} states`);
    await site?.close();
  });

  inEachBrowser(what, async (t, using) => {
    // What one browser writes must not be there already when the other one writes it.
    const server = await startDemoServer();
    try {
      await visit(t, using, { site, server });
    } finally {
      await server.stop();
    }
  });
}
