// The built console, visited by real browsers.
import { after, before, test } from "node:test";
import { auditCount } from "./support/accessibility.mjs";
import { BROWSERS, programOf } from "./support/browsers.mjs";
import { startDemoServer } from "./support/demo-server.mjs";
import { inspect } from "./support/inspector.mjs";
import { look } from "./support/look.mjs";
import { permit } from "./support/permissions.mjs";
import { visit } from "./support/scenario.mjs";
import { serveConsole } from "./support/site.mjs";
import { change } from "./support/writes.mjs";

const isBuildServer = !["", "0", "false", undefined].includes(process.env.CI);

let site;
let server;

before(async () => {
  site = await serveConsole();
  server = await startDemoServer();
});

after(async () => {
  console.log(`axe-core audited ${auditCount()} states`);
  await site?.close();
  await server?.stop();
});

for (const [name, browser] of Object.entries(BROWSERS)) {
  test(`the console in ${name}`, async (t) => {
    const program = programOf(browser);
    if (program === null) {
      const reason = `no ${name} found: install it, or set ${browser.variable} to its program`;
      if (isBuildServer) throw new Error(reason);
      t.skip(reason);
      return;
    }
    const using = async (options, doing) => {
      const opened = { ...(await browser.launch(program, options)), name: name.toLowerCase() };
      try {
        await doing(opened);
      } finally {
        await opened.close();
      }
    };
    await using({ isDark: false }, (opened) => visit(t, opened, { site, server }));
    await using({ isDark: false }, (opened) => change(t, opened, { site, server }));
    await using({ isDark: false }, (opened) => inspect(t, opened, { site, server }));
    await using({ isDark: false }, (opened) => permit(t, opened, { site, server }));
    await using({ isDark: false }, (opened) => look(t, opened, { site, colours: "light" }));
    await using({ isDark: true }, (opened) => look(t, opened, { site, colours: "dark" }));
  });
}
