// What was typed stays, wherever one goes meanwhile.
import assert from "node:assert/strict";
import { keep } from "./pictures.mjs";
import { PRODUCT, productOf } from "./product-page.mjs";

const TITLE = "Repose-cuillère en grès";

/** Texts that people and shops count in different ways. */
const LENGTHS = [
  { text: "Theiere", characters: 7 },
  { text: "The\u0301ie\u0300re", characters: 9, what: "combining marks" },
  { text: "👩‍🍳", characters: 3, what: "an emoji of three code points" },
  { text: "شاي", characters: 3, what: "Arabic" },
];

/** Ways to leave a product, and to come back. */
const DETOURS = {
  "the page is loaded again": async (browser) => {
    await browser.reload();
  },
  "another record is opened and left by Back": async (browser, product) => {
    await browser.evaluate(() => {
      location.hash = location.hash.replace(/products\/\d+/, "products/7");
    });
    await browser.waitFor(() => document.querySelector("h1")?.textContent.includes("Salt"));
    await product.reads("Draft of Spoon rest Umbra kept", "[role=status]");
    await browser.evaluate(() => history.back());
  },
  "the list is opened, and the product from there": async (browser, product) => {
    await product.press("Products");
    await browser.waitFor((id) => document.querySelector(`#product-${id}`) !== null, PRODUCT);
    await browser.click(`#product-${PRODUCT}`);
  },
  "another shop is opened, which has nothing of it": async (_, product) => {
    await product.openProduct(PRODUCT, { shop: "demo:9.0/shop-1" });
    assert.notEqual(await product.textIn("meta_title", "fr"), TITLE);
    await product.openProduct();
  },
};

export async function keepTexts(t, browser, { site }) {
  const product = productOf(browser, site);
  await browser.resize(1440, 900);
  await product.openProduct();

  await t.test(
    "given a product, then its languages stand side by side with their lengths",
    async () => {
      assert.equal(await product.textOf("h1"), "Spoon rest Umbra");
      assert.match(await product.textOf(".record"), /SPN-0019/);
      assert.equal(await product.textIn("name", "fr"), "Repose-cuillère Umbra");
      assert.match(await product.around("name", "fr"), /21 \/ 128/);
      assert.match(await product.around("meta_title", "en"), /16 \/ 60/);
      assert.match(await product.textOf("[aria-label=Languages]"), /Deutsch \(inactive\)/);
      await keep(browser, "product");
    },
  );

  for (const { text, characters, what = "plain letters" } of LENGTHS) {
    await t.test(`given ${what}, then ${characters} are counted, as the shop does`, async () => {
      await product.paste("meta_title", "fr", text);
      await product.reads(`${characters} / 60`, '[data-field="meta_title"][data-column="fr"]');
    });
  }

  await t.test(
    "given 300 characters, then they are too many, and nothing can be sent",
    async () => {
      await product.paste("meta_title", "fr", "x".repeat(300));
      await product.reads("45 characters too many", '[data-field="meta_title"][data-column="fr"]');
      const [label, isOff] = await browser.evaluate(() => {
        const { textContent, disabled } = document.querySelector("#preview-texts");
        return [textContent, disabled];
      });
      assert.match(label, /^Fix 1 text to preview/);
      assert.equal(isOff, true);
    },
  );

  await product.type("meta_title", "fr", TITLE);
  for (const [detour, go] of Object.entries(DETOURS)) {
    await t.test(`given a draft, when ${detour}, then it is still there`, async () => {
      await go(browser, product);
      await product.holds("meta_title", "fr", TITLE);
      assert.match(await product.around("meta_title", "fr"), /edited/);
      assert.match(await product.textOf(".rail .recent"), /unsaved draft/);
    });
  }

  await t.test(
    "given a field, when Alt and an arrow are pressed, then the other language has it",
    async () => {
      await browser.evaluate(() => document.querySelector("#text-name-en").focus());
      await product.chord("ArrowRight", { altKey: true });
      await browser.waitFor(() => document.activeElement.id === "text-name-fr");
      await product.chord("ArrowLeft", { altKey: true });
      await browser.waitFor(() => document.activeElement.id === "text-name-en");
    },
  );

  await t.test(
    "given a language copied into another, when undone, then what was typed is back",
    async () => {
      await product.press("Copy en to fr");
      await product.holds("meta_title", "fr", "Spoon rest Umbra");
      await product.press("Undo");
      await product.holds("meta_title", "fr", TITLE);
    },
  );

  await t.test(
    "given a draft, when it is discarded by mistake, then it can be had back",
    async () => {
      await product.discard();
      await product.holds("meta_title", "fr", "Repose-cuillère Umbra");
      await product.press("Undo");
      await product.holds("meta_title", "fr", TITLE);
      await product.discard();
    },
  );
}
