// The built console, visited by real browsers: what it writes, and what it takes back.
import { interrupt } from "./support/interrupting.mjs";
import { type } from "./support/keyboard.mjs";
import { lookForWrites } from "./support/looking.mjs";
import { undo } from "./support/undo.mjs";
import { visitConsole } from "./support/visit-console.mjs";

visitConsole("the console that writes", async (t, using, { site, server }) => {
  await using({ isDark: false }, (opened) => lookForWrites(t, opened, { site, server }));
  await using({ isDark: false }, (opened) => interrupt(t, opened, { site }));
  await using({ isDark: false }, (opened) => undo(t, opened, { site, server }));
  await using({ isDark: false }, (opened) => type(t, opened, { site, server }));
});
