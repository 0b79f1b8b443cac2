// Changes that must not be made, and changes that go well although the answer does not.
import assert from "node:assert/strict";

/** Inputs that are refused before anything is sent. */
const REFUSED = [
  {
    what: "a slug that is none",
    action: "update_product_seo",
    edit: { field: "link_rewrite", language: "en", text: "no slug!" },
    kind: "validation",
    field: "link_rewrite-en",
  },
  {
    what: "a name with a bracket",
    action: "update_product_content",
    edit: { field: "name", language: "fr", text: "Théière <b>" },
    kind: "validation",
    field: "name-fr",
  },
  {
    what: "a description with a script",
    action: "update_product_content",
    edit: { field: "description", language: "en", text: "<script>alert(1)</script>" },
    kind: "validation",
    field: "description-en",
  },
  {
    what: "a first name with digits",
    action: "update_customer",
    edit: { field: "firstname", language: null, text: "R2D2" },
    kind: "validation",
    field: "firstname",
  },
];

/** Names that the shop does not have. */
const UNKNOWN = [
  { what: "language", place: "#input-language", text: "xx", tells: "1 en" },
  { what: "status", place: "#input-state-other", text: "Nowhere", tells: "4 Handed to" },
];

/** Walks through what is refused, and through hosts that lose answers. */
export async function refuse(t, browser, visitor) {
  for (const { what, action, edit, kind, field } of REFUSED) {
    await t.test(`given ${what}, when previewed, then it is refused at its field`, async () => {
      await visitor.openForm(action);
      await visitor.edit(edit);
      await visitor.preview();
      await visitor.expectError(kind);
      assert.equal(await visitor.focused(), `input-${field}`);
      const invalid = await browser.evaluate(() => document.activeElement.ariaInvalid);
      assert.equal(invalid, "true");
      assert.doesNotMatch(await visitor.textOf("#exchanges"), /PUT|POST|PATCH/);
    });
  }

  for (const { what, place, text, tells } of UNKNOWN) {
    await t.test(
      `given an unknown ${what}, when previewed, then the error lists those there are`,
      async () => {
        await visitor.openForm("update_order_status");
        await visitor.pickState(place === "#input-language" ? "4" : "other");
        await browser.type(place, text);
        await visitor.preview();
        await visitor.expectError("invalid_request");
        assert.ok((await visitor.textOf("#answer .todo")).includes(tells), tells);
      },
    );
  }

  await t.test(
    "given nothing edited, when previewed, then the form says so and asks nothing",
    async () => {
      await visitor.openForm("update_customer");
      await browser.click("#action button.primary");
      assert.match(await visitor.textOf("#action .formnote"), /Nothing has changed yet/);
      assert.equal(await browser.evaluate(() => document.querySelector("#answer").hidden), true);
    },
  );

  for (const host of ["mail-fails", "lost-answer"]) {
    await t.test(
      `given the host ${host}, when written, then it says that it is saved`,
      async () => {
        await visitor.choose("#demo-host", host);
        await visitor.openForm("update_order_status");
        await visitor.pickState(host === "lost-answer" ? "2" : "4");
        await browser.click("#input-send_email");
        await visitor.preview();
        await visitor.confirm();
        assert.equal(await visitor.state(), "written");
        assert.match(await visitor.textOf("#answer .notice.warn"), /The change is saved/);
        await visitor.choose("#demo-host", "");
      },
    );
  }
}
