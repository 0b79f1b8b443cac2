// The list of orders of shops that are large, slow, broken, empty, or show only a part.
import assert from "node:assert/strict";
import { expectAccessible } from "./accessibility.mjs";
import { openDirectly, startBentShop } from "./bent-shop.mjs";
import { consoleOf } from "./console.mjs";
import { orderListOf } from "./order-list.mjs";
import { downloaded } from "./order-list-used.mjs";

/** More than a thousand orders of the large shop. */
const MANY_DAYS = "2025-07-01..2026-03-02";

const isOrders = (path) => path.startsWith("/api/orders");
const isFirstPage = (path) =>
  isOrders(path) && !decodeURIComponent(path).includes("filter[date_add]");

/** Meets every enemy in turn. */
export async function breakShops(t, browser, { site, server, large, empty }) {
  const page = consoleOf(browser, site);
  const list = orderListOf(browser);
  await browser.resize(1440, 900);

  const using = async (source, rules, doing) => {
    const shop = await startBentShop(source.url, rules);
    try {
      await openDirectly(browser, site, shop, source.keys["shop 1"]);
      await doing(shop);
    } finally {
      await shop.close();
    }
  };
  /** The same page for other days; the shop stays open. */
  const choose = (query) =>
    browser.evaluate((search) => {
      const [path, before = ""] = location.hash.split("?");
      const shop = new URLSearchParams(before).get("shop");
      location.hash = `${path}?${new URLSearchParams({ ...search, shop })}`;
    }, query);

  await t.test("given a thousand orders, then only the rows in sight are in the page", async () => {
    await using(large, {}, async () => {
      await list.isRead();
      await choose({ span: MANY_DAYS });
      await browser.waitFor(
        () => Number(document.querySelector(".orders-table")?.getAttribute("aria-rowcount")) > 1000,
      );
      await list.isRead();
      const count = await list.count();
      assert.ok(count >= 1000, `${count} orders`);
      await page.reads("There are more");
      const drawn = (await list.rows()).length;
      assert.ok(drawn < 80, `${drawn} rows of ${count} are in the page`);
      await browser.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      await browser.waitFor(
        (last) =>
          document
            .querySelector(".orders-table tbody tr:last-child")
            ?.getAttribute("aria-rowindex") === String(last),
        count + 1,
      );
      const end = await list.rows();
      assert.ok(end.length < 80, `${end.length} rows at the end`);
      assert.deepEqual(
        end.map(({ index }) => index),
        Array.from({ length: end.length }, (_, place) => count + 2 - end.length + place),
      );
      await browser.evaluate(() => scrollTo(0, 0));
      await page.press("Read 1,000 more");
      await browser.waitFor(
        (before) =>
          Number(document.querySelector(".orders-table").getAttribute("aria-rowcount")) >
          before + 50,
        count,
      );
      await list.isRead();
      const all = await list.rows();
      assert.equal(new Set(all.map(({ index }) => index)).size, all.length);
      console.log(`${drawn} rows in the page of ${count} orders, then ${await list.count()}`);
    });
  });

  await t.test(
    "given a long past, then the newest orders are shown, and said to be old",
    async () => {
      await using(server, {}, async () => {
        await list.isRead();
        await page.reads("Nothing was ordered in the last days");
        assert.ok((await list.count()) > 100);
        await expectAccessible(browser, "the orders of a shop that sleeps");
      });
    },
  );

  await t.test(
    "given a list that breaks half way, then what came stays, and it goes on",
    async () => {
      let isBroken = true;
      const breaks = (path) => isBroken && isOrders(path) && !isFirstPage(path);
      await using(server, { breaks }, async () => {
        await page.reads("The list ends early");
        const half = await list.count();
        assert.ok(half >= 50 && half <= 100, `${half} orders`);
        await page.reads("Only since", "#main");
        isBroken = false;
        await page.press("Read on");
        await browser.waitFor(
          (before) =>
            Number(document.querySelector(".orders-table").getAttribute("aria-rowcount")) - 1 >
            before,
          half,
        );
        await list.isRead();
        assert.ok(!(await page.textOf("#main")).includes("ends early"));
      });
    },
  );

  await t.test(
    "given a shop that breaks at once, then it says so, and can be asked again",
    async () => {
      let isBroken = true;
      await using(server, { breaks: (path) => isBroken && isOrders(path) }, async () => {
        await browser.waitFor(() => document.querySelector("#main .note-bad") !== null);
        assert.equal(await page.textOf(".orders-table"), null);
        isBroken = false;
        await page.press("Try again");
        await browser.waitFor(() => document.querySelector(".orders-table tbody tr") !== null);
        await list.isRead();
        const before = await list.references();
        isBroken = true;
        await browser.press("r");
        await page.reads("could not be read again");
        assert.deepEqual(await list.references(), before, "the orders of before stay");
      });
    },
  );

  await t.test(
    "given a key without customers and statuses, then it says so beside the orders",
    async () => {
      const closed = ["/api/customers", "/api/order_states", "/api/currencies"];
      const key = (path) =>
        closed.some((one) => path.startsWith(one)) ? server.keys["products only"] : undefined;
      await using(server, { key }, async () => {
        await list.isRead();
        const [first] = await list.rows();
        assert.match(first.status, /^Status \d+$/);
        assert.equal(first.customer, "–");
        assert.deepEqual(Object.keys(await list.chips()).slice(0, 1), ["All"]);
        assert.equal(Object.keys(await list.chips()).includes("To do"), false);
        await page.reads("Statuses could not be read", ".quiet");
        await page.reads("Amounts stand without a currency", ".quiet");
        await page.reads("No revenue is shown", "#main");
        await expectAccessible(browser, "orders without customers and statuses");
      });
    },
  );

  await t.test("given an empty shop, then it says so", async () => {
    await using(empty, {}, async () => {
      await page.reads("No orders yet");
      await expectAccessible(browser, "an empty shop");
    });
  });

  await t.test("given names that are formulas, then a spreadsheet gets text", async () => {
    const rewrite = (body, path) =>
      path.startsWith("/api/customers")
        ? body.replace(/(<firstname><!\[CDATA\[)[^\]]*/g, '$1=HYPERLINK("https://evil.example")')
        : body;
    await using(server, { rewrite }, async () => {
      await list.isRead();
      const text = await downloaded(browser, async () => {
        await page.press("Columns and export");
        await page.press("Download");
      });
      assert.ok(text.includes("HYPERLINK"));
      assert.ok(!/(^|,)"?=/m.test(text), "no cell begins with an equals sign");
    });
  });

  await t.test(
    "given another shop in between, then nothing of the first one comes late",
    async () => {
      const rewrite = (body) => body.replace(/(<reference><!\[CDATA\[)[A-Z]{3}/g, "$1OLD");
      const delay = (path) => (isOrders(path) && !isFirstPage(path) ? 1500 : 0);
      await using(server, { rewrite, delay }, async (shop) => {
        await page.reads("so far");
        await browser.waitFor(() =>
          document.querySelector(".orders-table a.ref")?.textContent.startsWith("OLD"),
        );
        assert.ok((await list.references()).every((one) => one.startsWith("OLD")));
        await browser.evaluate(() => {
          location.hash = "#/orders?shop=demo:8.2/shop-1";
        });
        await page.reads("Sample shop");
        await browser.waitFor(
          () => !document.querySelector(".orders-table a.ref")?.textContent.startsWith("OLD"),
        );
        await list.isRead();
        const before = await list.count();
        assert.ok(shop.sent.some((path) => isOrders(path)));
        await new Promise((resolve) => setTimeout(resolve, 1800));
        assert.equal(await list.count(), before);
        assert.ok((await list.references()).every((one) => !one.startsWith("OLD")));
      });
    },
  );

  await t.test("given a page that is left, then no further orders are asked for", async () => {
    const delay = (path) => (isOrders(path) ? 300 : 0);
    await using(large, { delay }, async (shop) => {
      await list.isRead().catch(() => {});
      await choose({ span: MANY_DAYS });
      await browser.waitFor(
        () => Number(document.querySelector(".orders-table")?.getAttribute("aria-rowcount")) > 150,
      );
      await browser.evaluate(() => {
        location.hash = location.hash.replace("#/orders", "#/key");
      });
      await new Promise((resolve) => setTimeout(resolve, 1000));
      const asked = shop.sent.filter(isOrders).length;
      await new Promise((resolve) => setTimeout(resolve, 1000));
      assert.equal(shop.sent.filter(isOrders).length, asked);
    });
  });
}
