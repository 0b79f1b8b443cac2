// The built console in real browsers: every state in both colours and at each width.
import { look } from "./support/look.mjs";
import { visitConsole } from "./support/visit-console.mjs";

visitConsole("the looks of the console", async (t, using, { site }) => {
  await using({ isDark: false }, (opened) => look(t, opened, { site, colours: "light" }));
  await using({ isDark: true }, (opened) => look(t, opened, { site, colours: "dark" }));
});
