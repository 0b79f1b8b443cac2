// Every page of the built console in real browsers: at each width, light and dark, from left to right
// and from right to left, and by what axe-core finds.
import { lookAt } from "./support/looks.mjs";
import { visitConsole } from "./support/visit-console.mjs";

visitConsole("the looks of the console", async (t, using, { site }) => {
  const light = { site, language: "en", widths: [360] };
  const dark = { site, language: "ar", widths: [1440] };
  await using({ isDark: false }, (opened) => lookAt(t, opened, light));
  await using({ isDark: true }, (opened) => lookAt(t, opened, dark));
});
