// Changing a customer: drafts, preview, receipt, undo; somebody else, and a key that may not.
import assert from "node:assert/strict";
import { expectAccessible } from "./accessibility.mjs";
import { openShop } from "./between.mjs";
import { consoleOf } from "./console.mjs";
import { shopValues } from "./demo-server.mjs";

const ID = 12;

export async function changeCustomers(t, browser, { site, server }) {
  const visitor = consoleOf(browser, site);
  const shop = { url: server.url, key: server.keys["shop 1"] };
  const value = async (field) => {
    const values = await shopValues(server, `customers?filter[id]=${ID}&display=[${field}]`, field);
    return values[0] ?? "";
  };
  const typed = (field) =>
    browser.evaluate((name) => document.querySelector(`#edit-${name}`)?.value, field);
  await browser.resize(1440, 900);
  const before = { firstname: await value("firstname"), note: await value("note") };

  await t.test("given E, then the form is there with what the shop has", async () => {
    await openShop(browser, visitor, site, `customers/${ID}`, shop);
    await browser.waitFor(() => document.querySelector("#customer-orders") !== null);
    await browser.press("e");
    await browser.waitFor(() => document.activeElement?.id === "edit-firstname");
    assert.equal(await typed("firstname"), before.firstname);
    await expectAccessible(browser, "the form of a customer");
  });

  await t.test(
    "given something typed, when the page is loaded again, then it is still there",
    async () => {
      await browser.type("#edit-firstname", "Maëlle");
      await browser.type("#edit-note", "Rings twice");
      // The page asks before it is left.
      browser.answers.push("");
      await visitor.open(`customers/${ID}`, { shop: `direct:${shop.url}` });
      await browser.waitFor(() => document.querySelector("#edit-note") !== null);
      assert.deepEqual([await typed("firstname"), await typed("note")], ["Maëlle", "Rings twice"]);
      const kept = await browser.evaluate(() => location.href + JSON.stringify(localStorage));
      assert.ok(!kept.includes("Maëlle") && !kept.includes("Rings"), kept);
    },
  );

  await t.test("given a preview, then the button says how many, whom and where", async () => {
    await visitor.press("Preview");
    await visitor.reads("2 changes");
    const button = await visitor.textOf(".btn.save");
    assert.match(button, new RegExp(`^Save 2 .*${before.firstname}.* in Clay & Leaf`));
    await expectAccessible(browser, "the preview of a customer");
    assert.equal(await value("firstname"), before.firstname);
  });

  await t.test(
    "given somebody else's note meanwhile, then both are shown before anything is saved",
    async () => {
      await writeNote(server, "Somebody else’s");
      await visitor.press("Save 2");
      await browser.waitFor(() => document.querySelector("[data-write=conflict]") !== null);
      assert.equal(await value("note"), "Somebody else’s");
      await visitor.reads("Somebody else’s", "main");
      await visitor.reads("Rings twice", "main");
      await visitor.press("Back to editing");
      await visitor.press("Preview");
      await visitor.press("Save 2");
      await browser.waitFor(() => document.querySelector("[data-write=saved]") !== null);
      assert.deepEqual([await value("firstname"), await value("note")], ["Maëlle", "Rings twice"]);
    },
  );

  await t.test("given the receipt, when taken back, then the shop has the old values", async () => {
    await expectAccessible(browser, "the receipt of a customer");
    await visitor.reads("Maëlle", "main h1");
    await browser.evaluate(() => document.activeElement.blur());
    await browser.press("u");
    await visitor.press("Put 2");
    await browser.waitFor(() => document.querySelector("[data-write=saved]") !== null);
    assert.deepEqual(
      [await value("firstname"), await value("note")],
      [before.firstname, "Somebody else’s"],
    );
  });

  await t.test(
    "given PrestaShop 9 and a key without PATCH, then the box to tick is told",
    async () => {
      await visitor.open(`customers/${ID}`, { shop: "demo:9.0/shop-1", query: { do: "edit" } });
      await browser.waitFor(() => document.querySelector("#edit-note") !== null);
      await browser.type("#edit-note", "Only with PATCH");
      await visitor.press("Preview");
      await browser.waitFor(() => document.querySelector("[data-write]") !== null);
      const told = await visitor.textOf("[data-write]");
      assert.match(told, /PATCH/);
      assert.match(told, /customers/);
    },
  );
}

/** Somebody else saves a note. */
async function writeNote({ url, keys }, note) {
  const headers = { Authorization: `Basic ${btoa(`${keys.everything}:`)}` };
  const address = `${url}/api/customers/${ID}`;
  const body = `<prestashop><customer><id>${ID}</id><note>${note}</note></customer></prestashop>`;
  const response = await fetch(address, { method: "PATCH", headers, body });
  assert.ok(response.ok, await response.text());
}
