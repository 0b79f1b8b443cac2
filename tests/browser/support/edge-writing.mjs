// Writing through the worker, and taking it back.
import assert from "node:assert/strict";
import { shopValues } from "./demo-server.mjs";
import { keep } from "./pictures.mjs";
import { expectNoKey } from "./secrecy.mjs";
import { visitorOf } from "./visitor.mjs";
import { expectChanges, fill, WRITES } from "./writes.mjs";

/** Where the shop shows what an action of `WRITES` wrote. */
const STORED = {
  update_product_content: (id) => [`products/${id}`, "language"],
  update_product_seo: (id) => [`products/${id}`, "language"],
  update_customer: (id) => [`customers/${id}`, "note"],
  update_order_status: (id) => [`orders/${id}`, "current_state"],
};

/** Changes everything that can be changed, and takes all of it back. */
export async function writeThrough(t, browser, { site, server, edge }) {
  const visitor = visitorOf(browser);
  const secrets = { keys: { ...server.keys, ...edge.tokens } };
  await browser.resize(1280, 900);
  await visitor.open(site.url);
  await visitor.connectThrough(edge.url, edge.tokens.writer);
  await visitor.choose("#edge-site", "everything");

  for (const write of WRITES) {
    const { action } = write;
    const stored = (id) => shopValues(server, ...STORED[action](id));

    await t.test(
      `given ${action} through the worker, when previewed and confirmed, then it is written, and can be taken back`,
      async () => {
        await visitor.goTo(action);
        await visitor.formFilled();
        const id = Number((await visitor.inputs()).id);
        const before = await stored(id);
        await fill(visitor, write);
        await visitor.preview();
        assert.equal(await visitor.state(), "preview");
        await expectChanges(visitor, write);
        assert.equal(await visitor.textOf("#answer .planned"), null);
        assert.deepEqual(await stored(id), before, "a preview writes nothing");
        await visitor.confirm();
        assert.equal(await visitor.state(), "written");
        await expectChanges(visitor, write);
        assert.notDeepEqual(await stored(id), before);

        await visitor.goTo("list_changes");
        await visitor.run();
        const [newest] = await noted(browser);
        assert.match(newest, new RegExp(`${action}.*writer`));
        await browser.click("#answer .noted a");
        await visitor.formFilled();
        await visitor.preview();
        assert.equal(await visitor.state(), "preview");
        await keep(browser, `edge-undo-${action}`);
        await visitor.confirm();
        assert.equal(await visitor.state(), "written");
        assert.deepEqual(await stored(id), before, "it is as it was");
      },
    );
  }

  await t.test(
    "given nothing to take back any more, when undone again, then it says so",
    async () => {
      await visitor.preview();
      assert.equal(await visitor.state(), "unchanged");
      assert.match(await visitor.textOf("#answer"), /nothing left to undo/);
    },
  );

  await t.test(
    "given changes that were taken back, when listed, then they are marked",
    async () => {
      await visitor.goTo("list_changes");
      await visitor.run();
      const changes = await noted(browser);
      assert.equal(changes.filter((text) => /Undone/.test(text)).length >= WRITES.length, true);
      await keep(browser, "edge-changes");
    },
  );

  await t.test(
    "given a form, when somebody else is faster, then both values are shown",
    async () => {
      await visitor.openForm("update_customer");
      await browser.type("#input-id", "3");
      await browser.press("Tab");
      await visitor.formFilled();
      await visitor.edit({ field: "note", language: null, text: "Seen by one." });
      await visitor.preview();
      await writeElsewhere(
        server,
        "customers/3",
        `<id>3</id><note>By another, ${browser.name}</note>`,
      );
      await visitor.confirm();
      assert.equal(await visitor.state(), "conflict");
      assert.match(await visitor.textOf("#answer"), /By another/);
    },
  );

  await t.test("given a value that the shop refuses, then its field is marked", async () => {
    await visitor.openForm("update_customer");
    await browser.type("#input-id", "3");
    await browser.press("Tab");
    await visitor.formFilled();
    await visitor.edit({ field: "firstname", language: null, text: "R2D2" });
    await visitor.preview();
    await visitor.expectError("validation");
    assert.equal(await visitor.focused(), "input-firstname");
  });

  await t.test("given the whole way, then neither key nor token is anywhere", async () => {
    await visitor.openEverything();
    await expectNoKey(browser, secrets);
  });
}

function noted(browser) {
  return browser.evaluate(() =>
    [...document.querySelectorAll("#answer .noted")].map((one) => one.textContent),
  );
}

/** As another client of the shop. */
async function writeElsewhere({ url, keys }, path, fields) {
  const element = path.startsWith("customers") ? "customer" : "product";
  const response = await fetch(`${url}/api/${path}`, {
    method: "PATCH",
    headers: {
      Authorization: `Basic ${btoa(`${keys.everything}:`)}`,
      "Content-Type": "text/xml",
    },
    body: `<prestashop><${element}>${fields}</${element}></prestashop>`,
  });
  if (!response.ok) throw new Error(await response.text());
}
