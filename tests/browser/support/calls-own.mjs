// Actions that only a worker has: their declaration makes a form, a preview and a way back.
import assert from "node:assert/strict";
import { begin, expectNoKeyBesides, formOf } from "./call-form.mjs";
import { consoleOf } from "./console.mjs";
import { shopValues } from "./demo-server.mjs";
import { keep } from "./pictures.mjs";

/** Calls actions that only a worker has: one that reads, one that writes what it reads. */
export async function callOwnActions(t, browser, { site, server, own }) {
  const page = consoleOf(browser, site);
  const form = formOf(browser, page);
  const shop = `worker:${own.url}|shop`;
  const makers = "manufacturers?filter[id]=[1]&display=[name]";
  const stored = async () => (await shopValues(server, makers, "name"))[0];
  await browser.resize(1440, 900);
  await begin(browser, page, { [`worker:${own.url}`]: own.tokens.writer }, shop);

  await t.test(
    "given an action that only the worker has, then it is listed and answers",
    async () => {
      await page.reads("get_manufacturer");
      await form.open("get_manufacturer", shop);
      await form.fill({ id: "1" });
      await form.run();
      assert.equal((await form.answer()).manufacturers[0].name, await stored());
    },
  );

  await t.test(
    "given one that writes, then its declaration makes a form, a preview and an undo",
    async () => {
      const before = await stored();
      await form.open("update_manufacturer", shop);
      const options = await browser.evaluate(() =>
        [...document.querySelectorAll("#call .seg button")].map(({ textContent }) => textContent),
      );
      assert.equal(options.length, 2, "one of two names");
      await form.fill({ id: "1", new_name: "Workshop of two potters" });
      await browser.click("#call-run");
      await form.writeIs("preview");
      assert.ok((await page.textOf("#call-write")).includes(before), "the maker is named");
      assert.equal(await stored(), before);
      await browser.click("#call-write .save");
      await form.writeIs("saved");
      assert.equal(await stored(), "Workshop of two potters");
      await page.press("Undo");
      await form.writeIs("preview");
      await browser.click("#call-write .save");
      await form.writeIs("saved");
      assert.equal(await stored(), before);
      await expectNoKeyBesides(browser, { keys: { ...server.keys, ...own.tokens } });
      await keep(browser, "call-own-action");
    },
  );
}
