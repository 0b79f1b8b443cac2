// Answers worth looking at: sorted, written for people, and harmless whatever they hold.
import assert from "node:assert/strict";
import { COPIES, hostileTexts, manyLanguages, startShop } from "./hostile.mjs";
import { keep } from "./pictures.mjs";
import { visitorOf } from "./visitor.mjs";

/** Reads answers, and texts of a shop that an attacker has written to. */
export async function read(t, browser, { site, server }) {
  const visitor = visitorOf(browser);
  const open = async (fold, found) => {
    await browser.click(`#answer ${fold} > summary`);
    await browser.waitFor((where) => document.querySelector(where) !== null, `#answer ${found}`);
  };
  await browser.resize(1440, 900);
  await visitor.open(site.url);

  await t.test("given a table, when its heads are pressed, then it is sorted and says so", () =>
    sort(browser, visitor),
  );

  await t.test("given amounts and dates, then they are written for the language", async () => {
    await visitor.goTo("get_order_by_reference");
    await visitor.run();
    const [dates, amounts] = await browser.evaluate(() => {
      const parts = (where) =>
        [...document.querySelectorAll(where)].map(({ title, textContent }) => [title, textContent]);
      return [parts("#answer .order time"), parts("#answer .totals .number")];
    });
    assert.ok(dates.length > 0 && amounts.length > 0);
    for (const [raw, shown] of dates) {
      assert.match(raw, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
      const style = { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" };
      const spoken = new Intl.DateTimeFormat("en", style).format(new Date(`${raw}Z`));
      assert.equal(shown.replaceAll(/\s/g, " "), spoken.replaceAll(/\s/g, " "));
    }
    for (const [raw, shown] of amounts) {
      assert.match(raw, /^-?\d+\.\d{6}$/);
      assert.equal(Number(shown.replaceAll(",", "")), Number(raw));
    }
  });

  await t.test("given an order, then its timeline is one click away", async () => {
    await open(".order .more", ".order .timeline li");
    assert.match(await visitor.textOf("#answer .timeline"), /by the shop|by employee/);
    await keep(browser, "order-timeline");
  });

  await t.test("given a customer, then the orders are one click away", async () => {
    await visitor.goTo("get_customer");
    await visitor.run();
    await open(".customer .more", ".customer .order");
    await keep(browser, "customer-orders");
  });

  await t.test("given a product, then its search results tell their lengths", async () => {
    await visitor.goTo("get_product");
    await visitor.run();
    await open(".product > .more", ".everylanguage section");
    await browser.waitFor(() => document.querySelectorAll(".everylanguage section").length > 1);
    const bars = await browser.evaluate(() =>
      [...document.querySelectorAll("#answer .lengthbar")].map(({ dataset, textContent }) => [
        dataset.state,
        textContent,
      ]),
    );
    assert.ok(bars.length >= 6, `${bars.length} bars`);
    for (const [state, text] of bars) assert.match(text, state === "empty" ? /No / : /\d+ \/ \d+/);
    await keep(browser, "product-search-results");
  });

  await t.test(
    "given texts that look like amounts and dates, then they stay as written",
    async () => {
      await visitor.openForm("update_product_content");
      await visitor.edit({ field: "name", language: "en", text: "1234.50" });
      await visitor.edit({ field: "description_short", language: "en", text: "2026-01-02" });
      await visitor.preview();
      await visitor.confirm();
      await browser.click("#answer .followups a");
      await browser.waitFor(() => document.querySelector("#answer .product") !== null);
      assert.equal(await visitor.textOf("#answer .product h3"), "1234.50");
      assert.equal(await visitor.textOf("#answer [data-name=description_short] dd"), "2026-01-02");
    },
  );

  await t.test("given many rows, then pages are gone through, and sorted as a whole", () =>
    page(browser, visitor, server),
  );

  await harmless(t, browser, visitor, server);
}

async function sort(browser, visitor) {
  const column = () =>
    browser.evaluate(() =>
      [...document.querySelectorAll("#answer tbody tr")].map(({ cells }) => cells[1].textContent),
    );
  await visitor.goTo("list_order_states");
  await visitor.run();
  const before = await column();
  const head = "#answer th:nth-child(2)";
  await browser.evaluate((where) => document.querySelector(`${where} .sort`).focus(), head);
  for (const [direction, sign] of [
    ["ascending", 1],
    ["descending", -1],
  ]) {
    await browser.press("Enter");
    const said = await browser.evaluate(
      (where) => document.querySelector(where).getAttribute("aria-sort"),
      head,
    );
    assert.equal(said, direction);
    const collator = new Intl.Collator("en", { numeric: true });
    const expected = [...before].sort((a, b) => sign * collator.compare(a, b));
    assert.deepEqual(await column(), expected);
  }
  await keep(browser, "states-sorted");
}

async function page(browser, visitor, server) {
  const shop = await startShop(server, manyLanguages);
  const seen = () =>
    browser.evaluate(() => ({
      ids: [...document.querySelectorAll("#answer tbody tr")].map(({ cells }) =>
        Number(cells[0].textContent),
      ),
      where: document.querySelector("#answer .pager [role=status]").textContent,
    }));
  const turn = (place) => browser.click(`#answer .pager button:nth-child(${place})`);
  try {
    await visitor.connectTo(shop.url, server.keys.everything);
    await visitor.goTo("list_languages");
    await visitor.run();
    const first = await seen();
    assert.equal(first.ids.length, 25);
    assert.match(first.where, /^1–25 \/ \d+$/);
    await turn(2);
    const second = await seen();
    assert.match(second.where, /^26–/);
    assert.equal(new Set([...first.ids, ...second.ids]).size, 25 + second.ids.length);
    await keep(browser, "languages-page-2");
    await turn(1);
    // The button keeps the focus, and there is nothing before the first page.
    await browser.press("Enter");
    assert.deepEqual(await seen(), first);
    await browser.click("#answer th:first-child .sort");
    await browser.click("#answer th:first-child .sort");
    const [most] = (await seen()).ids;
    assert.ok(most > 100 * (COPIES - 1), "sorted across the pages");
  } finally {
    await shop.close();
  }
}

async function harmless(t, browser, visitor, server) {
  const shop = await startShop(server, hostileTexts);
  try {
    await t.test("given hostile texts, when shown, then nothing runs and all is told", async () => {
      await visitor.connectTo(shop.url, server.keys.everything);
      await visitor.goTo("get_product");
      await visitor.run();
      await visitor.expectAnswer();
      assert.match(await visitor.textOf("#answer .product"), /Words that stay\./);
      const elements = await browser.evaluate(
        () =>
          document.querySelectorAll("#answer :is(script, img, svg, form, a[href^=java])").length,
      );
      assert.equal(elements, 0);
      assert.match(await visitor.textOf("#answer h3"), /U\+202Egnp\.exeU\+202C/);
      await browser.click("#answer [data-name=description] .formatted > summary");
      await browser.waitFor(() => document.querySelector("#answer iframe") !== null);
      const frame = await browser.evaluate(() => {
        const { sandbox, srcdoc } = document.querySelector("#answer iframe");
        return { sandbox: sandbox.value, srcdoc };
      });
      assert.equal(frame.sandbox, "");
      assert.match(frame.srcdoc, /<p>Words that <b>stay<\/b>\.<\/p>/);
      const body = frame.srcdoc.slice(frame.srcdoc.indexOf("<body"));
      assert.doesNotMatch(
        body,
        /<(script|img|svg|a|iframe|form|style|math)\b|\son\w+=|javascript:/i,
      );
      await keep(browser, "hostile");
      await visitor.openEverything();
      await browser.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
      assert.equal(await browser.evaluate(() => window.reached ?? null), null);
    });

    await t.test("given hostile texts, when edited, then nothing runs either", async () => {
      await visitor.openForm("update_product_content");
      await visitor.edit({ field: "name", language: "en", text: "Teapot" });
      await visitor.preview();
      assert.equal(await browser.evaluate(() => window.reached ?? null), null);
      const elements = await browser.evaluate(
        () =>
          document.querySelectorAll("#answer :is(script, img, svg, form, a[href^=java])").length,
      );
      assert.equal(elements, 0);
      // Chromium checks handlers and styles against the policy even in documents that are only parsed.
      const others = browser.complaints.filter(
        (text) => !/-(attr|elem) inline|inline (event|style)/.test(text),
      );
      assert.deepEqual(others, []);
    });
  } finally {
    await shop.close();
  }
}
