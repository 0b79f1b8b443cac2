// The ways in which what was typed has been lost once: none of them may lose it again.
import assert from "node:assert/strict";
import { productOf } from "./product-page.mjs";

const TYPED = "A title nobody may lose";
const OTHER_SHOP = "demo:8.2/shop-2";

/** Types into a product, goes away in each way, and comes back. */
export async function loseNothing(t, browser, { site }) {
  const product = productOf(browser, site);
  const isThere = async () => {
    await product.holds("meta_title", "en", TYPED);
    assert.equal(await product.textIn("meta_title", "en"), TYPED);
  };
  const ways = {
    "a link": async () => {
      await browser.click(".rail a[href*='#/orders']");
      await product.reads("Orders", "#main h1");
      await browser.evaluate(() => history.back());
    },
    Back: async () => {
      await browser.evaluate(() => history.back());
      await browser.waitFor(() => document.querySelector("#text-meta_title-en") === null);
      await browser.evaluate(() => history.forward());
    },
    "another record": async () => {
      await browser.evaluate(() => {
        location.hash = location.hash.replace(/products\/\d+/, "products/7");
      });
      await browser.waitFor(() => document.querySelector("#text-meta_title-en") !== null);
      assert.notEqual(await product.textIn("meta_title", "en"), TYPED);
      await browser.evaluate(() => history.back());
    },
    "a reload": () => browser.reload(),
    "another shop": async () => {
      await product.openProduct(undefined, { shop: OTHER_SHOP });
      assert.notEqual(await product.textIn("meta_title", "en"), TYPED);
      await product.openProduct();
    },
  };
  await browser.resize(1280, 900);
  await product.open("products");
  await browser.evaluate(() => {
    location.hash = location.hash.replace("products", "products/19");
  });
  await browser.waitFor(() => document.querySelector("#text-meta_title-en") !== null);
  await product.type("meta_title", "en", TYPED);
  for (const [way, go] of Object.entries(ways)) {
    await t.test(
      `given a text that was typed, when ${way} comes between, then it is there`,
      async () => {
        await go();
        await isThere();
      },
    );
  }
}
