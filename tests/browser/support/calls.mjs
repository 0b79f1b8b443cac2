// Every call by hand: found, checked, answered as the package answers, and written by preview.
import assert from "node:assert/strict";
import { actions, PrestaShop } from "@aismarttalk/prestashop";
import { expectAccessible } from "./accessibility.mjs";
import { begin, expectNoKeyBesides, formOf, withoutCursor } from "./call-form.mjs";
import { consoleOf } from "./console.mjs";
import { shopValues } from "./demo-server.mjs";
import { hostileTexts, startShop } from "./hostile.mjs";
import { evaluate } from "./outside.mjs";
import { keep } from "./pictures.mjs";

const WIDTHS = [360, 820, 1440];
const LANGUAGES = [
  ["fr", "Tous les appels", "Exécuter"],
  ["ar", "كل الاستدعاءات", null],
  ["en", "All calls", "Run"],
];
/** What is searched for, and what is found among others. */
const SEARCHES = [
  ["track", "set_tracking_number"],
  ["GET order reference", "get_order_by_reference"],
  ["stock", "get_stock"],
  ["last order", "get_last_order"],
];
/** Inputs that no action takes: `[action, typed, the input that says so]`. */
const WRONG = [
  ["get_product", {}, "id"],
  ["get_product", { id: "0" }, "id"],
  ["find_orders", { limit: "101" }, "limit"],
  ["find_orders", { total_from: "-1" }, "total_from"],
  ["get_orders_by_email", {}, "email"],
  ["update_customer", { id: "2", new_email: "ada" }, "new_email"],
];

