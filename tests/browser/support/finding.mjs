// The actions that find and follow, by keyboard alone, with the page in each of its languages.
import assert from "node:assert/strict";
import { visitorOf } from "./visitor.mjs";

const LANGUAGES = ["en", "fr", "ar"];

/** More stops than the page has. */
const MOST_STOPS = 120;

/** What is typed, where, and what shows a row whole. */
const FINDS = [
  { action: "find_products", list: "products", typed: { words: "a", limit: "3" } },
  { action: "find_orders", list: "orders", typed: { total_from: "1", limit: "3" } },
  { action: "find_customers", list: "customers", typed: { words: "a", limit: "3" } },
  { action: "audit_seo", list: "findings", typed: { limit: "3" } },
];

const WHOLE = {
  products: "get_product",
  orders: "get_order",
  customers: "get_customer",
  findings: "get_product",
};

/** Finds, goes on, opens a record and saves a tracking number, in each language of the page. */
export async function find(t, browser, { site }) {
  const visitor = visitorOf(browser);
  const tabTo = async (selector) => {
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      await browser.press("Tab");
      if (await browser.evaluate((where) => document.activeElement.matches(where), selector))
        return;
    }
    assert.fail(`no stop at ${selector}`);
  };
  const answer = async () => JSON.parse(await visitor.textOf("#answer .raw pre"));
  const rows = () =>
    browser.evaluate(() => document.querySelectorAll("#answer .found tbody tr").length);
  const open = async (action) => {
    await visitor.open(`${site.url}#check_access`);
    // The documented key may not see parcels.
    await visitor.choose("#demo-key", "everything");
    await tabTo(`#actions a[href="#${action}"]`);
    await browser.press("Enter");
    await browser.waitFor(() => document.activeElement.id === "action");
  };
  await browser.resize(1280, 900);

  // What a language changes, one browser shows; the other one the way from right to left.
  const languages = browser.name === "chromium" ? LANGUAGES : ["ar"];
  for (const language of languages) {
    await visitor.open(site.url);
    await browser.choose("#language", language);

    for (const { action, list, typed } of FINDS) {
      await t.test(
        `given ${language} and a keyboard, then ${action} finds and goes on`,
        async () => {
          await open(action);
          for (const [name, text] of Object.entries(typed)) {
            await tabTo(`#input-${name}`);
            await browser.write(text);
          }
          await browser.press("Enter");
          await visitor.settled();
          const first = await answer();
          assert.ok(first[list].length > 0, "something is found");
          assert.equal(await rows(), first[list].length);
          if (first.has_more) {
            await tabTo("#answer .more-rows");
            await browser.press("Enter");
            await browser.waitFor(
              (before) => document.querySelectorAll("#answer .found tbody tr").length > before,
              first[list].length,
            );
          }
          await tabTo("#answer tbody td:first-child a");
          const target = await browser.evaluate(() => document.activeElement.getAttribute("href"));
          assert.ok(target.startsWith(`#${WHOLE[list]}?id=`), target);
          await browser.press("Enter");
          await browser.waitFor((hash) => location.hash === hash, target);
          await visitor.settled();
          assert.equal(await visitor.textOf("#answer .error"), null);
        },
      );
    }

    await t.test(
      `given ${language} and a keyboard, then a tracking number is previewed and saved`,
      async () => {
        await open("set_tracking_number");
        await visitor.formFilled();
        const number = `TRACK-${language.toUpperCase()}`;
        await tabTo("#input-number");
        await browser.write(number);
        await browser.press("Enter");
        await visitor.settled();
        assert.equal(await visitor.state(), "preview", await visitor.textOf("#answer"));
        await tabTo("#answer .decision .primary");
        await browser.press("Enter");
        await browser.waitFor(() => document.querySelector("#answer [data-state=written]"));
        assert.ok((await visitor.textOf("#answer")).includes(number));
      },
    );
  }
}
