// The one box, as somebody uses it.

/** Opens the box, types into it, and reads what it found. */
export function finderOf(browser) {
  const hits = () =>
    browser.evaluate(() =>
      [...document.querySelectorAll("#found [role=option]")].map((hit) => ({
        group: hit.closest("[role=group]").getAttribute("aria-label"),
        title: hit.querySelector(".cut > span").textContent,
        sub: hit.querySelector(".sub")?.textContent ?? "",
        isChosen: hit.getAttribute("aria-selected") === "true",
      })),
    );
  const finder = {
    hits,
    titles: async () => (await hits()).map(({ title }) => title),
    chosen: async () => (await hits()).find(({ isChosen }) => isChosen) ?? null,
    open: async () => {
      const isThere = () => document.activeElement?.id === "finder";
      // Chromium sometimes loses the first one after a change of language; why is not known.
      for (let tries = 0; tries < 5 && !(await browser.evaluate(isThere)); tries += 1) {
        await browser.press("/");
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
      await browser.waitFor(isThere);
    },
    /** Puts a text there as pasting does. */
    paste: (text) =>
      browser.evaluate((pasted) => {
        document.execCommand("selectAll");
        document.execCommand("insertText", false, pasted);
      }, text),
    /** Waits until all have answered. */
    settled: () =>
      browser.waitFor(
        () =>
          document.querySelector("#found") !== null &&
          !document.querySelector("dialog.menu [role=status]").textContent.startsWith("Looking"),
      ),
    find: async (text) => {
      await finder.open();
      await finder.paste(text);
      await finder.settled();
    },
    /** Waits for a hit whose title begins so. */
    finds: (title) =>
      browser.waitFor(
        (wanted) =>
          [...document.querySelectorAll("#found [role=option] .cut > span:first-child")].some(
            (one) => one.textContent.startsWith(wanted),
          ),
        title,
      ),
    close: async () => {
      await browser.press("Escape");
      await browser.waitFor(() => document.querySelector("dialog.menu") === null);
    },
    /** Waits for an address: the path alone, without the shop. */
    isAt: (path) =>
      browser.waitFor((wanted) => location.hash.split("?")[0] === `#/${wanted}`, path),
  };
  return finder;
}
