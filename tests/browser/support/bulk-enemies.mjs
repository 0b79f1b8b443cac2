// Saving in a shop where others write, answers are lost, the key stops working and the page closes.
import assert from "node:assert/strict";
import { expectAccessible } from "./accessibility.mjs";
import { openShop, standBetween } from "./between.mjs";
import { listOf } from "./bulk-list.mjs";
import { consoleOf } from "./console.mjs";
import { shopValues } from "./demo-server.mjs";

const IDS = [21, 22, 23, 24, 25, 26];

export async function saveDespite(t, browser, { site, server }) {
  const visitor = consoleOf(browser, site);
  const list = listOf(browser, visitor);
  const between = await standBetween(server.url);
  const shop = { url: between.url, key: server.keys["shop 1"] };
  const linesFor = (what) => ["id;meta_title_en", ...IDS.map((id) => `${id};${what} ${id}`)];
  const path = `products?filter[id]=[${IDS.join("|")}]&display=[meta_title]&language=1`;
  const titles = async () => (await shopValues(server, path, "language")).sort();
  const saves = (from = 0) => between.sent.slice(from).filter((line) => line.startsWith("PUT "));
  await browser.resize(1440, 900);

  await t.test(
    "given somebody else's change, when saved, then it is told and left alone",
    async () => {
      await openShop(browser, visitor, site, "bulk", shop);
      await list.bring(linesFor("First"));
      await list.compare();
      await writeBeside(server, 23, "Somebody else’s");
      await visitor.press("Save 6 texts in Clay & Leaf");
      assert.match(await list.saved(), /^5 saved, 1 changed by somebody else\./);
      assert.ok((await titles()).includes("Somebody else’s"));
      assert.equal(saves().length, 5);
    },
  );

  await t.test(
    "given the conflict, when looked at again, then theirs is shown and yours saved",
    async () => {
      await visitor.press("Try this one again");
      await visitor.reads("Save 1 text in Clay & Leaf");
      const rows = (await list.rows()).filter(({ state }) => state === "ready");
      assert.deepEqual(
        rows.map(({ before }) => before),
        ["Somebody else’s"],
      );
      await visitor.press("Save 1 text in Clay & Leaf");
      assert.match(await list.saved(), /^6 saved\./);
      assert.deepEqual(
        await titles(),
        IDS.map((id) => `First ${id}`),
      );
    },
  );

  await t.test("given a lost answer, then it is looked for and never sent twice", async () => {
    await visitor.press("Other file");
    await list.bring(linesFor("Second"));
    await list.compare();
    const from = between.sent.length;
    let lost = false;
    between.spoil = (line) => {
      if (lost || !line.startsWith("PUT ")) return null;
      lost = true;
      return "lose";
    };
    await visitor.press("Save 6 texts in Clay & Leaf");
    const told = await list.saved();
    between.spoil = () => null;
    if (/not confirmed/.test(told)) {
      await visitor.press("Look at 1 again");
      await list.saved();
    }
    await visitor.reads("6 saved.");
    assert.equal(saves(from).length, 6, between.sent.slice(from).join("\n"));
    assert.deepEqual(
      await titles(),
      IDS.map((id) => `Second ${id}`),
    );
  });

  await t.test(
    "given a key that stops working, then the rest waits and goes on with it",
    async () => {
      await visitor.press("Other file");
      await list.bring(linesFor("Third"));
      await list.compare();
      const from = between.sent.length;
      between.spoil = () => (saves(from).length >= 2 ? "refuse" : null);
      await visitor.press("Save 6 texts in Clay & Leaf");
      await list.saved();
      await visitor.reads("Stopped: no other product would fare better.");
      await expectAccessible(browser, "a list that stopped");
      assert.ok(saves(from).length <= 3, saves(from).join());
      between.spoil = () => null;
    },
  );

  await t.test(
    "given the page loaded again, when it goes on, then each text is saved once",
    async () => {
      await browser.reload();
      await visitor.settled();
      await list.there("#bulk-go-on, .note .btn");
      const open = await browser.evaluate(() => document.querySelector("#bulk-go-on") !== null);
      await visitor.press(open ? "Save the other" : "Look at");
      await list.saved();
      if (await browser.evaluate(() => document.querySelector("#bulk-go-on") !== null)) {
        await visitor.press("Save the other");
        await list.saved();
      }
      assert.deepEqual(
        await titles(),
        IDS.map((id) => `Third ${id}`),
      );
    },
  );

  await t.test(
    "given a pause, when another shop is opened, then the list waits for its own",
    async () => {
      if (!(await browser.evaluate(() => document.querySelector("#bulk-file") !== null))) {
        await visitor.press("Other file");
      }
      await list.bring(linesFor("Fourth"));
      await list.compare();
      await visitor.press("Save 6 texts in Clay & Leaf");
      await browser.waitFor(() => document.querySelectorAll("table.bulk .tag-ok").length >= 2);
      // While it is saved no other shop can be opened.
      const here = await browser.evaluate(() => location.hash);
      await browser.evaluate(() => {
        location.hash = "#/bulk?shop=demo:8.2/shop-2";
      });
      await browser.evaluate((hash) => {
        location.hash = hash;
      }, here);
      await visitor.press("Pause");
      await list.saved();
      await visitor.reads("to go.");
      await browser.evaluate(() => {
        location.hash = "#/bulk?shop=demo:8.2/shop-2";
      });
      await list.there("#bulk-file");
      await browser.evaluate((hash) => {
        location.hash = hash;
      }, here);
      await list.there("#bulk-go-on");
      await visitor.press("Save the other");
      assert.match(await list.saved(), /^6 saved\./);
      assert.deepEqual(
        await titles(),
        IDS.map((id) => `Fourth ${id}`),
      );
    },
  );

  await t.test("given all of it, then no key stands in the address or what stays", async () => {
    const kept = await browser.evaluate(() => location.href + JSON.stringify(localStorage));
    assert.ok(!kept.includes(shop.key));
  });
  await between.close();
}

/** Somebody else saves a title. */
async function writeBeside({ url, keys }, id, title) {
  const response = await fetch(`${url}/api/products/${id}`, {
    method: "PATCH",
    headers: { Authorization: `Basic ${btoa(`${keys.everything}:`)}` },
    body: `<prestashop><product><id>${id}</id><meta_title><language id="1">${title}</language></meta_title></product></prestashop>`,
  });
  assert.ok(response.ok, await response.text());
}
