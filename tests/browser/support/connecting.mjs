// What connecting looks like to a visitor: the page of ways, the chip and its sheet.
import { consoleOf } from "./console.mjs";

/** Moves through the ways to a shop. */
export function connectorOf(browser, site) {
  const page = consoleOf(browser, site);
  /** Waits until no shop is being opened. */
  const settled = async () => {
    await browser.waitFor(
      () => document.querySelector("#main")?.getAttribute("aria-busy") === "false",
    );
  };
  const chip = () => page.textOf("#shop-chip .strong");
  const hash = () => browser.evaluate(() => decodeURIComponent(location.hash));
  return {
    ...page,
    settled,
    chip,
    hash,
    /** Opens an address of the page, as it stands. */
    visit: async (end = "") => {
      await browser.open("about:blank");
      await browser.open(site.url + end);
      await browser.waitFor(() => document.querySelector("#main h1") !== null);
      await settled();
    },
    /** Waits until the chip names a shop. */
    isOpen: (name) =>
      browser.waitFor(
        (wanted) => document.querySelector("#shop-chip .strong")?.textContent === wanted,
        name,
      ),
    /** Waits for the failure, and gives its words. */
    failure: async () => {
      await browser.waitFor(() => document.querySelector(".note-bad") !== null);
      await settled();
      return browser.evaluate(() => document.querySelector(".note-bad").textContent);
    },
    signIn: async (url, token) => {
      if (!(await browser.evaluate(() => document.querySelector("#worker-form") !== null))) {
        await browser.click("#way-worker");
      }
      await browser.waitFor(() => document.querySelector("#worker-form") !== null);
      await browser.type("#worker-url", url);
      await browser.type("#worker-token", token);
      await browser.click("#worker-open");
      await settled();
    },
    enterKey: async (url, key) => {
      if (!(await browser.evaluate(() => document.querySelector("#direct-form") !== null))) {
        await browser.click("#way-direct");
      }
      await browser.waitFor(() => document.querySelector("#direct-form") !== null);
      await browser.type("#direct-url", url);
      await browser.type("#direct-key", key);
      await browser.click("#direct-open");
      await settled();
    },
    pick: async (id) => {
      await browser.waitFor(
        (wanted) => document.querySelector(`[data-site="${wanted}"]`) !== null,
        id,
      );
      await browser.click(`[data-site="${id}"]`);
    },
    openSheet: async () => {
      await browser.click("#shop-chip");
      await browser.waitFor(() => document.querySelector("#shop-sheet") !== null);
    },
    closeSheet: async () => {
      await browser.press("Escape");
      await browser.waitFor(() => document.querySelector("#shop-sheet") === null);
    },
    /** All that the browser keeps. */
    kept: () =>
      browser.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])),
    forgetAll: () =>
      browser.evaluate(() => {
        localStorage.clear();
        sessionStorage.clear();
      }),
  };
}
