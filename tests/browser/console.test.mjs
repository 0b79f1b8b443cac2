// The built console, visited by real browsers: what it reads, and how it is got around in.
import { address } from "./support/addressing.mjs";
import { read } from "./support/answers.mjs";
import { inspect } from "./support/inspector.mjs";
import { printOrder } from "./support/printing.mjs";
import { visit } from "./support/scenario.mjs";
import { visitConsole } from "./support/visit-console.mjs";

visitConsole("the console", async (t, using, { site, server }) => {
  await using({ isDark: false }, (opened) => visit(t, opened, { site, server }));
  await using({ isDark: false }, (opened) => address(t, opened, { site }));
  await using({ isDark: false }, (opened) => inspect(t, opened, { site, server }));
  await using({ isDark: false }, (opened) => read(t, opened, { site, server }));
  await using({ isDark: true }, (opened) => printOrder(t, opened, { site }));
});
