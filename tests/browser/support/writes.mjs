// A visit that changes things, the same in every browser.
import assert from "node:assert/strict";
import { actions } from "@aismarttalk/prestashop";
import { shopValues } from "./demo-server.mjs";
import { onOtherRecords, onPrestaShop9, onServer } from "./other-shops.mjs";
import { keep } from "./pictures.mjs";
import { refuse } from "./refusals.mjs";
import { expectNoKey } from "./secrecy.mjs";
import { visitorOf } from "./visitor.mjs";

const SCRIPT = "<script>window.reached = true</script> Calls back.";

/** The view that runs a writing action for many products. */
export const BULK = "bulk_seo";

/** With a key that may see parcels it is walked through in every language, by keyboard. */
const WALKED_BY_KEYBOARD = ["set_tracking_number"];

/** Every other writing action with a change, and the stored values that it may touch. */
export const WRITES = [
  {
    action: "update_product_content",
    edits: [
      { field: "name", language: "en", text: "Teapot for two" },
      { field: "name", language: "ar", text: "إبريق لشخصين" },
      { field: "description", language: "de", text: "<p>Für zwei, mit <b>Henkel</b>.</p>" },
    ],
    stored: ["date_upd", "name[1]", "name[4]", "description[3]"],
  },
  {
    action: "update_product_seo",
    edits: [
      { field: "meta_title", language: "fr", text: "Théière pour deux" },
      { field: "link_rewrite", language: "en", text: "teapot-for-two" },
    ],
    stored: ["date_upd", "meta_title[2]", "link_rewrite[1]"],
  },
  {
    action: "update_customer",
    edits: [
      { field: "firstname", language: null, text: "Maxime" },
      { field: "note", language: null, text: SCRIPT },
    ],
    stored: ["date_upd", "firstname", "note"],
  },
  {
    action: "update_order_status",
    state: { id: 4, label: "Handed to the carrier" },
    stored: [
      "current_state",
      "date_upd",
      "id_order",
      "id_order_state",
      "id_employee",
      "date_add",
      "",
    ],
  },
];

/** Visits the page in light colours: everything it writes. */
export async function change(t, browser, { site, server }) {
  const visitor = visitorOf(browser);
  await browser.resize(1280, 900);
  await visitor.open(site.url);

  await t.test(
    "given the catalogue, then every writing action is walked through, and marked as the change of many is",
    async () => {
      const writing = actions.filter(({ annotations }) => !annotations.readOnlyHint);
      const names = writing.map(({ name }) => name);
      const walked = [...WRITES.map(({ action }) => action), ...WALKED_BY_KEYBOARD];
      assert.deepEqual(walked.sort(), names.sort());
      const marked = await browser.evaluate(() =>
        [...document.querySelectorAll("#actions a:has(.writes)")].map((one) => one.hash.slice(1)),
      );
      assert.deepEqual(marked.sort(), [...names, BULK].sort());
    },
  );

  for (const write of WRITES) {
    await t.test(
      `given ${write.action}, when previewed and confirmed, then exactly that is written`,
      async () => {
        await visitor.openForm(write.action);
        await fill(visitor, write);
        await visitor.preview();
        assert.equal(await visitor.state(), "preview");
        assert.match(await visitor.focused(), /^h2 Preview/);
        await expectChanges(visitor, write);
        assert.doesNotMatch(await visitor.textOf("#exchanges"), /PUT|POST|PATCH/);
        await expectPlanned(visitor, browser, server);
        await keep(browser, `preview-${write.action}`);
        await visitor.confirm();
        assert.equal(await visitor.state(), "written");
        assert.match(await visitor.focused(), /^h2 Saved/);
        await expectChanges(visitor, write);
        assert.deepEqual(await storedFields(browser), [...write.stored].sort());
        await keep(browser, `written-${write.action}`);
      },
    );
  }

  await t.test("given a text with a script in it, then it is shown and not run", async () => {
    const [scripts, reached] = await browser.evaluate(() => [
      document.querySelectorAll("#answer script, #outbox script, #action script").length,
      window.reached ?? null,
    ]);
    assert.deepEqual([scripts, reached], [0, null]);
  });

  await t.test(
    "given an edited text, when only a word differs, then only that is marked",
    async () => {
      await visitor.openForm("update_product_content");
      await visitor.edit({ field: "name", language: "en", text: "Teapot for three" });
      await visitor.preview();
      const [{ removed, added }] = await visitor.changes();
      assert.deepEqual([removed, added], [["two"], ["three"]]);
    },
  );

  await t.test(
    "given a preview, when going back, then the form and its text are there",
    async () => {
      await browser.click("#answer .decision button:not(.primary)");
      assert.equal(await visitor.focused(), "input-name-en");
      const text = await browser.evaluate(() => document.querySelector("#input-name-en").value);
      assert.equal(text, "Teapot for three");
      assert.equal(await browser.evaluate(() => document.querySelector("#answer").hidden), true);
    },
  );

  await t.test(
    "given loose HTML, when written, then what the shop made of it is told",
    async () => {
      await visitor.openForm("update_product_content");
      const text = "<p>Three < four, and <b>bold</p>";
      await visitor.edit({ field: "description_short", language: "fr", text });
      await visitor.preview();
      await visitor.confirm();
      const told = await visitor.textOf("#answer .difference");
      assert.match(told, /Harmless/);
      assert.match(told, /cleaned its HTML/);
      assert.ok(told.includes(text), "as it was sent");
      assert.match(told, /Three &lt; four/);
    },
  );

  await t.test("given only a keyboard, then the whole way can be gone", async () => {
    await visitor.openForm("update_product_seo");
    await browser.type("#input-meta_title-en", "By keyboard");
    await browser.press("Enter");
    await visitor.settled();
    assert.match(await visitor.focused(), /^h2 Preview/);
    await browser.press("Tab");
    assert.equal(await visitor.focused(), "button Confirm");
    await browser.press("Enter");
    await browser.waitFor(() => document.querySelector("#answer [data-state=written]") !== null);
    assert.match(await visitor.focused(), /^h2 Saved/);
  });

  await mail(t, browser, visitor, server);
  for (const write of WRITES) {
    await t.test(`given ${write.action}, when somebody else is faster, then both are shown`, () =>
      meetConflict(browser, visitor, write),
    );
  }
  await refuse(t, browser, visitor);
  await onPrestaShop9(t, browser, visitor);
  await onOtherRecords(t, browser, visitor);
  await onServer(t, browser, visitor, server);

  await t.test("given all of this, then nothing was complained about or asked elsewhere", () => {
    assert.deepEqual(browser.complaints, []);
    const elsewhere = browser.requests.filter(
      (url) => ![site.url, server.url, "about:", "data:"].some((start) => url.startsWith(start)),
    );
    assert.deepEqual(elsewhere, []);
  });
}

