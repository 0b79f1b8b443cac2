// A shop whose texts were written by attackers, on every page of the console.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { KEYS } from "../js/support/demo-shop.mjs";
import { dealing, startHostileShop } from "../js/support/hostile-shop.mjs";
import { HOSTILE_TEXTS } from "../js/support/hostile-texts.mjs";
import { openShop } from "./support/between.mjs";
import { consoleOf } from "./support/console.mjs";
import { inEachBrowser } from "./support/each-browser.mjs";
import { serveSite } from "./support/site.mjs";

/** One ends its own element, and is refused; the other would make a list larger than is allowed. */
const ALONE = ["an end of CDATA", "a very long text"];
const TEXTS = HOSTILE_TEXTS.filter(([what]) => !ALONE.includes(what)).map(([, text]) => text);
/** Texts in each text of the shop. */
const EACH = 4;

/** Each with words that are there only once the page has read the shop. */
const PAGES = [
  ["orders", "main tbody tr"],
  ["orders/id:24", "main h1"],
  ["customers", ".people tbody tr"],
  ["customers/2", "main h1"],
  ["products", "main tbody tr"],
  ["products/5", "main h1"],
  ["key", "main h1"],
  ["changes", "main h1"],
  ["bulk", "main h1"],
  ["calls/get_product", "#call-run"],
];

/** An address that would add to the mail that is written to it. */
const ADDRESS = "ada?bcc=eve@elsewhere.example";

/** Where a link of the console may lead besides itself: the shop, and the demo store's carriers. */
const CARRIER = "https://river.example";

let site;
let shop;

before(async () => {
  site = await serveSite("www/console");
  shop = await startHostileShop({ cors: true });
});

after(async () => {
  await shop?.close();
  await site?.close();
});

inEachBrowser("the texts of attackers", async (t, using) => {
  await using({ isDark: false }, async (browser) => {
    const page = consoleOf(browser, site);
    const own = [new URL(site.url).origin, shop.url];
    const seen = new Set();
    let places = 0;
    const deal = dealing(TEXTS, { each: EACH });
    shop.textOf = (field, text) => (field === "email" ? ADDRESS : deal(field, text));
    await browser.resize(1440, 900);
    await openShop(browser, page, site, "orders", { url: shop.url, key: KEYS.everything });
    await browser.evaluate(() => localStorage.setItem("developer", "true"));
    const from = browser.requests.length;

    for (const [path, ready] of PAGES) {
      await t.test(`given ${path}, then its texts are text`, async () => {
        shop.asked.length = 0;
        await page.open(path, { shop: `direct:${shop.url}` });
        await browser.waitFor((where) => document.querySelector(where) !== null, ready);
        await page.settled();
        if (path.startsWith("calls/")) {
          await browser.evaluate(() => {
            const input = document.querySelector("#input-id");
            input.value = "5";
            input.dispatchEvent(new Event("input", { bubbles: true }));
          });
          await browser.click("#call-run");
          await browser.waitFor(() => document.querySelector(".call-answer") !== null);
        }
        const found = await browser.evaluate(look, [CARRIER, ...own]);
        assert.deepEqual(found.foreign, []);
        assert.equal(found.reached, null);
        const written = shop.asked.filter(({ method }) => !/^(?:GET|OPTIONS)$/.test(method));
        assert.deepEqual(written, []);
        for (const text of TEXTS) if (found.shown.includes(bare(text))) seen.add(text);
        places += 1;
      });
    }

    await t.test("given all of them, then nothing was asked elsewhere or complained about", () => {
      const elsewhere = browser.requests
        .slice(from)
        .filter((url) => !/^(?:about|data|blob):/.test(url) && !own.includes(new URL(url).origin));
      assert.deepEqual(elsewhere, []);
      assert.deepEqual(browser.complaints, []);
      const missed = HOSTILE_TEXTS.filter(([, text]) => TEXTS.includes(text) && !seen.has(text));
      console.log(`${seen.size} of ${TEXTS.length} texts seen on ${places} pages`);
      assert.deepEqual(
        missed.map(([what]) => what),
        [],
      );
    });
  });
});

/** Without what a page shows otherwise: blanks, and what has no form of its own. */
const bare = (text) => text.replace(/[^\p{L}\p{N}\p{P}\p{S}]/gu, "");

/** In the page: what a text could have made, and everything that is to be read. */
function look([carrier, ...own]) {
  const made = document.querySelectorAll(
    "iframe, object, embed, base, math, form[action], body style, body meta, body link, main script, foreignObject, " +
      "[onclick], [onerror], [onload], [ontoggle], [onfocus], [srcdoc], [autofocus]:not(input)",
  );
  const isOwn = (address) => {
    const { protocol, origin, search } = new URL(address, location.href);
    if (protocol === "mailto:") return search === "";
    return [carrier, location.origin, ...own].includes(origin);
  };
  const leading = [...document.querySelectorAll("[href], [src], [action], [formaction]")].filter(
    (one) =>
      ["href", "src", "action", "formaction"]
        .map((name) => one.getAttribute(name))
        .some((address) => address !== null && !isOwn(address)),
  );
  const texts = [...document.querySelectorAll("input, textarea")].map(({ value }) => value);
  const shown = [document.body.textContent, document.title, ...texts].join(" ");
  return {
    foreign: [...made, ...leading].map((one) => one.outerHTML.slice(0, 200)),
    reached: globalThis.reached ?? null,
    shown: shown.replace(/[^\p{L}\p{N}\p{P}\p{S}]/gu, ""),
  };
}
