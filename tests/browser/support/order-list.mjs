// What the list of orders shows, and what a shop truly has, read without the package.

/** Reads the page of orders. */
export function orderListOf(browser) {
  const rows = () =>
    browser.evaluate(() =>
      [...document.querySelectorAll(".orders-table tbody tr")].map((row) => ({
        index: Number(row.getAttribute("aria-rowindex")),
        reference: row.querySelector("a.ref").textContent,
        customer: row.querySelector(".who")?.textContent ?? null,
        status: row.querySelector(".pill").textContent,
        total: row.querySelector(".sum-cell")?.textContent ?? null,
        isHere: row.classList.contains("here"),
      })),
    );
  return {
    rows,
    references: async () => (await rows()).map(({ reference }) => reference),
    /** How many there are, whether in the page or not. */
    count: () =>
      browser.evaluate(
        () => Number(document.querySelector(".orders-table").getAttribute("aria-rowcount")) - 1,
      ),
    /** The chips with their counts: `{ All: 130, … }`. */
    chips: () =>
      browser.evaluate(() =>
        Object.fromEntries(
          [...document.querySelectorAll(".filters > .chip")].map((chip) => {
            const count = chip.querySelector(".count")?.textContent ?? "";
            return [chip.firstChild.textContent, count === "" ? null : Number(count)];
          }),
        ),
      ),
    tiles: () =>
      browser.evaluate(() =>
        Object.fromEntries(
          [...document.querySelectorAll(".waiting a")].map((tile) => [
            tile.querySelector(".what").textContent,
            Number(tile.querySelector(".n").textContent),
          ]),
        ),
      ),
    here: () =>
      browser.evaluate(
        () => document.querySelector(".orders-table .here a.ref")?.textContent ?? null,
      ),
    /** Ticks a choice in what has opened. */
    tick: async (words) => {
      await browser.evaluate((wanted) => {
        const all = [...document.querySelectorAll(".pop label")];
        all.find((one) => one.textContent.trim() === wanted).dataset.pressed = "";
      }, words);
      await browser.click(".pop [data-pressed]");
      await browser.evaluate(() => {
        delete document.querySelector(".pop [data-pressed]").dataset.pressed;
      });
    },
    isRead: () =>
      browser.waitFor(
        () =>
          document.querySelector("#main")?.getAttribute("aria-busy") === "false" &&
          document.querySelector(".orders-table tbody tr, .blank, .note-bad") !== null,
      ),
  };
}

/** The orders of the demo store's first shop, newest first, as they lie there. */
export async function ordersIn({ url, keys }) {
  const fields = "id,reference,date_add,current_state,total_paid_tax_incl";
  const response = await fetch(`${url}/api/orders?display=[${fields}]`, {
    headers: { Authorization: `Basic ${btoa(`${keys["shop 1"]}:`)}` },
  });
  const xml = await response.text();
  const rows = [...xml.matchAll(/<order>([\s\S]*?)<\/order>/g)].map(([, order]) => {
    const read = (name) =>
      new RegExp(`<${name}[^>]*>(?:<!\\[CDATA\\[)?([^\\]<]*)`).exec(order)?.[1] ?? "";
    return {
      id: Number(read("id")),
      reference: read("reference"),
      placed: read("date_add"),
      state: Number(read("current_state")),
      total: read("total_paid_tax_incl"),
    };
  });
  return rows.sort((one, other) => (one.placed < other.placed ? 1 : -1) || other.id - one.id);
}
