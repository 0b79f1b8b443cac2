// The built console, visited by real browsers: the actions that find and follow, by keyboard.
import { find } from "./support/finding.mjs";
import { visitConsole } from "./support/visit-console.mjs";

visitConsole("the console that finds", async (t, using, { site }) => {
  await using({ isDark: false }, (opened) => find(t, opened, { site }));
});
