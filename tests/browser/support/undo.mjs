// What can be taken back after a write, and what cannot.
import assert from "node:assert/strict";
import { PrestaShop } from "@aismarttalk/prestashop";
import { keep } from "./pictures.mjs";
import { visitorOf } from "./visitor.mjs";

const PRODUCT = 9;
const [ENGLISH, FRENCH] = ["1", "2"];

/** Writes to the server of the demo store and takes it back, with somebody else about. */
export async function undo(t, browser, { site, server }) {
  const visitor = visitorOf(browser);
  const colleague = new PrestaShop({ url: server.url, key: server.keys.everything });
  const nameNow = async () => (await colleague.products.get(PRODUCT)).name;
  const original = await nameNow();
  const rename = (texts) => colleague.products.update(PRODUCT, { name: texts });
  const write = async () => {
    await visitor.openForm("update_product_content");
    await browser.type("#input-id", String(PRODUCT));
    await browser.press("Tab");
    await browser.waitFor(
      (name) => document.querySelector("#input-name-en")?.value === name,
      (await nameNow())[ENGLISH],
    );
    await visitor.formFilled();
    await visitor.edit({ field: "name", language: "en", text: "Written by mistake" });
    await visitor.edit({ field: "name", language: "fr", text: "Écrit par erreur" });
    await visitor.preview();
    await visitor.confirm();
    assert.equal(await visitor.state(), "written");
  };
  const takeBack = async () => {
    await browser.click("#answer .undoing");
    await visitor.settled();
  };
  await browser.resize(1440, 900);
  await visitor.open(site.url);
  await visitor.connectTo(server.url, server.keys["shop 1"]);

  await t.test("given a write, when taken back, then the old values are there again", async () => {
    await write();
    await takeBack();
    assert.equal(await visitor.state(), "preview");
    assert.match(await visitor.focused(), /^h2 Preview/);
    const changes = await visitor.changes();
    assert.deepEqual(
      changes.map(({ before, after }) => [before, after]),
      [
        ["Written by mistake", original[ENGLISH]],
        ["Écrit par erreur", original[FRENCH]],
      ],
    );
    await visitor.confirm();
    assert.equal(await visitor.state(), "written");
    assert.deepEqual(await nameNow(), original);
  });

  await t.test(
    "given an edit since, when taken back, then it is left alone and named",
    async () => {
      await write();
      await rename({ [FRENCH]: "Mieux" });
      await takeBack();
      assert.match(await visitor.textOf("#answer .edited"), /left as it is.*Name/s);
      const changes = await visitor.changes();
      assert.deepEqual(
        changes.map(({ language, after }) => [language, after]),
        [["en", original[ENGLISH]]],
      );
      await keep(browser, "undo-edited");
      await visitor.confirm();
      assert.deepEqual(await nameNow(), { ...original, [FRENCH]: "Mieux" });
      await rename(original);
    },
  );

  await t.test("given edits of all of it, then there is nothing to take back", async () => {
    await write();
    await rename({ [ENGLISH]: "Better", [FRENCH]: "Mieux" });
    await takeBack();
    assert.equal(await visitor.state(), "nothing-to-undo");
    assert.deepEqual(await nameNow(), { ...original, [ENGLISH]: "Better", [FRENCH]: "Mieux" });
    await keep(browser, "undo-nothing");
    await rename(original);
  });

  await t.test("given an edit after the preview, when confirmed, then it is refused", async () => {
    await write();
    await takeBack();
    await rename({ [FRENCH]: "Mieux" });
    await visitor.confirm();
    assert.equal(await visitor.state(), "conflict");
    await rename(original);
  });

  await t.test("given a status, then it says what stays, and enters the earlier one", async () => {
    await visitor.openForm("update_order_status");
    const { id } = await visitor.inputs();
    const before = await colleague.orders.get(Number(id));
    const other = before.current_state === 4 ? "5" : "4";
    await visitor.pickState(other);
    await visitor.preview();
    await visitor.confirm();
    const told = await visitor.textOf("#answer .undo");
    for (const part of ["stays in the order’s history", "Invoices", "earlier status"]) {
      assert.ok(told.includes(part), part);
    }
    assert.doesNotMatch(told, /e-mail/);
    await browser.click("#answer .undo summary");
    await keep(browser, "undo-status");
    await takeBack();
    assert.equal(await visitor.state(), "preview");
    await visitor.confirm();
    assert.equal(await visitor.state(), "written");
    const after = await colleague.orders.get(Number(id));
    assert.equal(after.current_state, before.current_state);
    assert.deepEqual(browser.complaints, []);
  });
}
