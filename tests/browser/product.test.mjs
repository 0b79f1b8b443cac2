// The built console, visited by real browsers: the texts of a product, from the first letter to the
// receipt, and the list of products.

import { keepTexts } from "./support/product-drafts.mjs";
import { format } from "./support/product-formatted.mjs";
import { findProducts } from "./support/product-list.mjs";
import { meetOthers } from "./support/product-others.mjs";
import { saveTexts } from "./support/product-saving.mjs";
import { visitConsole } from "./support/visit-console.mjs";

visitConsole("products", async (t, using, { site, server }) => {
  await using({ isDark: false }, async (opened) => {
    await keepTexts(t, opened, { site });
    await saveTexts(t, opened, { site });
    await format(t, opened, { site });
    await findProducts(t, opened, { site });
  });
  await using({ isDark: true }, (opened) => meetOthers(t, opened, { site, server }));
});
