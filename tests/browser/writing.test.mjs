// Writes, and whatever can come in between: an order of a real shop, changed, overtaken, taken back.
import assert from "node:assert/strict";
import { expectAccessible } from "./support/accessibility.mjs";
import { consoleOf } from "./support/console.mjs";
import { shopValues } from "./support/demo-server.mjs";
import { orderPage } from "./support/order-page.mjs";
import { answerNextWrite, directRef, enterStatus, keepSecrets } from "./support/shop-visitor.mjs";
import { visitConsole } from "./support/visit-console.mjs";

const ORDER = 198;
const REFERENCE = "NHUPBYXDB";
const WIDTHS = [390, 1280];

/** Statuses of the sample shop, by the digit that chooses them. */
const STATES = {
  1: "Waiting for the transfer",
  2: "Paid",
  3: "In the workshop",
  4: "Handed to the carrier",
  5: "Arrived",
};

/** What a key is told that may no longer write. */
const NO_RIGHT =
  '<?xml version="1.0" encoding="UTF-8"?><prestashop><errors><error><code><![CDATA[26]]></code><message><![CDATA[Resource of type "order_histories" is not allowed with this authentication key]]></message></error></errors></prestashop>';

visitConsole("a write of the console", async (t, using, { site, server }) => {
  await using({ isDark: false }, async (browser) => {
    const visit = visitOf(browser, site, server);
    await browser.resize(1280, 900);
    await change(t, browser, visit);
    await meetOthers(t, browser, visit);
    await loseAnswers(t, browser, visit);
  });
});

function visitOf(browser, site, server) {
  const page = consoleOf(browser, site);
  const keys = (address) => ({ [`direct:${address}`]: server.keys.everything });
  return {
    ...page,
    ...orderPage(browser, page),
    server,
    /** Opens the order on a host of the server that spoils something, or not. */
    openOn: async (host = "") => {
      const address = host === "" ? server.url : `${server.url}/~${host}`;
      await keepSecrets(browser, site, keys(address));
      await page.open(`orders/${REFERENCE}`, { shop: directRef(address) });
      await page.reads("Change status", "#main");
    },
    /** Nothing is wrong for anybody with this state, on a phone and on a desk. */
    expectWhole: async (state) => {
      for (const width of WIDTHS) {
        await browser.resize(width, 900);
        await page.expectNoSidewaysScroll(width);
        await expectAccessible(browser, `${state}, ${width} wide`);
      }
    },
    rows: async () =>
      (
        await shopValues(
          server,
          `order_histories?filter[id_order]=[${ORDER}]&display=[id_order_state]`,
          "id_order_state",
        )
      )
        .map(Number)
        .sort(),
  };
}

async function change(t, browser, visit) {
  await t.test(
    "given an order, when three clicks are made, then it has another status, and the receipt says so",
    async () => {
      await visit.openOn();
      const before = await visit.rows();
      await visit.press("Change status");
      await visit.press(STATES[4]);
      await visit.canSave();
      assert.equal(
        await visit.textOf("dialog[open] .save > span"),
        `Set ${REFERENCE} to ${STATES[4]} in Clay & Leaf`,
      );
      assert.match(await visit.textOf("dialog[open] .effects"), /A row in the history.*No e-mail/s);
      await visit.expectWhole("the preview of a status");
      await browser.click("dialog[open] .save");
      await visit.ends("saved");
      assert.match(
        await visit.textOf("[data-write=saved]"),
        /NHUPBYXDB is Handed to the carrier in Clay & Leaf.*got no e-mail/s,
      );
      await visit.hasStatus(STATES[4]);
      assert.deepEqual(await visit.rows(), [...before, 4].sort());
      const focused = () => browser.evaluate(() => document.activeElement?.className);
      await browser.waitFor(() => document.activeElement?.classList.contains("note"));
      assert.match(await focused(), /note/);
      await visit.expectWhole("the receipt of a status");
    },
  );

  await t.test(
    "given the receipt, when U is pressed and saved, then the earlier status is set again, as one more row",
    async () => {
      const before = await visit.rows();
      await browser.press("u");
      await visit.ends("preview");
      await browser.click("#main .save:enabled");
      await visit.hasStatus(STATES[5]);
      assert.deepEqual(await visit.rows(), [...before, 5].sort());
    },
  );

  await t.test(
    "given a status with an e-mail, when Send is ticked, then the effects say so and the shop is asked for it",
    async () => {
      await visit.choose(3);
      await browser.click("dialog[open] .effects input[type=checkbox]");
      await browser.waitFor(() =>
        /e-mails the customer/.test(document.querySelector("dialog[open] .effects")?.textContent),
      );
      await visit.canSave();
      await visit.save();
      await visit.ends("saved");
      assert.match(await visit.textOf("[data-write=saved]"), /asked to write to the customer/);
    },
  );

  await t.test(
    "given a button that is pressed twice at once, then the shop is written to once",
    async () => {
      const before = await visit.rows();
      await visit.choose(4);
      await browser.evaluate(() => {
        const button = document.querySelector("dialog[open] .save");
        button.click();
        button.click();
      });
      await visit.ends("saved");
      await visit.hasStatus(STATES[4]);
      assert.deepEqual(await visit.rows(), [...before, 4].sort());
    },
  );
}

