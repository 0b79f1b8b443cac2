// The page of an order, as somebody uses it.

/** Moves about on an order's page; `page` is the console of the browser. */
export function orderPage(browser, page) {
  const canSave = () =>
    browser.waitFor(() => document.querySelector("dialog[open] .save:enabled") !== null);
  return {
    canSave,
    /** Opens the sheet by its key and chooses a status by its digit. */
    choose: async (digit) => {
      await browser.waitFor(() => document.querySelector(".actions .btn-primary:enabled") !== null);
      await browser.evaluate(() => document.activeElement?.blur());
      await browser.press("s");
      await browser.waitFor(() => document.querySelector("dialog[open] .choices li") !== null);
      await browser.press(String(digit));
      await canSave();
    },
    save: () => browser.click("dialog[open] .save"),
    /** Waits until the write has come to this. */
    ends: (state) =>
      browser.waitFor(
        (kind) =>
          document.querySelector(
            kind === "saving" ? "dialog[open] .btn-big:not(.save)" : `[data-write=${kind}]`,
          ) !== null,
        state,
      ),
    hasStatus: (label) =>
      browser.waitFor(
        (wanted) => document.querySelector("#main .title .pill")?.textContent === wanted,
        label,
      ),
    ...page,
  };
}
