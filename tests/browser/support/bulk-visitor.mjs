// What a visitor does with the table of many products.

/** Moves through the bulk change of a page that is open on it. */
export function bulkVisitor(browser) {
  const text = (selector) =>
    browser.evaluate((where) => document.querySelector(where)?.textContent ?? null, selector);
  /** Until no pass runs: its end is told. */
  const ended = async () => {
    await browser.waitFor(
      () =>
        document.querySelector("#bulk .bulkend")?.textContent !== "" &&
        document.querySelector("#bulk-stop")?.hidden,
    );
    return text("#bulk .bulkend");
  };
  const visitor = {
    text,
    ended,
    ready: () => browser.waitFor(() => document.querySelector("#bulk-file") !== null),
    paste: async (csv) => {
      await browser.evaluate((content) => {
        document.querySelector("#bulk-text").value = content;
      }, csv);
      await browser.click("#bulk-paste");
    },
    /** Chooses a file with these bytes. */
    choose: async (bytes) => {
      await browser.evaluate(
        (content) => {
          const files = new DataTransfer();
          files.items.add(new File([new Uint8Array(content)], "seo.csv"));
          const input = document.querySelector("#bulk-file");
          input.files = files.files;
          input.dispatchEvent(new Event("change"));
        },
        [...bytes],
      );
    },
    /** Until the file is read or refused. */
    read: () =>
      browser.waitFor(
        () =>
          document.querySelector("#bulk-column-0") !== null ||
          document.querySelector("#bulk [role=alert]:not([hidden])") !== null,
      ),
    alert: () => text("#bulk [role=alert]:not([hidden])"),
    preview: async () => {
      await browser.click("#bulk form button.primary");
      return ended();
    },
    write: async () => {
      await browser.click("#bulk-write");
      return ended();
    },
    /** Presses stop as soon as so many products are done. */
    stopAfter: (count) =>
      browser.evaluate((done) => {
        const bar = document.querySelector("#bulk progress");
        const observer = new MutationObserver(() => {
          if (bar.value < done || document.querySelector("#bulk-stop").hidden) return;
          observer.disconnect();
          document.querySelector("#bulk-stop").click();
        });
        observer.observe(bar, { attributes: true });
      }, count),
    /** The text of the file that the report button hands over. */
    report: () =>
      browser.evaluate(async () => {
        const { createObjectURL } = URL;
        let blob;
        URL.createObjectURL = (given) => {
          blob = given;
          return createObjectURL.call(URL, given);
        };
        // Only what is in the file matters here, not where the browser puts it.
        const stop = (event) => event.target.download && event.preventDefault();
        addEventListener("click", stop, { capture: true });
        HTMLAnchorElement.prototype.click = () => {};
        document.querySelector("#bulk .download").click();
        delete HTMLAnchorElement.prototype.click;
        removeEventListener("click", stop, { capture: true });
        URL.createObjectURL = createObjectURL;
        return blob.text();
      }),
    roles: () =>
      browser.evaluate(() =>
        [...document.querySelectorAll("#bulk select[id^=bulk-column]")].map((one) => one.value),
      ),
    /** The products on the page of the list. */
    entries: () =>
      browser.evaluate(() =>
        [...document.querySelectorAll("#bulk .bulkentry")].map((entry) => ({
          id: Number(entry.dataset.id),
          state: entry.querySelector(".badge").textContent,
          text: entry.textContent,
          after: [...entry.querySelectorAll(".half.added .sidetext")].map((one) => one.textContent),
        })),
      ),
  };
  return visitor;
}