async function mail(t, browser, visitor, server) {
  const ask = (path, element) => shopValues(server, path, element);
  await t.test(
    "given a status with its e-mail, when written, then the outbox shows it",
    async () => {
      await visitor.openForm("update_order_status");
      const { id } = await visitor.inputs();
      await visitor.pickState(3);
      await browser.click("#input-send_email");
      await visitor.preview();
      assert.match(await visitor.textOf("#answer .effects [data-kind=email]"), /E-mail.*customer/);
      await visitor.confirm();
      const [buyer] = await ask(`orders?filter[id]=[${id}]&display=[id_customer]`, "id_customer");
      const [email] = await ask(`customers?filter[id]=[${buyer}]&display=[email]`, "email");
      const outbox = await visitor.textOf("#outbox table");
      for (const part of [email, "In the workshop", `Order ${id}`]) {
        assert.ok(outbox.includes(part), `the outbox shows ${part}`);
      }
    },
  );

  await t.test(
    "given the status it has, when previewed, then there is nothing to change",
    async () => {
      await visitor.pickState(3);
      await visitor.preview();
      assert.equal(await visitor.state(), "unchanged");
      assert.match(await visitor.focused(), /^h2 Nothing to change/);
      const buttons = await browser.evaluate(() =>
        [...document.querySelectorAll("#answer .buttons button")].map((one) => one.textContent),
      );
      assert.deepEqual(buttons, ["Back"]);
    },
  );
}

async function meetConflict(browser, visitor, write) {
  await visitor.openForm(write.action);
  await fill(visitor, again(write));
  await visitor.preview();
  await visitor.interfere();
  await visitor.confirm();
  assert.equal(await visitor.state(), "conflict");
  assert.match(await visitor.focused(), /^h2 Someone else was faster/);
  const differing = await visitor.changes();
  assert.ok(differing.length > 0, "what was shown and what is there");
  for (const { before, after } of differing) assert.notEqual(before, after);
  await keep(browser, `conflict-${write.action}`);
  await browser.click("#answer .buttons button.primary");
  await visitor.settled();
  assert.equal(await visitor.state(), "preview");
  await visitor.confirm();
  assert.equal(await visitor.state(), "written");
}

/** The same change to other values. */
function again(write) {
  if (write.state) return { ...write, state: { id: 5, label: "Arrived" } };
  const other = ({ text, ...edit }) => ({
    ...edit,
    text: text.replace(/two|deux|zwei|شخصين|Maxime|Calls/, "x"),
  });
  return { ...write, edits: write.edits.map(other) };
}

export async function fill(visitor, { edits = [], state }) {
  for (const edit of edits) await visitor.edit(edit);
  if (state) await visitor.pickState(state.id);
}

/** What is shown is what was edited, and nothing else. */
export async function expectChanges(visitor, { edits, state }) {
  if (state) {
    assert.ok((await visitor.textOf("#answer .statuschange")).endsWith(state.label));
    return;
  }
  const key = ({ field, language }) => `${field} ${language}`;
  const shown = await visitor.changes();
  assert.deepEqual(shown.map(key).sort(), edits.map(key).sort());
  for (const edit of edits) {
    const one = shown.find((other) => key(other) === key(edit));
    assert.equal(one.after, edit.text);
    if (edit.language !== null) {
      assert.equal(one.direction, edit.language === "ar" ? "rtl" : "ltr");
    }
  }
}

/** The requests that would be sent can be looked at, without a key. */
async function expectPlanned(visitor, browser, server) {
  await visitor.openEverything();
  await browser.waitFor(() => document.querySelector("#answer .planned .request") !== null);
  const planned = await visitor.textOf("#answer .planned");
  assert.match(planned, /(PUT|POST) https:\/\/demo\.example\/api\//);
  assert.match(planned, /<prestashop/);
  await expectNoKey(browser, server);
}

/** The fields that the demo store has stored anew, each once. */
async function storedFields(browser) {
  const fields = await browser.evaluate(() =>
    [...document.querySelectorAll("#outbox .stored tbody td:nth-child(2)")].map(
      (one) => one.textContent,
    ),
  );
  return [...new Set(fields)].sort();
}
