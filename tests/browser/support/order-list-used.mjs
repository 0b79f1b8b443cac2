// The list of orders of a shop that is well.
import assert from "node:assert/strict";
import { expectAccessible } from "./accessibility.mjs";
import { consoleOf } from "./console.mjs";
import { orderListOf } from "./order-list.mjs";

/** The present of the sample shop, and the first of the 30 days before it. */
const SINCE = "2026-02-01";
const UNPAID_UNTIL = "2026-02-27 08:00:00";
const LATE_UNTIL = "2026-02-28 08:00:00";

/** What the statuses of the demo store mean. */
const UNPAID = [1, 10];
const PAID = [2, 3, 9, 11];
const SHIPPED = [4];
const FAILED = [8];

/** Filters, sorts, walks and takes away. */
export async function lookThrough(t, browser, { site, stored }) {
  const page = consoleOf(browser, site);
  const list = orderListOf(browser);
  const read = stored.filter(({ placed }) => placed >= SINCE);
  const of = (states) => read.filter(({ state }) => states.includes(state));
  const open = async (query = {}) => {
    await page.open("orders", { query });
    await list.isRead();
  };
  await browser.resize(1440, 900);

  await t.test("given a shop, then the last 30 days are there, newest first", async () => {
    await open();
    assert.equal(await list.count(), read.length);
    const shown = await list.references();
    assert.deepEqual(
      shown,
      read.slice(0, shown.length).map(({ reference }) => reference),
    );
    assert.deepEqual(await list.chips(), {
      All: read.length,
      "To do": of([...UNPAID, ...PAID, ...FAILED]).length,
      Paid: of(PAID).length,
      Shipped: of(SHIPPED).length,
    });
    const late = of(PAID).filter(({ placed }) => placed <= LATE_UNTIL).length;
    const unpaid = of(UNPAID).filter(({ placed }) => placed <= UNPAID_UNTIL).length;
    assert.deepEqual(await list.tiles(), {
      "Unpaid for 3 days": unpaid,
      "Paid, not shipped for 2 days": late,
    });
    await expectAccessible(browser, "the list of orders");
  });

  await t.test(
    "given the charts, then a sentence says what they show, and no sum is off",
    async () => {
      const said = await browser.evaluate(() =>
        [...document.querySelectorAll(".chart[role=img]")].map((one) =>
          one.getAttribute("aria-label"),
        ),
      );
      assert.equal(said.length, 2);
      assert.ok(said[0].includes(`${read.length} in all`), said[0]);
      const sold = of([...PAID, ...SHIPPED, 5]);
      const cents =
        sold.reduce((sum, { total }) => sum + BigInt(total.replace(".", "")), 0n) / 10_000n;
      const text = Number(cents) / 100;
      assert.ok(said[1].includes(text.toLocaleString("en", { minimumFractionDigits: 2 })), said[1]);
      assert.ok(said[1].includes(`${sold.length} paid orders`), said[1]);
    },
  );

  await t.test(
    "given a tile and a status, when one is pressed, then the list is filtered",
    async () => {
      await page.press("10Unpaid for 3 days");
      await browser.waitFor(() => location.hash.includes("show=unpaid"));
      const unpaid = of(UNPAID).filter(({ placed }) => placed <= UNPAID_UNTIL);
      assert.equal(await list.count(), unpaid.length);
      await browser.evaluate(() => history.back());
      await browser.waitFor(() => !location.hash.includes("show="));
      assert.equal(await list.count(), read.length);
      await page.press("Handed to the carrier");
      assert.equal(await list.count(), of(SHIPPED).length);
      // The address says it: another tab, or a reload, shows the same.
      await browser.reload();
      await list.isRead();
      assert.equal(await list.count(), of(SHIPPED).length);
      await browser.press("Escape");
      await browser.waitFor(() => !location.hash.includes("status="));
      assert.equal(await list.count(), read.length);
    },
  );

  await t.test("given days of one's own, then exactly those are read", async () => {
    await open({ span: "2026-02-10..2026-02-12" });
    const days = stored.filter(({ placed }) => placed >= "2026-02-10" && placed < "2026-02-13");
    assert.deepEqual(
      await list.references(),
      days.map(({ reference }) => reference),
    );
  });

  await t.test("given a filter that nothing fits, then it says what is near", async () => {
    await open({ span: "yesterday", show: "shipped" });
    await page.reads("No order fits these filters");
    await page.reads("The newest that fits without the days is", ".blank");
    await expectAccessible(browser, "a list without rows");
    await page.press("Show 30 days");
    await browser.waitFor(() => document.querySelector(".orders-table tbody tr") !== null);
    assert.equal(await list.count(), of(SHIPPED).length);
  });

  await t.test(
    "given the head of a column, when it is pressed, then it sorts and says so",
    async () => {
      await open();
      const sorted = async (name) => {
        await page.press(name);
        return browser.evaluate(() =>
          document.querySelector(".orders-table th[aria-sort]")?.getAttribute("aria-sort"),
        );
      };
      const totals = async () =>
        (await list.rows()).map(({ total }) => Number(total.replaceAll(",", "")));
      assert.equal(await sorted("Total"), "descending");
      const falling = await totals();
      assert.deepEqual(
        falling,
        [...falling].sort((one, other) => other - one),
      );
      assert.equal(falling[0], Math.max(...read.map(({ total }) => Number(total))));
      assert.equal(await sorted("Total"), "ascending");
      const rising = await totals();
      assert.deepEqual(
        rising,
        [...rising].sort((one, other) => one - other),
      );
      await browser.reload();
      await list.isRead();
      assert.deepEqual(await totals(), rising, "the address remembers it");
    },
  );

  await t.test(
    "given a keyboard, then the list is walked through, and orders are opened",
    async () => {
      await open();
      const references = await list.references();
      await browser.press("j");
      await browser.press("j");
      await browser.press("ArrowDown");
      await browser.waitFor(
        (third) => document.activeElement?.textContent === third,
        references[2],
      );
      assert.equal(await list.here(), references[2]);
      await browser.press("k");
      await browser.waitFor(
        (second) => document.activeElement?.textContent === second,
        references[1],
      );
      await browser.press(" ");
      await page.reads("1 order ticked");
      await browser.press("s");
      await browser.waitFor(
        (wanted) =>
          location.hash.startsWith(`#/orders/${wanted}?`) && location.hash.includes("do=status"),
        references[1],
      );
      await open();
      await browser.press("Enter");
      await browser.waitFor(
        (first) => location.hash.startsWith(`#/orders/${first}?`),
        references[0],
      );
    },
  );

  await t.test("given columns that are chosen, then they stay chosen", async () => {
    await open();
    await page.press("Columns and export");
    await list.tick("Customer");
    await list.tick("ID");
    await expectAccessible(browser, "the choice of columns");
    await browser.press("Escape");
    const heads = () =>
      browser.evaluate(() =>
        [...document.querySelectorAll(".orders-table th")].map((one) => one.textContent),
      );
    const chosen = ["Placed", "Reference", "ID", "Status", "Total"];
    assert.deepEqual(await heads(), chosen);
    await browser.reload();
    await list.isRead();
    assert.deepEqual(await heads(), chosen);
    await browser.evaluate(() => localStorage.clear());
  });

  await t.test(
    "given an export, then it has every order that is shown, in the list's order",
    async () => {
      await open({ sort: "reference" });
      const text = await downloaded(browser, async () => {
        await page.press("Columns and export");
        await page.press(`Download ${read.length} orders as CSV`);
      });
      const lines = text.trim().split("\r\n");
      assert.equal(lines.length, read.length + 1);
      assert.match(lines[0], /^\uFEFF?"?ID/);
      const names = lines.slice(1).map((line) => line.split(",")[1].replaceAll('"', ""));
      assert.deepEqual(names, [...names].sort());
      assert.deepEqual(new Set(names), new Set(read.map(({ reference }) => reference)));
    },
  );

  await t.test("given another language and a phone, then the list says the same", async () => {
    for (const [width, language] of [
      [360, "ar"],
      [768, "fr"],
    ]) {
      await browser.resize(1440, 900);
      await open();
      await browser.choose("#language", language);
      await browser.waitFor((code) => document.documentElement.lang === code, language);
      await browser.resize(width, 800);
      await page.settled();
      assert.equal(await list.count(), read.length);
      await page.expectNoSidewaysScroll(width);
      await expectAccessible(browser, `the list at ${width} in ${language}`);
    }
    await browser.resize(1440, 900);
    await browser.choose("#language", "en");
  });
}

/** The text of the file that is handed to the browser meanwhile. */
export async function downloaded(browser, press) {
  await browser.evaluate(() => {
    const own = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      blob.text().then((text) => {
        window.downloaded = text;
      });
      return own.call(URL, blob);
    };
  });
  await press();
  await browser.waitFor(() => window.downloaded !== undefined);
  return browser.evaluate(() => window.downloaded);
}
