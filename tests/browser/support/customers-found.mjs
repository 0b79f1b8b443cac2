// The list of customers and a customer's page, beside what the shop has.
import assert from "node:assert/strict";
import { expectAccessible } from "./accessibility.mjs";
import { openShop } from "./between.mjs";
import { consoleOf } from "./console.mjs";
import { shopValues } from "./demo-server.mjs";

/** An account, and a guest with the same e-mail address; both have orders. */
const SHARED = { account: 21, guest: 24 };

const WIDTHS = [360, 820, 1440, 2560];

export async function findCustomers(t, browser, { site, server }) {
  const visitor = consoleOf(browser, site);
  const names = () =>
    browser.evaluate(() =>
      [...document.querySelectorAll(".people tbody .first")].map((one) => one.textContent),
    );
  const count = (most) =>
    browser.waitFor((rows) => {
      const found = document.querySelectorAll(".people tbody tr").length;
      return found > 0 && found <= rows;
    }, most);
  await browser.resize(1440, 900);

  await t.test(
    "given a shop, then its newest customers are there, and more on demand",
    async () => {
      const shop = { url: server.url, key: server.keys["shop 1"] };
      await openShop(browser, visitor, site, "customers", shop);
      await count(50);
      assert.equal((await names()).length, 50);
      const [newest] = await shopValues(
        server,
        "customers?display=[id,firstname]&sort=[id_DESC]&limit=1",
        "firstname",
      );
      assert.ok((await names())[0].startsWith(newest), `${newest} comes first`);
      await visitor.press("Show more");
      await browser.waitFor(() => document.querySelectorAll(".people tbody tr").length > 50);
    },
  );

  await t.test("given any width, then nothing is wider than the window", async () => {
    for (const width of WIDTHS) {
      await browser.resize(width, 900);
      await visitor.expectNoSidewaysScroll(width);
      await expectAccessible(browser, `the list of customers, ${width} wide`);
    }
    await browser.resize(1440, 900);
  });

  await t.test("given half a name, then only those who have it are shown", async () => {
    await browser.type("#customer-search", "haddad");
    await count(30);
    await visitor.settled();
    for (const name of await names()) assert.match(name, /haddad/i);
  });

  await t.test("given Back from one of them, then the search is still there", async () => {
    await browser.evaluate(() => document.activeElement.blur());
    await browser.press("j");
    await browser.press("j");
    const [, second] = await names();
    await browser.press("Enter");
    await visitor.reads(second, "main h1");
    await browser.evaluate(() => history.back());
    await count(30);
    assert.equal(
      await browser.evaluate(() => document.querySelector("#customer-search").value),
      "haddad",
    );
  });

  await t.test(
    "given a mail as a mail program copies it, then everybody with it is shown",
    async () => {
      await browser.type("#customer-search", "Noël <noel.vandermeer77@example.net>");
      await count(2);
      assert.deepEqual(await names(), ["Ingrid Haddad", "Noël van der Meer"]);
      const address = await browser.evaluate(() => location.href);
      assert.ok(!/noel|%40|@/.test(address), address);
    },
  );

  await t.test("given guests alone, and then nobody, then the list says so", async () => {
    await visitor.press("Guests");
    await count(1);
    assert.deepEqual(await names(), ["Ingrid Haddad"]);
    await browser.type("#customer-search", "qqqq");
    await visitor.reads("Nobody matches.");
    await visitor.press("Show everybody");
    await count(50);
  });

  await t.test("given a customer, then the newest order is told with its parcel", async () => {
    await visitor.open(`customers/${SHARED.account}`);
    await browser.waitFor(() => document.querySelector("#customer-orders tbody tr") !== null);
    await visitor.settled();
    const [first] = await browser.evaluate(() =>
      [...document.querySelectorAll("#customer-orders tbody .ref")].map((one) => one.textContent),
    );
    await visitor.reads(first, ".cols .card:first-child");
    await visitor.reads("Tracking", ".cols .card:first-child");
    await expectAccessible(browser, "a customer");
  });

  await t.test(
    "given guests with the same address, then they and their orders are told apart",
    async () => {
      await visitor.reads("Same e-mail address");
      const theirs = await shopValues(
        server,
        `orders?filter[id_customer]=[${SHARED.guest}]&display=[reference]`,
        "reference",
      );
      const told = await browser.evaluate(() =>
        [...document.querySelectorAll("#customer-orders tbody tr")]
          .filter((row) => row.querySelector(".tag") !== null)
          .map((row) => row.querySelector(".ref").textContent),
      );
      assert.ok(theirs.length > 0);
      assert.deepEqual(told.sort(), theirs.sort());
    },
  );

  await t.test("given a link to nobody, then that is told", async () => {
    await visitor.open("customers/99999");
    await visitor.reads("The shop has no customer");
  });

  await t.test("given all of it, then nobody's address or name stays in the browser", async () => {
    const kept = await browser.evaluate(() => location.href + JSON.stringify(localStorage));
    assert.doesNotMatch(kept, /noel|haddad|@example/i);
    const complaints = browser.complaints.filter((one) => !/status of 404/.test(one));
    assert.deepEqual(complaints, []);
  });
}
