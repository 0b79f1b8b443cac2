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
  Orders: 7,
  Products: 5,
  Customers: ["get_customer", "update_customer"],
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
        assert.match(status, /^Not sent/);
        assert.equal(await browser.evaluate(() => document.querySelector("#answer").hidden), true);
        if (place === "email") await keep(browser, "input-problem");
        await browser.type(`#input-${place}`, "7");
        assert.equal(await visitor.textOf("#action .problem:not([hidden])"), null);
      },
    );
  }
}
