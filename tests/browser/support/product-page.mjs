// The page of a product, as somebody uses it.
import { consoleOf } from "./console.mjs";

/** A product of the sample shop with texts in four languages. */
export const PRODUCT = 19;

/** Moves through the texts of a product. */
export function productOf(browser, site) {
  const page = consoleOf(browser, site);
  const id = (field, language) => `#text-${field}-${language}`;
  const textIn = (field, language) =>
    browser.evaluate((where) => document.querySelector(where).value, id(field, language));
  return {
    ...page,
    textIn,
    openProduct: async (product = PRODUCT, options = {}) => {
      await page.open(`products/${product}`, options);
      await browser.waitFor(() => document.querySelector("#text-name-en, #text-name-fr") !== null);
    },
    type: (field, language, text) => browser.type(id(field, language), text),
    /** At once, as pasting does: long texts take long to type. */
    paste: (field, language, text) =>
      browser.evaluate(
        ([where, all]) => {
          const input = document.querySelector(where);
          input.value = all;
          input.dispatchEvent(new InputEvent("input", { bubbles: true }));
        },
        [id(field, language), text],
      ),
    holds: (field, language, text) =>
      browser.waitFor(
        ([where, wanted]) => document.querySelector(where)?.value === wanted,
        [id(field, language), text],
      ),
    /** What stands around a field: its label, its length, what is wrong with it. */
    around: (field, language) =>
      browser.evaluate(
        (where) => document.querySelector(where).closest("[data-column]").textContent,
        id(field, language),
      ),
    look: async (field, language, name) => {
      await browser.waitFor((where) => document.querySelector(where) !== null, id(field, language));
      await browser.evaluate(
        ([where, wanted]) => {
          const cell = document.querySelector(where).closest("[data-column]");
          for (const one of document.querySelectorAll("[data-look]")) delete one.dataset.look;
          const button = [...cell.querySelectorAll(".seg button")].find(
            ({ textContent }) => textContent === wanted,
          );
          button.dataset.look = "";
        },
        [id(field, language), name],
      );
      await browser.click("[data-look]");
    },
    preview: async () => {
      await browser.click("#preview-texts");
      await browser.waitFor(() => document.querySelector("#save-texts, .note-bad") !== null);
    },
    save: async () => {
      await browser.click("#save-texts");
      await browser.waitFor(() => document.querySelector("#receipt") !== null);
      await page.settled();
    },
    /** A key with others held, which the browsers press in different ways. */
    chord: (key, held) =>
      browser.evaluate(
        ([name, keys]) =>
          (document.activeElement ?? document.body).dispatchEvent(
            new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, ...keys }),
          ),
        [key, held],
      ),
    discard: async () => {
      await page.press("Discard");
      await browser.waitFor(() => document.querySelector("#edit-texts") !== null);
    },
  };
}
