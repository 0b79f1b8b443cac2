// From what was typed to the receipt, and back.
import assert from "node:assert/strict";
import { keep } from "./pictures.mjs";
import { productOf } from "./product-page.mjs";

const TITLE = "Repose-cuillère Umbra en grès céladon, tourné à la main – Clay & Leaf";
const NAME = "Repose-cuillère Umbra, grès";

export async function saveTexts(t, browser, { site }) {
  const product = productOf(browser, site);

  await t.test(
    "given a product on the screen, then its French title is previewed in at most 4 clicks",
    async () => {
      await product.openProduct();
      let clicks = 0;
      const click = async (selector) => {
        clicks += 1;
        await browser.click(selector);
      };
      await click("#text-meta_title-fr");
      await product.paste("meta_title", "fr", TITLE);
      await click("#preview-texts");
      await browser.waitFor(() => document.querySelector("#save-texts") !== null);
      assert.ok(clicks <= 4, `${clicks} clicks`);
      await product.reads("Save 1 text in Clay & Leaf", "#save-texts");
    },
  );

  await t.test("given a preview, when going back, then what was typed is there", async () => {
    await product.press("Back to editing");
    await product.holds("meta_title", "fr", TITLE);
  });

  await t.test(
    "given texts of two requests, then they are one preview, with the search result as it will be",
    async () => {
      await product.type("name", "fr", NAME);
      await product.preview();
      await product.reads("Save 2 texts in Clay & Leaf", "#save-texts");
      const text = await product.textOf("main");
      assert.match(text, /2 changes in French/);
      assert.match(text, /nothing saved yet/);
      assert.match(text, /21 → 69 characters/);
      assert.match(text, /may be cut after 60/);
      const [now, then] = await browser.evaluate(() =>
        [...document.querySelectorAll(".serp .head")].map(({ textContent }) => textContent),
      );
      assert.deepEqual([now, then], ["Repose-cuillère Umbra", TITLE]);
      assert.deepEqual(
        await browser.evaluate(() =>
          [...document.querySelectorAll("ins")].map((one) => one.textContent),
        ),
        [", grès", " en grès céladon, tourné à la main – Clay & Leaf"],
      );
      await keep(browser, "product-preview");
    },
  );

  await t.test(
    "given a preview, when saved, then the receipt tells what is there now",
    async () => {
      await product.save();
      assert.match(
        await product.textOf("#receipt"),
        /Saved\. 2 French texts of .* are in Clay & Leaf/,
      );
      const rows = await browser.evaluate(() =>
        [...document.querySelectorAll(".saved tbody tr")].map(({ cells }) =>
          [...cells].map(({ textContent }) => textContent),
        ),
      );
      assert.deepEqual(
        rows.map(([, text, length]) => [text, length]),
        [
          [NAME, "27"],
          [TITLE, "69"],
        ],
      );
      assert.equal(await product.textOf(".rail .recent .draft-dot"), null);
      await keep(browser, "product-saved");
    },
  );

  await t.test(
    "given a receipt, when the page is put into French, then it stays and is said so",
    async () => {
      await browser.choose("#language", "fr");
      await product.reads("Enregistré. 2 textes en français", "#receipt");
      await browser.choose("#language", "en");
      await product.reads("Saved. 2 French texts", "#receipt");
      await product.settled();
    },
  );

  await t.test(
    "given a receipt, when one text is undone, then only that one is put back",
    async () => {
      await browser.click(".saved tbody tr:first-child button");
      await product.reads("Put 1 text back in Clay & Leaf", "#save-texts");
      await product.save();
      await browser.click("#edit-texts");
      await product.holds("name", "fr", "Repose-cuillère Umbra");
      await product.holds("meta_title", "fr", TITLE);
    },
  );

  await t.test("given only a keyboard, then it is previewed, saved and undone", async () => {
    await product.type("meta_title", "fr", "Repose-cuillère Umbra, tourné");
    await product.chord("Enter", { ctrlKey: true });
    await browser.waitFor(() => document.querySelector("#save-texts") !== null);
    await product.chord("Enter", { ctrlKey: true });
    await browser.waitFor(() => document.querySelector("#receipt") !== null);
    await browser.press("u");
    await product.reads("Put 1 text back", "#save-texts");
    await browser.press("Escape");
    await browser.waitFor(() => document.querySelector("#edit-texts") !== null);
  });

  await t.test(
    "given what the shop refuses, then it says so, and what was typed stays",
    async () => {
      await product.openProduct();
      await product.type("link_rewrite", "fr", "pas un slug!");
      await product.preview();
      await product.reads("nothing saved");
      assert.match(await product.textOf(".note-bad"), /slug/);
      await product.press("Back to editing");
      await product.holds("link_rewrite", "fr", "pas un slug!");
      await product.discard();
    },
  );

  await t.test("given an id that no product has, then it says so, and leads back", async () => {
    await product.open("products/99999");
    await product.reads("There is no product 99999 in Clay & Leaf");
    await product.press("Show all products");
    await browser.waitFor(() => document.querySelector("table.products") !== null);
    await product.openProduct();
  });

  await t.test(
    "given a text of the sample shop from right to left, then it is written so",
    async () => {
      await product.press("العربية");
      const [direction, language] = await browser.evaluate(() => {
        const { dir, lang } = document.querySelector("#text-meta_title-ar");
        return [dir, lang];
      });
      assert.deepEqual([direction, language], ["rtl", "ar"]);
      await product.press("العربية");
    },
  );

  await t.test(
    "given a phone, then one language is shown at a time, and nothing is wider than it",
    async () => {
      await browser.resize(360, 800);
      await product.press("Français");
      await browser.waitFor(() => document.querySelectorAll(".pairs-grid .serp").length === 1);
      await product.expectNoSidewaysScroll(360);
      await keep(browser, "product-phone");
      await browser.resize(1440, 900);
    },
  );
}