async function meetOthers(t, browser, visit) {
  await t.test(
    "given somebody who writes between preview and save, then before, yours and theirs are shown, and yours is saved once chosen",
    async () => {
      await visit.choose(5);
      await enterStatus(visit.server, ORDER, 2);
      const before = await visit.rows();
      await visit.save();
      await visit.ends("conflict");
      assert.deepEqual(await visit.rows(), before, "nothing is saved yet");
      const shown = await visit.textOf("[data-write=conflict] .diff.three");
      assert.match(shown, /Before.*Handed to the carrier.*Yours.*Arrived.*Theirs.*Paid/s);
      assert.equal(await visit.textOf("#main .save"), "Decide 1 more to save");
      await visit.expectWhole("a conflict");
      await browser.press("1");
      await browser.click("#main .save:enabled");
      await visit.ends("saved");
      assert.deepEqual(await visit.rows(), [...before, 5].sort());
    },
  );

  await t.test(
    "given a key that lost its right, when it is saved, then nothing was, and the choice is still there",
    async () => {
      await visit.choose(4);
      const before = await visit.rows();
      await answerNextWrite(browser, 401, NO_RIGHT);
      await visit.save();
      await visit.reads("Nothing was saved");
      assert.deepEqual(await visit.rows(), before);
      assert.match(await visit.textOf("[data-write=failed]"), /Preview again/);
      await visit.expectWhole("a write that was refused");
    },
  );
}

async function loseAnswers(t, browser, visit) {
  await t.test(
    "given a shop that is slow to answer, when one goes elsewhere and comes back, then it was saved once, and the shop stayed",
    async () => {
      await visit.openOn("late-504-1500");
      const before = await visit.rows();
      await visit.choose(3);
      await visit.save();
      await visit.ends("saving");
      const asks = await browser.evaluate(
        () => !dispatchEvent(new Event("beforeunload", { cancelable: true })),
      );
      assert.ok(asks, "leaving asks");
      await browser.evaluate(() => {
        location.hash = location.hash.replace(/orders\/[A-Z]+/, "products");
      });
      await visit.reads(`Saved: ${REFERENCE}`);
      await browser.evaluate(() => history.back());
      await visit.ends("saved");
      assert.deepEqual(await visit.rows(), [...before, 3].sort());
    },
  );

  await t.test(
    "given a wait that is stopped, then it is not known, cannot be sent again, and stays at the top of Orders over a reload, until it is found",
    async () => {
      await visit.openOn("late-hang-6000");
      const before = await visit.rows();
      await visit.choose(4);
      await visit.save();
      await visit.ends("saving");
      await visit.press("Stop");
      await visit.ends("unknown");
      assert.match(
        await visit.textOf("[data-write=unknown]"),
        /Sent, not confirmed\. Looking again in \d+ s.*You stopped before the answer.*don’t send it again/s,
      );
      assert.ok(
        await browser.evaluate(() => document.querySelector(".actions .btn-primary").disabled),
      );
      await visit.expectWhole("an outcome that is not known");
      await browser.reload();
      await visit.ends("unknown");
      await browser.evaluate(() => {
        location.hash = location.hash.replace(/orders\/[A-Z]+/, "orders");
      });
      await visit.reads(REFERENCE, "[data-write=unknown]");
      for (let rows = before; rows.length === before.length; ) rows = await visit.rows();
      await visit.press("Look now");
      await browser.waitFor(() => document.querySelector("[data-write=unknown]") === null);
      await visit.reads(`Saved: ${REFERENCE}`);
      assert.deepEqual(await visit.rows(), [...before, 4].sort(), "it was never sent twice");
    },
  );

  await t.test("given all of this, then nothing of this page's own was complained about", () => {
    // Browsers tell of answers with a status of an error, of lost ones, and of parts of a page that
    // was left before they came, by themselves.
    const theirs =
      /Failed to load resource|status|CORS request did not succeed|404|ServiceWorker intercepted/;
    assert.deepEqual(
      browser.complaints.filter((one) => !theirs.test(one)),
      [],
    );
  });
}
