// What the core says in the languages of the page: refusals, errors, warnings and effects.
import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { expectAccessible } from "./accessibility.mjs";
import { consoleOf } from "./console.mjs";
import { keep } from "./pictures.mjs";

/** An order of the sample shop that is under way. */
const ORDER = "RUVSPPYWE";
const PATIENCE_MS = 10_000;

const LANGUAGES = [
  {
    code: "fr",
    direction: "ltr",
    money: /\d,\d\d\s€/,
    words: /(?:boutique|clé|hébergeur|réponse)/,
  },
  {
    code: "ar",
    direction: "rtl",
    money: /\d\.\d\d\s€/,
    words: /(?:المتجر|المفتاح|المضيف|الإجابة)/,
  },
];

/** Sample shops that fail, and what is opened of them. */
const FAILING = [
  ["a key that nobody knows", "demo:8.2/unknown", "orders"],
  ["a key that is switched off", "demo:8.2/disabled", "orders"],
  ["a key without the right", "demo:8.2/products-only", "orders"],
  ["a Webservice that is switched off", "demo:8.2/shop-1/disabled", "orders"],
  ["an address that redirects", "demo:8.2/shop-1/redirect", "orders"],
  ["a page in place of the answer", "demo:8.2/shop-1/html-200", "orders"],
  ["a host that is down", "demo:8.2/shop-1/html-503", "orders"],
  ["an error without words", "demo:8.2/shop-1/empty-500", "orders"],
];

/** What is not there, and answers that are whole but for what the key may not read. */
const LACKING = [
  ["an order that is not there", "demo:8.2/shop-1", "orders/NOSUCHREF"],
  ["a product that is not there", "demo:8.2/shop-1", "products/4000000000"],
  ["an order without optional rights", "demo:8.2/shop-1", `orders/${ORDER}`],
  ["a product without optional rights", "demo:8.2/shop-1", "products/11"],
];

export async function hear(t, browser, { site }) {
  const page = consoleOf(browser, site);
  await browser.resize(1440, 900);
  for (const { code, direction, money, words } of LANGUAGES) {
    await t.test(`given ${code}, then the page runs its way and writes money its way`, async () => {
      await page.open("orders", { shop: "demo:8.2/everything" });
      await browser.choose("#language", code);
      await browser.waitFor((wanted) => document.documentElement.lang === wanted, code);
      assert.equal(await browser.evaluate(() => document.documentElement.dir), direction);
      assert.match((await page.textOf("#main")).replace(/[\u200e\u200f]/g, ""), money);
    });

    await t.test(`given ${code}, then errors and refusals are said in it`, async () => {
      for (const [what, shop, path] of FAILING) {
        await page.open(path, { shop });
        await browser.waitFor(
          () => document.querySelector("#main .note-bad p, #main .blank") !== null,
        );
        await saidIn(browser, `${what} in ${code}`);
        const note = await page.textOf("#main");
        assert.match(note, words, `${what}: ${note}`);
      }
      await keep(browser, `said-error-${code}`);
      await expectAccessible(browser, `an error in ${code}`);
    });

    await t.test(`given ${code}, then warnings are said in it`, async () => {
      for (const [what, shop, path] of LACKING) {
        await page.open(path, { shop });
        await saidIn(browser, `${what} in ${code}`);
      }
    });

    await t.test(`given ${code}, then the effects of a change are said in it`, async () => {
      await page.open(`orders/${ORDER}`, { shop: "demo:8.2/everything" });
      await browser.waitFor(() => document.querySelector(".actions .btn-primary:enabled") !== null);
      await browser.evaluate(() => document.activeElement?.blur());
      await browser.press("s");
      await browser.waitFor(() => document.querySelector("dialog[open] .choices li") !== null);
      await browser.press("3");
      await browser.waitFor(() => document.querySelector("dialog[open] .effects li") !== null);
      await saidIn(browser, `effects in ${code}`);
      await keep(browser, `said-effects-${code}`);
      await expectAccessible(browser, `effects in ${code}`);
    });
  }
}

/** Waits until no sentence is English any more: the words of a language come a moment later. */
async function saidIn(browser, context) {
  const until = Date.now() + PATIENCE_MS;
  let left = await browser.evaluate(englishSentences);
  while (left.length > 0 && Date.now() < until) {
    await setTimeout(100);
    left = await browser.evaluate(englishSentences);
  }
  assert.deepEqual(left, [], context);
}

/** Runs in the page: texts with words that no other language has, at least two of them. */
function englishSentences() {
  const english =
    /\b(?:the|is|was|were|not|with|that|this|has|have|been|which|its|it|shop|key)\b/gi;
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement, textContent } = walker.currentNode;
    if (!parentElement.checkVisibility() || parentElement.closest("code, pre, option, q")) continue;
    if ((textContent.match(english)?.length ?? 0) >= 2) found.push(textContent.trim());
  }
  return found;
}
