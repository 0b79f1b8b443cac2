// A list of texts as somebody uses it: bring a file, decide, save, read the report.
/** Moves through the page of many texts. */
export function listOf(browser, visitor) {
  const all = (selector) =>
    browser.evaluate(
      (where) => [...document.querySelectorAll(where)].map((one) => one.textContent.trim()),
      selector,
    );
  const there = (selector) =>
    browser.waitFor((where) => document.querySelector(where) !== null, selector);
  return {
    there,
    /** Brings a file with these lines. */
    bring: async (lines, name = "texts.csv") => {
      await there("#bulk-file");
      await browser.evaluate(
        ([content, called]) => {
          const files = new DataTransfer();
          files.items.add(new File([content], called));
          const input = document.querySelector("#bulk-file");
          input.files = files.files;
          input.dispatchEvent(new Event("change", { bubbles: true }));
        },
        [typeof lines === "string" ? lines : lines.join("\r\n"), name],
      );
      await there("#bulk-column-0");
    },
    /** Compares with the shop; until that has ended. */
    compare: async () => {
      await visitor.press("Compare with the shop");
      await there("table.bulk");
      await visitor.settled();
    },
    roles: () =>
      browser.evaluate(() =>
        [...document.querySelectorAll("[id^=bulk-column]")].map((one) => one.value),
      ),
    /** The lines of the table: product, field, before, after, state. */
    rows: () =>
      browser.evaluate(() =>
        [...document.querySelectorAll("table.bulk tbody tr")].map((row) => {
          const text = (part) => row.querySelector(part).textContent.trim();
          return {
            product: text(".prod"),
            field: text(".fieldc"),
            before: text(".oldc"),
            after: text(".newc"),
            state: text(".statec"),
          };
        }),
      ),
    /** The lines of the report: product, state and what stands at the end. */
    ended: () =>
      browser.evaluate(() =>
        [...document.querySelectorAll("table.report tbody tr")].map((row) => {
          const [product, , state, why] = [...row.cells].map((cell) => cell.textContent.trim());
          return { product, state, why };
        }),
      ),
    texts: all,
    /** Leaves out the text in that line of the table. */
    leaveOut: (line) => browser.click(`table.bulk tbody tr:nth-child(${line}) .tick`),
    /** Until the report is there, or the saving stopped for another reason. */
    saved: async () => {
      await browser.waitFor(
        () =>
          document.querySelector("#bulk-pause") === null &&
          document.querySelector("#main").getAttribute("aria-busy") === "false",
      );
      return browser.evaluate(() => document.querySelector(".note[role=status]")?.textContent);
    },
    /** The text of the file that a button hands over. */
    download: async (press) => {
      await browser.evaluate(() => {
        window.given = null;
        window.made ??= URL.createObjectURL;
        URL.createObjectURL = (blob) => {
          blob.text().then((text) => {
            window.given = text;
          });
          return window.made.call(URL, blob);
        };
        HTMLAnchorElement.prototype.click = () => {};
      });
      await press();
      await browser.waitFor(() => window.given !== null);
      return browser.evaluate(() => {
        delete HTMLAnchorElement.prototype.click;
        return window.given;
      });
    },
  };
}