/** Asks everything there is of a shop that is reached straight from the browser. */
export async function callEverything(t, browser, { site, server }) {
  const page = consoleOf(browser, site);
  const key = server.keys.everything;
  const outside = new PrestaShop({ url: server.url, key });
  const shop = `direct:${server.url}`;
  const form = formOf(browser, page);
  await browser.resize(1440, 900);
  await begin(browser, page, { [shop]: key }, shop);
  const facts = await factsOf(outside);

  await t.test(
    "given the list, then it has every action, and finds them by words and names",
    async () => {
      const names = () =>
        browser.evaluate(() =>
          [...document.querySelectorAll(".call-row code")].map(({ textContent }) => textContent),
        );
      assert.deepEqual((await names()).sort(), actions.map(({ name }) => name).sort());
      for (const [words, name] of SEARCHES) {
        await browser.type("#calls-search", words);
        await browser.waitFor(
          (most) => document.querySelectorAll(".call-row").length < most,
          actions.length,
        );
        assert.ok((await names()).includes(name), words);
      }
      await browser.type("#calls-search", "xyzzy");
      await page.reads("No action fits");
      await browser.type("#calls-search", "");
      await expectAccessible(browser, "the list of calls");
      console.log(`${SEARCHES.length} searches`);
    },
  );

  await t.test("given each action that reads, then the answer is that of the package", async () => {
    const reading = actions.filter(({ annotations }) => annotations.readOnlyHint);
    for (const { name } of reading) {
      const input = inputFor(name, facts);
      await form.open(name, shop);
      await form.fill(input);
      await form.run();
      const expected = await outside.run(name, input);
      assert.deepEqual(withoutCursor(await form.answer()), withoutCursor(expected), name);
    }
    console.log(`${reading.length} actions that read`);
  });

  await t.test(
    "given an answer, then it reads as a tree, and its code asks the same elsewhere",
    async () => {
      await form.open("get_customer", shop);
      await form.fill({ email: facts.email });
      await form.run();
      await page.press("Answer");
      const tree = await page.textOf(".call-answer");
      const { customers } = await outside.run("get_customer", { email: facts.email });
      assert.ok(tree.includes(customers[0].lastname) && tree.includes("E-mail"), tree);
      await keep(browser, "call-answer");
      await expectAccessible(browser, "an answer");
      await page.press("Code");
      const code = await page.textOf(".call-answer pre");
      const told = JSON.parse(evaluate(code, "answer", { KEY: key }));
      assert.equal(told.customers[0].id, customers[0].id);
      assert.ok(
        !(await browser.evaluate(() => location.href)).includes("example"),
        "no e-mail address",
      );
    },
  );

  await t.test(
    "given inputs that are wrong, then the first says so, and nothing is sent",
    async () => {
      for (const [name, typed, wrong] of WRONG) {
        await form.open(name, shop);
        await form.clear();
        await form.fill(typed);
        const sent = browser.requests.length;
        await browser.click("#call-run");
        await browser.waitFor(
          (id) => document.querySelector(`#input-${id}-help.help-bad`) !== null,
          wrong,
        );
        await browser.waitFor((id) => document.activeElement.id === `input-${id}`, wrong);
        await page.reads("Nothing was sent", "#call form [role=status]");
        const shopRequests = browser.requests.slice(sent).filter((url) => url.includes("/api/"));
        assert.deepEqual(shopRequests, [], name);
      }
      await expectAccessible(browser, "an input that is wrong");
      console.log(`${WRONG.length} inputs that are wrong`);
    },
  );

  await t.test("given a link, Back and a reload, then inputs and answers come back", async () => {
    await page.open("calls/get_product", { shop, query: { id: "7" } });
    await page.reads("Answer", ".call-answer");
    assert.equal((await form.answer()).products[0].id, 7);
    await form.open("get_customer", shop);
    await form.clear();
    await form.fill({ email: facts.email });
    await form.run();
    const shown = await form.answer();
    await page.press("All calls");
    await page.reads("Search by words");
    await browser.evaluate(() => history.back());
    await browser.waitFor(() => document.querySelector("#call #input-email") !== null);
    assert.equal(await form.value("email"), facts.email);
    assert.deepEqual(await form.answer(), shown);
    await page.open("calls/get_customer", { shop });
    assert.equal(await form.value("email"), facts.email, "a reload loses nothing");
  });

  await t.test(
    "given an action that writes, then it is previewed, named, saved and taken back",
    async () => {
      const stored = () => shopValues(server, "customers/3?display=[note]", "note");
      const before = await stored();
      const { customers } = await outside.run("get_customer", { id: 3 });
      await form.open("update_customer", shop);
      await form.clear();
      await form.fill({ id: "3", note: "Calls on Mondays." });
      await browser.click("#call-run");
      await form.writeIs("preview");
      const text = await page.textOf("#call-write");
      assert.ok(text.includes(customers[0].lastname), text);
      assert.ok(text.includes("Clay & Leaf"), "the button names the shop");
      assert.deepEqual(await stored(), before, "a preview writes nothing");
      await expectAccessible(browser, "a preview");
      await keep(browser, "call-preview");
      await browser.type("#input-note", "Calls on Tuesdays.");
      await form.writeIs("editing");
      await browser.click("#call-run");
      await form.writeIs("preview");
      await browser.click("#call-write .save");
      await form.writeIs("saved");
      assert.deepEqual(await stored(), ["Calls on Tuesdays."]);
      await page.press("Undo");
      await form.writeIs("preview");
      await browser.click("#call-write .save");
      await form.writeIs("saved");
      assert.deepEqual(await stored(), before);
      await expectNoKeyBesides(browser, server);
    },
  );

  for (const [code, title, run] of LANGUAGES) {
    await t.test(`given ${code}, then the calls are said in it, and fit`, async () => {
      await browser.choose("#language", code);
      await browser.waitFor((wanted) => document.documentElement.lang === wanted, code);
      await form.list(shop);
      await page.reads(title, "#main h1");
      for (const path of ["calls", "calls/find_orders", "calls/update_product_seo"]) {
        await browser.evaluate(
          ([where, ref]) => {
            location.hash = `#/${where}?shop=${encodeURIComponent(ref)}`;
          },
          [path, shop],
        );
        await browser.waitFor(
          (isList) => document.querySelector(isList ? ".call-row" : "#call-run") !== null,
          path === "calls",
        );
        if (path === "calls/find_orders" && run !== null) await page.reads(run, "#call-run");
        for (const width of WIDTHS) {
          await browser.resize(width, 900);
          await page.expectNoSidewaysScroll(width);
        }
        if (code !== "fr") await keep(browser, `${path.replace("/", "-")}-${code}`);
      }
      await expectAccessible(browser, `calls in ${code}`);
    });
  }

  await t.test(
    "given hostile texts, then nothing of them runs, and turned names are told",
    async () => {
      const hostile = await startShop(server, hostileTexts);
      try {
        const ref = `direct:${hostile.url}`;
        await begin(browser, page, { [ref]: key }, ref);
        await form.open("get_product", ref);
        await form.fill({ id: 5 });
        await form.run();
        await page.press("Answer");
        await page.reads("Words that", ".call-answer");
        await page.reads("U+202E", ".call-answer");
        await browser.evaluate(() => {
          const rows = [...document.querySelectorAll("#log .log button")];
          rows.find((row) => /\/products\?/.test(row.textContent)).click();
        });
        for (const view of ["answer", "document"]) {
          await browser.click(`#request-${view}`);
          await page.reads("Words that", "#request-panel");
        }
        const elements = await browser.evaluate(
          () =>
            document.querySelectorAll(
              ":is(.call-answer, #log) :is(script, img, iframe, form, style, math, a)",
            ).length,
        );
        assert.equal(elements, 0);
        await browser.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
        assert.equal(await browser.evaluate(() => window.reached ?? null), null);
      } finally {
        await hostile.close();
      }
    },
  );

  await t.test("given all of this, then nothing was complained about", () => {
    assert.deepEqual(browser.complaints, []);
  });
}

async function factsOf(outside) {
  const [order] = await outside.orders.list({ filter: { id: 24 } });
  const { email } = await outside.customers.get(order.id_customer);
  return { email, order };
}

/** What an action that reads is asked. */
function inputFor(name, { email, order: { id, reference } }) {
  const inputs = {
    find_products: { words: "tea", limit: 2 },
    find_orders: { paid: false, from: "2026-01-31", limit: 3 },
    find_customers: { words: "anna", limit: 2 },
    audit_seo: { limit: 3 },
    get_order: { id },
    get_order_details: { id },
    get_order_history: { id },
    get_order_by_reference: { reference },
    get_orders_by_email: { email },
    get_last_order: { email },
    get_customer: { email },
    get_product: { id: 5 },
    get_stock: { id: 5 },
  };
  return inputs[name] ?? {};
}
