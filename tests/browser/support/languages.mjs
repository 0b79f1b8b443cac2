// The page in each of its languages: what it says, which way it runs, and that it fits.
import assert from "node:assert/strict";
import { bulkVisitor } from "./bulk-visitor.mjs";
import { keep } from "./pictures.mjs";
import { visitorOf } from "./visitor.mjs";

const NARROW = 360;
const WIDE = 1440;

const LANGUAGES = [
  { code: "fr", direction: "ltr" },
  { code: "ar", direction: "rtl" },
];

const TABLE = "id,meta_title\n7,Salt and pepper\n8,\n4000000000,Nothing\n";

/** Pages that are read in each language, with what is done there first. */
const PAGES = [
  { name: "access", hash: "" },
  { name: "order", hash: "#get_order_history?id=5" },
  { name: "orders", hash: "#get_orders_by_email" },
  { name: "product", hash: "#get_product?id=11" },
  { name: "stock", hash: "#get_stock?id=11" },
  { name: "states", hash: "#list_order_states" },
  { name: "not-found", hash: "#get_product?id=4000000000" },
  {
    name: "preview",
    hash: "#update_product_content?id=7",
    prepare: async (visitor) => {
      await visitor.formFilled();
      await visitor.edit({ field: "name", language: "en", text: "Salt & pepper, a pair" });
      await visitor.preview();
    },
  },
  {
    name: "status",
    ofTheShop: /^(In the workshop|Waiting for the transfer) /,
    hash: "#update_order_status?id=5",
    prepare: async (visitor) => {
      await visitor.formFilled();
      await visitor.pickState(4);
      await visitor.preview();
      await visitor.interfere();
      await visitor.confirm();
    },
  },
  {
    name: "bulk",
    ofTheShop: /^(meta_title|Salt and pepper)$/,
    hash: "#bulk_seo",
    prepare: async (_, browser) => {
      const bulk = bulkVisitor(browser);
      await bulk.ready();
      await bulk.paste(TABLE);
      await bulk.read();
      await bulk.preview();
    },
  },
];

/** Reads the pages in every language but English, which all other tests read. */
export async function speak(t, browser, { site }) {
  const visitor = visitorOf(browser);
  const chosen = async (code) => {
    await browser.choose("#language", code);
    await browser.waitFor((wanted) => document.documentElement.lang === wanted, code);
  };
  await browser.resize(WIDE, 900);

  for (const { code, direction } of LANGUAGES) {
    await t.test(
      `given an answer, when the page is put into ${code}, then it stays and is said anew`,
      async () => {
        await visitor.open(`${site.url}#get_product?id=11`);
        const before = await visitor.textOf("#answer .raw pre");
        const said = await visitor.textOf("#answer h2");
        await chosen(code);
        assert.equal(await visitor.textOf("#answer .raw pre"), before);
        assert.notEqual(await visitor.textOf("#answer h2"), said);
        assert.equal((await visitor.inputs()).id, "11");
        assert.equal(await browser.evaluate(() => document.documentElement.dir), direction);
      },
    );

    await t.test(
      `given the choice of ${code}, when the page is loaded again, then it stays`,
      async () => {
        await visitor.open(`${site.url}#list_languages`);
        const { lang, dir } = await browser.evaluate(() => {
          const { lang, dir } = document.documentElement;
          return { lang, dir };
        });
        assert.deepEqual({ lang, dir }, { lang: code, dir: direction });
      },
    );

    for (const { name, hash, prepare, ofTheShop = /^$/ } of PAGES) {
      await t.test(`given ${code}, then ${name} is said in it, and fits`, async () => {
        await browser.resize(WIDE, 900);
        await visitor.open(site.url + hash);
        await prepare?.(visitor, browser);
        const left = await browser.evaluate(leftInEnglish, code);
        assert.deepEqual(
          left.filter((text) => !ofTheShop.test(text)),
          [],
        );
        for (const width of [NARROW, WIDE]) {
          await browser.resize(width, 900);
          await keep(browser, `${name}-in-${code}-${width}`);
          await visitor.expectNoSidewaysScroll(width);
        }
      });
    }

    await t.test(`given ${code}, when English is chosen, then it is said in English`, async () => {
      await chosen("en");
      assert.match(await visitor.textOf("#actions"), /Get Product/);
    });
  }
}

/**
 * Runs in the page: what stands there in Latin letters, unless a shop, the package or a program
 * says it. Only where the language has letters of its own does that tell anything.
 */
function leftInEnglish(code) {
  if (code !== "ar") return [];
  const raw = document.querySelector("#answer .raw pre")?.textContent ?? "";
  const foreign = "[lang=en], [dir=ltr], code, pre, kbd, bdi, option, textarea, .method, #bar";
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement, textContent } = walker.currentNode;
    const text = textContent.trim();
    if (!/[a-z]{3}/i.test(text) || /[\u0600-\u06ff]/.test(text)) continue;
    if (!parentElement.checkVisibility() || parentElement.closest(foreign) !== null) continue;
    if (text.match(/\p{L}{3,}/gu).every((word) => raw.includes(word))) continue;
    found.add(text);
  }
  return [...found];
}
