// A shop is added to a worker by hand: without a pointer, with everything that can be wrong, and in
// each language.
import assert from "node:assert/strict";
import { expectAccessible } from "./accessibility.mjs";
import { keep } from "./pictures.mjs";
import { expectNoKey } from "./secrecy.mjs";
import { visitorOf } from "./visitor.mjs";

const PAGE = "#connect_shop";
const WRONG_KEY = "WRONG0KEY0WRONG0KEY0WRONG0KEY000";
const WIDTHS = [360, 1440];

/** What the verdict on a key is told as, by the key. */
const VERDICTS = [
  ["everything", "ready_but_too_much", /untick/],
  ["products only", "not_ready", /Tick the missing boxes/],
];

/** What is wrong: `[what, inputs, kind, the input that is marked, what is said]`. */
const WRONG = [
  [
    "a key the shop refuses",
    { key: WRONG_KEY },
    "authentication",
    null,
    /Advanced Parameters > Webservice/,
  ],
  ["a key that is none", { key: "short" }, "validation", "adding-key", /./],
  ["a private address", { url: "https://169.254.169.254" }, "validation", "adding-url", /reserved/],
  ["plain http", { url: "http://shop.example" }, "validation", "adding-url", /https/],
  ["a token that manages nothing", { token: "writer" }, "forbidden", null, /./],
  ["a token that nobody knows", { token: "unknown" }, "unauthorized", null, /token/],
];

const LANGUAGES = [
  ["fr", "ltr", "Connecter une boutique"],
  ["ar", "rtl", "ربط متجر"],
  ["en", "ltr", "Connect a shop"],
];

/** Adds shops to a worker. */
export async function addShops(t, browser, { site, connected }) {
  const visitor = visitorOf(browser);
  const { shop, callers, url: worker } = connected;
  const tokenOf = (name) => callers[name]?.token ?? name;
  const filled = async ({ url = shop.url, key = shop.keys.everything, token = "admin" } = {}) => {
    const texts = { url, key, worker, token: tokenOf(token) };
    for (const [name, text] of Object.entries(texts)) await browser.type(`#adding-${name}`, text);
  };
  const sent = async () => {
    await browser.click("#adding button.primary");
    await ended(browser);
  };
  const ids = async () => {
    const { body } = await connected.ask("writer", "GET", "/v1/sites");
    return body.sites.map(({ id }) => id);
  };
  connected.namespace.kept.clear();
  await browser.resize(1440, 900);
  await visitor.open(site.url);

  await t.test(
    "given the panel of workers, then it leads to the page that adds a shop",
    async () => {
      await browser.click("#target-edge");
      await browser.click("#edge-add");
      await browser.waitFor(() => document.querySelector("#adding form") !== null);
      assert.equal(await visitor.focused(), "adding");
      assert.match(await browser.evaluate(() => document.title), /^Connect a shop · /);
      assert.equal(
        await browser.evaluate(() => document.querySelector("#action").checkVisibility()),
        false,
      );
      await expectAccessible(browser, "the form that adds a shop");
    },
  );

  await t.test(
    "given no pointer, when a shop is added, then its verdict is said and its key is gone",
    async () => {
      const places = {
        url: shop.url,
        key: shop.keys.everything,
        name: "Clay & Leaf",
        "shop-id": "",
        worker,
        token: tokenOf("admin"),
      };
      await browser.evaluate(() => document.querySelector("#adding").focus());
      for (const [name, text] of Object.entries(places)) {
        await browser.press("Tab");
        assert.equal(await visitor.focused(), `adding-${name}`);
        if (name === "worker") await browser.evaluate(() => document.activeElement.select());
        if (text !== "") await browser.write(text);
      }
      await browser.press("Enter");
      await ended(browser);
      assert.match(await visitor.textOf("#adding-result h2"), /^Clay & Leaf is connected$/);
      assert.equal(await visitor.textOf("#adding-result code"), "clay-leaf");
      assert.ok(await browser.evaluate(() => document.activeElement.matches("#adding-result h2")));
      assert.deepEqual(await ids(), ["clay-leaf"]);
      await expectNoKey(browser, { keys: shop.keys });
      await expectAccessible(browser, "a shop that was added");
      await keep(browser, "adding-done");
    },
  );

  for (const [key, verdict, says] of VERDICTS) {
    await t.test(
      `given the key ${key}, then the verdict is ${verdict}, and what to do next is said`,
      async () => {
        await browser.click("#adding-again");
        assert.equal(await visitor.focused(), "adding-url");
        await filled({ key: shop.keys[key] });
        await sent();
        const shown = await browser.evaluate(
          () => document.querySelector("#adding-result .answer").dataset.verdict,
        );
        assert.equal(shown, verdict);
        assert.match(await visitor.textOf("#adding-next"), says);
      },
    );
  }

  for (const [what, inputs, kind, marked, says] of WRONG) {
    await t.test(
      `given ${what}, then it is ${kind}, says what to do, and nothing is stored`,
      async () => {
        const before = await ids();
        await filled(inputs);
        await sent();
        const [shown, invalid, focused] = await browser.evaluate(() => [
          document.querySelector("#adding-result .error")?.dataset.kind,
          document.querySelector("#adding [aria-invalid=true]")?.id ?? null,
          document.activeElement.closest("#adding-result") === null
            ? document.activeElement.id
            : null,
        ]);
        assert.deepEqual([shown, invalid, focused], [kind, marked, marked]);
        assert.match(await visitor.textOf("#adding-result"), says);
        assert.match(await visitor.textOf("#adding-result .saved"), /Nothing was saved/);
        assert.deepEqual(await ids(), before);
        assert.equal(await visitor.textOf("#exchanges pre"), null, "the key is in no log");
        if (marked === "adding-url") await expectAccessible(browser, what);
      },
    );
  }

  for (const [code, direction, title] of LANGUAGES) {
    await t.test(`given ${code}, then the page is said in it, and fits`, async () => {
      await visitor.open(`${site.url}${PAGE}`);
      await browser.waitFor(() => document.querySelector("#adding form") !== null);
      await browser.choose("#language", code);
      await browser.waitFor((wanted) => document.documentElement.lang === wanted, code);
      await filled();
      await sent();
      assert.equal(await browser.evaluate(() => document.documentElement.dir), direction);
      assert.equal(await visitor.textOf("#adding-title"), title);
      for (const width of WIDTHS) {
        await browser.resize(width, 900);
        await visitor.expectNoSidewaysScroll(width);
        await keep(browser, `adding-in-${code}-${width}`);
      }
      await expectAccessible(browser, `a shop that was added, in ${code}`);
    });
  }
  assert.deepEqual(
    browser.complaints.filter((one) => !/40\d|422|502/.test(one)),
    [],
  );
}

/** Waits until the worker has answered. */
function ended(browser) {
  return browser.waitFor(
    () =>
      document.querySelector("#adding-result > *") !== null &&
      !document.querySelector("#adding button.primary").hidden,
  );
}
