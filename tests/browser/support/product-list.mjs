// The list of products: found by half a name, by what is missing, and moved through by keys.
import assert from "node:assert/strict";
import { consoleOf } from "./console.mjs";
import { keep } from "./pictures.mjs";

export async function findProducts(t, browser, { site }) {
  const page = consoleOf(browser, site);
  const names = () =>
    browser.evaluate(() =>
      [...document.querySelectorAll("table.products tbody a.plain")].map((one) => one.textContent),
    );
  const rows = (count) =>
    browser.waitFor(
      (wanted) => document.querySelectorAll("table.products tbody tr").length === wanted,
      count,
    );
  await page.open("products");
  await browser.waitFor(() => document.querySelector("table.products") !== null);

  await t.test(
    "given the list, then each line has a name, a reference, a price and whether it is on sale",
    async () => {
      const cells = await browser.evaluate(() =>
        [...document.querySelector("table.products tbody tr").cells].map((one) => one.textContent),
      );
      assert.deepEqual(cells.slice(1), ["Jug for water Onyx", "JUG-0064", "on sale", "34.18"]);
      await keep(browser, "products");
    },
  );

  await t.test(
    "given half a name, then the product is found, and the address leads there again",
    async () => {
      await browser.type("#product-words", "spoon um");
      await rows(1);
      assert.deepEqual(await names(), ["Spoon rest Umbra"]);
      await browser.reload();
      await rows(1);
      assert.deepEqual(await names(), ["Spoon rest Umbra"]);
    },
  );

  await t.test("given nothing of that name, then the next step is there", async () => {
    await browser.type("#product-words", "zzz");
    await page.reads("No product has “zzz”");
    await page.press("Show all products");
    await rows(50);
  });

  await t.test("given a missing text, then only products without it are listed", async () => {
    await page.press("meta title");
    await browser.waitFor(() => {
      const count = document.querySelectorAll("table.products tbody tr").length;
      return count > 0 && count < 50;
    });
    await page.press("meta title");
    await rows(50);
  });

  await t.test(
    "given texts that are used twice, then each tells where, and of which other product",
    async () => {
      await page.press("used twice");
      await page.reads("as product", "table.products");
      await page.reads("looked at");
      await page.press("used twice");
      await rows(50);
    },
  );

  await t.test(
    "given more than a page, then the next one has an address, and Back comes back",
    async () => {
      const first = await names();
      await page.press("Next page");
      await browser.waitFor(
        (one) => document.querySelector("table.products tbody a.plain")?.textContent !== one,
        first[0],
      );
      assert.equal(
        (await names()).some((name) => first.includes(name)),
        false,
      );
      await browser.evaluate(() => history.back());
      await rows(50);
      assert.deepEqual(await names(), first);
    },
  );

  await t.test("given keys, then one moves, ticks, and opens what one is at", async () => {
    await browser.press("j");
    await browser.press("j");
    await browser.press("x");
    await browser.press("k");
    await browser.press("x");
    await page.reads("2 products ticked");
    await page.reads("Edit the texts of 2 in bulk");
    await browser.press("Enter");
    await browser.waitFor(() => document.querySelector("#text-name-en") !== null);
    assert.equal(await page.textOf("h1"), "Jug for water Onyx");
  });

  await t.test("given a phone, then the list is no wider than it", async () => {
    await browser.resize(360, 800);
    await page.open("products");
    await rows(50);
    await page.expectNoSidewaysScroll(360);
    await keep(browser, "products-phone");
    await browser.resize(1440, 900);
  });
}
