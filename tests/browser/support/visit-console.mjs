// The console as it is built, and a demo store, for as long as the tests of a file run.
import { after, before } from "node:test";
import { auditCount } from "./accessibility.mjs";
import { startDemoServer } from "./demo-server.mjs";
import { inEachBrowser } from "./each-browser.mjs";
import { serveSite } from "./site.mjs";

/** Runs `visit(t, using, { site, server })` in each browser. */
export function visitConsole(what, visit) {
  let site;
  let server;

  before(async () => {
    site = await serveSite("www/console");
    server = await startDemoServer();
  });

  after(async () => {
    console.log(`axe-core audited ${auditCount()} states`);
    await site?.close();
    await server?.stop();
  });

  inEachBrowser(what, (t, using) => visit(t, using, { site, server }));
}
