// Changes beyond the first shop of the demo store.
import assert from "node:assert/strict";

/** The form follows the record that is named, and the demo store forgets when it is told to. */
export async function onOtherRecords(t, browser, visitor) {
  const nameInForm = () => browser.evaluate(() => document.querySelector("#input-name-en").value);

  await t.test("given another id, when it is typed, then the form holds that record", async () => {
    await visitor.openForm("update_product_content");
    const before = await nameInForm();
    await browser.type("#input-id", "7");
    await browser.press("Tab");
    await visitor.formFilled();
    assert.notEqual(await nameInForm(), before);
    assert.match(await nameInForm(), /Salt & pepper/);
  });

  await t.test(
    "given edits, when another id is entered, then they are not put into it",
    async () => {
      await visitor.edit({ field: "name", language: "en", text: "Meant for 7" });
      await browser.type("#input-id", "8");
      await browser.press("Enter");
      await browser.waitFor(() =>
        document.querySelector("#action .formnote").textContent.startsWith("Nothing has changed"),
      );
      assert.notEqual(await nameInForm(), "Meant for 7");
    },
  );

  await t.test("given writes, when started over, then the shop is as at first", async () => {
    await visitor.edit({ field: "name", language: "en", text: "To be forgotten" });
    await visitor.preview();
    await visitor.confirm();
    assert.equal(await visitor.state(), "written");
    await visitor.openForm("update_order_status");
    await visitor.openForm("update_product_content");
    await browser.click("#demo-anew");
    await visitor.settled();
    await visitor.formFilled();
    await browser.type("#input-id", "8");
    await browser.press("Tab");
    await visitor.formFilled();
    assert.notEqual(await nameInForm(), "To be forgotten");
    assert.match(await visitor.textOf("#outbox"), /not sent any mail yet/);
  });
}

/** A shop by its address has no other side to look at. */
export async function onServer(t, browser, visitor, server) {
  await t.test("given a shop by its address, when written, then it is done over HTTP", async () => {
    await visitor.connectTo(server.url, server.keys["shop 1"]);
    await visitor.openForm("update_customer");
    const text = `Wrote to us, in ${browser.name}`;
    await visitor.edit({ field: "note", language: null, text });
    await visitor.preview();
    assert.equal(await visitor.textOf("#answer .interfere"), null);
    await visitor.confirm();
    assert.equal(await visitor.state(), "written");
    assert.match(await visitor.textOf("#exchanges"), /PUT/);
    assert.equal(await browser.evaluate(() => document.querySelector("#outbox").hidden), true);
  });
}

/** PrestaShop 9 wipes a customer's secret with PUT: only PATCH is safe. */
export async function onPrestaShop9(t, browser, visitor) {
  const change = async (action, edit) => {
    await visitor.openForm(action);
    await visitor.edit(edit);
    await visitor.preview();
  };
  const note = { field: "note", language: null, text: "Prefers a call." };

  await t.test(
    "given 9.0 and no PATCH right, when a customer is changed, then the box is named",
    async () => {
      await visitor.choose("#demo-version", "9.0");
      await change("update_customer", note);
      await visitor.expectError("permission");
      assert.match(await visitor.textOf("#answer .todo"), /Patch \(PATCH\)/);
    },
  );

  await t.test(
    "given 9.0 and the PATCH right, when a customer is changed, then it is written",
    async () => {
      await visitor.choose("#demo-key", "patching");
      await change("update_customer", note);
      await visitor.confirm();
      assert.equal(await visitor.state(), "written");
      assert.match(await visitor.textOf("#exchanges"), /PATCH/);
    },
  );

  await t.test(
    "given 9.0 and the usual key, when a product is changed, then it is written",
    async () => {
      await visitor.choose("#demo-key", "shop-1");
      await change("update_product_content", { field: "name", language: "en", text: "On nine" });
      await visitor.confirm();
      assert.equal(await visitor.state(), "written");
    },
  );

  await t.test("given 9.0, then a field that it does not have cannot be filled", async () => {
    await visitor.openForm("update_product_seo");
    const isOff = await browser.evaluate(
      () => document.querySelector("#input-meta_keywords-en").disabled,
    );
    assert.equal(isOff, true);
    await visitor.choose("#demo-version", "8.2");
  });
}
