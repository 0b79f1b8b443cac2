// The console as somebody uses it: what they open, click, type and read.
import assert from "node:assert/strict";

/** The sample shop in a link. */
export const SAMPLE = "demo:8.2/shop-1";

/** Moves through the console of a browser. */
export function consoleOf(browser, site) {
  const settled = () =>
    browser.waitFor(() => document.querySelector("#main")?.getAttribute("aria-busy") === "false");
  const textOf = (selector) =>
    browser.evaluate((where) => document.querySelector(where)?.textContent ?? null, selector);
  return {
    settled,
    textOf,
    /** Opens a page of a shop: `open("orders/KVNRTQHWM")`. */
    open: async (path, { shop = SAMPLE, query = {} } = {}) => {
      const search = new URLSearchParams({ ...query, ...(shop !== null && { shop }) });
      // A changed hash alone would not load the page again.
      await browser.open("about:blank");
      await browser.open(`${site.url}#/${path}?${search}`);
      await browser.waitFor(() => document.querySelector("#main h1") !== null);
      await settled();
    },
    /** Waits until a text is to be read somewhere. */
    reads: (text, selector = "body") =>
      browser.waitFor(
        ([where, wanted]) => document.querySelector(where)?.textContent.includes(wanted),
        [selector, text],
      ),
    /** Clicks the button, link or tab whose words begin like that. */
    press: async (words) => {
      const find = (wanted) => {
        const dialog = document.querySelector("dialog[open]") ?? document;
        const all = [...dialog.querySelectorAll("button, a, label, [role=option]")];
        const named = (one) => one.getAttribute("aria-label") ?? one.textContent.trim();
        const found = all.find((one) => named(one).startsWith(wanted) && one.checkVisibility());
        for (const one of document.querySelectorAll("[data-pressed]")) delete one.dataset.pressed;
        if (found === undefined || found.disabled) return false;
        found.dataset.pressed = "";
        return true;
      };
      await browser.waitFor(find, words);
      await browser.click("[data-pressed]");
    },
    expectNoSidewaysScroll: async (width) => {
      const page = await browser.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(page <= width, `the page is ${page} wide on ${width}`);
    },
  };
}
