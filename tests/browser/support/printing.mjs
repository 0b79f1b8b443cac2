// An order on paper: what is there, and what only a screen needs.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { constants, inflateSync } from "node:zlib";
import { PICTURES } from "./pictures.mjs";
import { visitorOf } from "./visitor.mjs";

/** The width of A4 without its margins, in CSS pixels. */
const PAPER = { width: 718, height: 1000 };

const ON_PAPER = {
  reference: "#answer .order h3",
  status: "#answer .order .cardhead .badge",
  lines: "#answer .order table tbody tr",
  totals: "#answer .order .totals .sum",
  timeline: "#answer .order .timeline li",
};
const ON_SCREEN_ALONE = {
  head: "#bar",
  shop: "#connect",
  actions: "#actions",
  form: "#action",
  state: "#status",
  exchanges: "#exchanges",
  links: "#answer .followups",
  raw: "#answer .answer > .raw",
  buttons: "#answer button",
};

/** Prints an order, in colours that suit a screen at night. */
export async function printOrder(t, browser, { site }) {
  const visitor = visitorOf(browser);
  const shown = (places) =>
    browser.evaluate((named) => {
      const isSeen = (node) => node.checkVisibility() && node.getClientRects().length > 0;
      const seen = Object.entries(named).filter(([, selector]) =>
        [...document.querySelectorAll(selector)].some(isSeen),
      );
      return seen.map(([name]) => name);
    }, places);

  await t.test(
    "given an order, when Print is pressed, then its timeline is there before it is printed",
    async () => {
      await visitor.open(`${site.url}#get_order_by_reference`);
      await browser.evaluate(() => {
        window.print = () => {
          globalThis.printed = document.querySelectorAll("#answer .timeline li").length;
        };
      });
      await browser.click("#answer .order .print");
      await browser.waitFor(() => globalThis.printed !== undefined);
      assert.ok((await browser.evaluate(() => globalThis.printed)) > 0, "the timeline is there");
      assert.deepEqual(await shown(ON_PAPER), Object.keys(ON_PAPER));
      assert.deepEqual(await shown(ON_SCREEN_ALONE), Object.keys(ON_SCREEN_ALONE));
    },
  );

  if (browser.wear !== null) {
    await t.test(
      "given paper, then the order is on it and what can be pressed is not",
      async () => {
        await browser.resize(PAPER.width, PAPER.height);
        await browser.wear("print");
        assert.deepEqual(await shown(ON_PAPER), Object.keys(ON_PAPER));
        assert.deepEqual(await shown(ON_SCREEN_ALONE), []);
        const ground = await browser.evaluate(
          () => getComputedStyle(document.body).backgroundColor,
        );
        assert.equal(ground, "rgb(255, 255, 255)", "paper is white in dark colours as well");
        mkdirSync(PICTURES, { recursive: true });
        await browser.shoot(`${PICTURES}${browser.name}-order-printed.png`);
        await browser.wear(null);
      },
    );
  }

  await t.test(
    "given one of two orders of a usual size, when it is printed, then one page holds it",
    async () => {
      const document = Buffer.from(await browser.print());
      mkdirSync(PICTURES, { recursive: true });
      writeFileSync(`${PICTURES}${browser.name}-order-printed.pdf`, document);
      assert.equal(document.subarray(0, 5).toString(), "%PDF-");
      assert.equal(pagesOf(document), 1);
      assert.equal(await visitor.textOf("#answer .printed"), null, "afterwards both are back");
    },
  );
}

/** Firefox packs the objects of a document into compressed streams. */
function pagesOf(document) {
  const text = document.toString("latin1");
  const streams = [...text.matchAll(/stream\r?\n/g)].map(({ index, 0: mark }) => {
    try {
      const packed = document.subarray(index + mark.length);
      return inflateSync(packed, { finishFlush: constants.Z_SYNC_FLUSH }).toString("latin1");
    } catch {
      return "";
    }
  });
  return [text, ...streams].join("\n").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}
