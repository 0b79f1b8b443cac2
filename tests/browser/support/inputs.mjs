// What a form says of its inputs, before anything is sent.
import assert from "node:assert/strict";
import { keep } from "./pictures.mjs";
import { visitorOf } from "./visitor.mjs";

/** Inputs that no shop needs to be asked about. */
const WRONG = [
  { action: "get_product", place: "id", text: "0", says: /whole number from 1/ },
  { action: "get_product", place: "id", text: "1.5", says: /whole number/ },
  { action: "get_order_by_reference", place: "reference", text: " ", says: /missing/ },
  { action: "get_customer", place: "email", text: "nobody", says: /no e-mail address/ },
  { action: "get_orders_by_email", place: "limit", text: "101", says: /from 1 to 100/ },
  { action: "update_customer", place: "new_email", text: "a@", says: /no e-mail address/ },
];

const GROUPS = {
  "Shop and key": ["check_access", "list_languages"],
  Orders: 10,
  Products: 7,
  Customers: ["find_customers", "get_customer", "update_customer"],
};

/** Walks through the list and the forms. */
export async function ask(t, browser, { site }) {
  const visitor = visitorOf(browser);
  await browser.resize(1280, 900);
  await visitor.open(site.url);

  await t.test("given the list of actions, then it is grouped by what they are for", async () => {
    const groups = await browser.evaluate(() =>
      [...document.querySelectorAll("#actions ul")].map((list) => [
        document.getElementById(list.getAttribute("aria-labelledby")).textContent,
        [...list.querySelectorAll("a")].map((one) => one.hash.slice(1)),
      ]),
    );
    assert.deepEqual(
      groups.map(([label]) => label),
      Object.keys(GROUPS),
    );
    for (const [label, names] of groups) {
      const wanted = GROUPS[label];
      assert.deepEqual(typeof wanted === "number" ? names.length : names, wanted);
    }
  });

  for (const { action, place, text, says } of WRONG) {
    await t.test(
      `given ${place} “${text}” for ${action}, then it says so beside the input and asks nothing`,
      async () => {
        await visitor.goTo(action);
        if (action.startsWith("update")) await visitor.formFilled();
        await browser.type(`#input-${place}`, text);
        await browser.press("Enter");
        await browser.waitFor(() => document.querySelector("#action .problem:not([hidden])"));
        const [said, focused, described, isInvalid, status] = await browser.evaluate(() => {
          const { id, attributes, ariaInvalid } = document.activeElement;
          const ids = attributes.getNamedItem("aria-describedby").value.split(" ");
          return [
            document.querySelector("#action .problem:not([hidden])").textContent,
            id,
            ids.map((one) => document.getElementById(one).textContent).join(" "),
            ariaInvalid,
            document.querySelector("#status").textContent,
          ];
        });
        assert.match(said, says);
        assert.equal(focused, `input-${place}`);
        assert.ok(described.includes(said), "it is heard with the input");
        assert.equal(isInvalid, "true");
        assert.match(status, /^Nothing was sent/);
        assert.equal(await browser.evaluate(() => document.querySelector("#answer").hidden), true);
        if (place === "email") await keep(browser, "input-problem");
        await browser.type(`#input-${place}`, "7");
        assert.equal(await visitor.textOf("#action .problem:not([hidden])"), null);
      },
    );
  }

  await t.test(
    "given the status picker, then it has the shop's colours and follows arrows",
    async () => {
      await visitor.openForm("update_order_status");
      const states = await browser.evaluate(() =>
        [...document.querySelectorAll("#input-state label:has(.dot)")].map((one) => [
          one.querySelector("input").value,
          getComputedStyle(one.querySelector(".dot")).backgroundColor,
          one.textContent.includes("e-mail"),
        ]),
      );
      assert.ok(states.length >= 10, `${states.length} states`);
      assert.ok(new Set(states.map(([, colour]) => colour)).size > 5, "colours of their own");
      assert.ok(
        new Set(states.map(([, , mail]) => mail)).size === 2,
        "which of them send an e-mail",
      );
      await browser.click("#action button.primary");
      await browser.waitFor(() => document.querySelector("#action .problem:not([hidden])"));
      assert.match(await visitor.textOf("#action .problem:not([hidden])"), /`state` is missing/);
      assert.equal(await focusedValue(browser), states[0][0]);
      await browser.press("ArrowDown");
      await browser.press("ArrowDown");
      assert.equal(await visitor.textOf("#action .problem:not([hidden])"), null);
      await keep(browser, "status-picker");
      const chosen = await focusedValue(browser);
      await browser.press("Enter");
      await visitor.settled();
      assert.equal(await visitor.state(), "preview");
      await visitor.openEverything();
      assert.match(await visitor.textOf("#exchanges .ascode"), new RegExp(`state: ${chosen}\\b`));
    },
  );

  await t.test(
    "given texts for search results, then the counters tell what is shown of them",
    async () => {
      await visitor.openForm("update_product_seo");
      for (const [length, state, says] of [
        [59, "fits", "59 of about 60"],
        [61, "cut", "search results show about 60"],
        [256, "over", "too long for the shop"],
      ]) {
        await visitor.edit({ field: "meta_title", language: "en", text: "é".repeat(length) });
        const [text, told] = await browser.evaluate(() => {
          const counter = document.querySelector("#input-meta_title-en-count");
          return [counter.textContent, counter.dataset.state];
        });
        assert.ok(text.includes(says), text);
        assert.equal(told, state);
      }
      await keep(browser, "length-counters");
    },
  );

  await t.test(
    "given a slow host, when a write is stopped, then it is told, and another look finds out",
    async () => {
      await visitor.openForm("update_product_content");
      await visitor.edit({ field: "name", language: "en", text: "Stopped halfway" });
      await visitor.choose("#demo-host", "slow");
      await visitor.formFilled();
      await visitor.edit({ field: "name", language: "en", text: "Stopped halfway" });
      await visitor.preview();
      await browser.press("Tab");
      await browser.press("Enter");
      await browser.waitFor(() =>
        /requests? so far/.test(document.querySelector("#status").textContent),
      );
      await keep(browser, "writing");
      await browser.press("Tab");
      assert.equal(await visitor.focused(), "button Stop");
      await browser.waitFor(() =>
        /2 requests so far/.test(document.querySelector("#status").textContent),
      );
      await browser.press("Enter");
      await visitor.settled();
      await visitor.expectError("outcome_unknown");
      await keep(browser, "outcome-unknown");
      await browser.click("#answer .buttons button.primary");
      await visitor.settled();
      // Before or after the shop took it in: nobody can stop it at a moment of their choice.
      assert.match(await visitor.state(), /^(saved|outcome_unknown)$/);
      await visitor.choose("#demo-host", "");
    },
  );
}

function focusedValue(browser) {
  return browser.evaluate(() => document.activeElement.value);
}
