// The built console, visited by real browsers.
import { after, before } from "node:test";
import { auditCount } from "./support/accessibility.mjs";
import { address } from "./support/addressing.mjs";
import { read } from "./support/answers.mjs";
import { startDemoServer } from "./support/demo-server.mjs";
import { inEachBrowser } from "./support/each-browser.mjs";
import { ask } from "./support/inputs.mjs";
import { inspect } from "./support/inspector.mjs";
import { interrupt } from "./support/interrupting.mjs";
import { type } from "./support/keyboard.mjs";
import { speak } from "./support/languages.mjs";
import { look } from "./support/look.mjs";
import { lookForWrites } from "./support/looking.mjs";
import { permit } from "./support/permissions.mjs";
import { printOrder } from "./support/printing.mjs";
import { visit } from "./support/scenario.mjs";
import { serveSite } from "./support/site.mjs";
import { undo } from "./support/undo.mjs";
import { change } from "./support/writes.mjs";

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

inEachBrowser("the console", async (t, using) => {
  await using({ isDark: false }, (opened) => visit(t, opened, { site, server }));
  await using({ isDark: false }, async (opened) => {
    await address(t, opened, { site });
    await ask(t, opened, { site });
  });
  await using({ isDark: false }, (opened) => change(t, opened, { site, server }));
  await using({ isDark: false }, (opened) => lookForWrites(t, opened, { site, server }));
  await using({ isDark: false }, (opened) => interrupt(t, opened, { site }));
  await using({ isDark: false }, (opened) => inspect(t, opened, { site, server }));
  await using({ isDark: false }, (opened) => permit(t, opened, { site, server }));
  await using({ isDark: false }, (opened) => undo(t, opened, { site, server }));
  await using({ isDark: false }, (opened) => read(t, opened, { site, server }));
  await using({ isDark: true }, (opened) => printOrder(t, opened, { site }));
  await using({ isDark: false }, (opened) => type(t, opened, { site, server }));
  await using({ isDark: false }, (opened) => speak(t, opened, { site }));
  await using({ isDark: false }, (opened) => look(t, opened, { site, colours: "light" }));
  await using({ isDark: true }, (opened) => look(t, opened, { site, colours: "dark" }));
});
