// Every call by hand: found, checked, answered as the package answers, and written by preview.
import assert from "node:assert/strict";
import { actions, PrestaShop } from "@aismarttalk/prestashop";
import { expectAccessible } from "./accessibility.mjs";
import { consoleOf } from "./console.mjs";
import { shopValues } from "./demo-server.mjs";
import { evaluate } from "./outside.mjs";
import { keep } from "./pictures.mjs";
import { expectNoKey } from "./secrecy.mjs";

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
        for (const width of WIDTHS) {
          await browser.resize(width, 900);
          await page.expectNoSidewaysScroll(width);
        }
        if (code !== "fr") await keep(browser, `${path.replace("/", "-")}-${code}`);
      }
      if (run !== null) await page.reads(run, "#call-run");
      await expectAccessible(browser, `calls in ${code}`);
    });
  }

  await t.test("given all of this, then nothing was complained about", () => {
    assert.deepEqual(browser.complaints, []);
  });
}

/** Calls actions that only a worker has: one that reads, one that writes what it reads. */
export async function callOwnActions(t, browser, { site, server, own }) {
  const page = consoleOf(browser, site);
  const form = formOf(browser, page);
  const shop = `worker:${own.url}|shop`;
  const makers = "manufacturers?filter[id]=[1]&display=[name]";
  const stored = async () => (await shopValues(server, makers, "name"))[0];
  await browser.resize(1440, 900);
  await begin(browser, page, { [`worker:${own.url}`]: own.tokens.writer }, shop);

  await t.test(
    "given an action that only the worker has, then it is listed and answers",
    async () => {
      await page.reads("get_manufacturer");
      await form.open("get_manufacturer", shop);
      await form.fill({ id: "1" });
      await form.run();
      assert.equal((await form.answer()).manufacturers[0].name, await stored());
    },
  );

  await t.test(
    "given one that writes, then its declaration makes a form, a preview and an undo",
    async () => {
      const before = await stored();
      await form.open("update_manufacturer", shop);
      const options = await browser.evaluate(() =>
        [...document.querySelectorAll("#call .seg button")].map(({ textContent }) => textContent),
      );
      assert.equal(options.length, 2, "one of two names");
      await form.fill({ id: "1", new_name: "Workshop of two potters" });
      await browser.click("#call-run");
      await form.writeIs("preview");
      assert.ok((await page.textOf("#call-write")).includes(before), "the maker is named");
      assert.equal(await stored(), before);
      await browser.click("#call-write .save");
      await form.writeIs("saved");
      assert.equal(await stored(), "Workshop of two potters");
      await page.press("Undo");
      await form.writeIs("preview");
      await browser.click("#call-write .save");
      await form.writeIs("saved");
      assert.equal(await stored(), before);
      await expectNoKeyBesides(browser, { keys: { ...server.keys, ...own.tokens } });
      await keep(browser, "call-own-action");
    },
  );
}

/** Opens the list of a shop with a secret that the tab does not keep, as a developer. */
async function begin(browser, page, secrets, shop) {
  await page.open("connect", { shop: null });
  await browser.evaluate((given) => {
    sessionStorage.setItem("secrets", JSON.stringify(given));
    localStorage.setItem("developer", "true");
  }, secrets);
  await page.open("calls", { shop });
  await browser.waitFor(() => document.querySelector(".call-row") !== null);
}

/** Nowhere but where this test has put it. */
async function expectNoKeyBesides(browser, secrets) {
  const kept = await browser.evaluate(() => {
    const before = sessionStorage.getItem("secrets");
    sessionStorage.removeItem("secrets");
    return before;
  });
  await expectNoKey(browser, secrets);
  await browser.evaluate((before) => sessionStorage.setItem("secrets", before), kept);
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

/** As a calendar sets it: what is typed into one depends on the browser's language. */
function setDay(browser, place, day) {
  return browser.evaluate(
    ([where, value]) => {
      const input = document.querySelector(where);
      input.value = value;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    },
    [place, day],
  );
}

/** Where a next page begins is told anew each time. */
function withoutCursor(answer) {
  const { cursor: _, ...rest } = JSON.parse(JSON.stringify(answer));
  return rest;
}

function formOf(browser, page) {
  const select = async (name) => {
    const isThere = await browser.evaluate(
      (id) => document.querySelector(`#input-${id}`) !== null,
      name,
    );
    if (isThere) return;
    const label = { email: "By e-mail", reference: "By reference", id: "By ID" }[name];
    await page.press(label);
    await browser.waitFor((id) => document.querySelector(`#input-${id}`) !== null, name);
  };
  return {
    list: (shop) =>
      browser.evaluate((ref) => {
        location.hash = `#/calls?shop=${encodeURIComponent(ref)}`;
      }, shop),
    open: async (name, shop) => {
      await browser.evaluate(
        ([action, ref]) => {
          location.hash = `#/calls/${action}?shop=${encodeURIComponent(ref)}`;
        },
        [name, shop],
      );
      await browser.waitFor(
        (action) => document.querySelector("#call .facts code")?.textContent === action,
        name,
      );
    },
    fill: async (input) => {
      for (const [name, value] of Object.entries(input)) {
        await select(name);
        const kind = await browser.evaluate((id) => {
          const input = document.querySelector(`#input-${id}`);
          return input.matches("select") ? "select" : input.type;
        }, name);
        const place = `#input-${name}`;
        if (kind === "select") await browser.choose(place, String(value));
        else if (kind === "date") await setDay(browser, place, value);
        else await browser.type(place, String(value));
      }
    },
    clear: () =>
      browser.evaluate(() => {
        for (const one of document.querySelectorAll("#call form input, #call form textarea")) {
          one.value = "";
          one.dispatchEvent(new Event("input", { bubbles: true }));
        }
      }),
    run: async () => {
      await browser.click("#call-run");
      await browser.waitFor(() => {
        const ended = document.querySelectorAll(
          ".call-answer .seg button, #call .note-bad, #call .help-bad",
        );
        return document.querySelector("#call-run") !== null && ended.length > 0;
      });
      const wrong = await page.textOf("#call .note-bad, #call .help-bad");
      assert.equal(wrong, null);
    },
    answer: async () => {
      await page.press("JSON");
      await browser.waitFor(() => document.querySelector(".call-answer pre") !== null);
      await browser.evaluate(() => {
        for (const all of document.querySelectorAll(".call-answer pre ~ button")) all.click();
      });
      await browser.waitFor(() => document.querySelector(".call-answer pre ~ button") === null);
      return JSON.parse(await page.textOf(".call-answer pre"));
    },
    value: (name) => browser.evaluate((id) => document.querySelector(`#input-${id}`).value, name),
    writeIs: (kind) =>
      browser.waitFor(
        (wanted) => document.querySelector("#call-write")?.dataset.kind === wanted,
        kind,
      ),
  };
}
