// Many texts through the worker: by reference, with some left out, and with a token for little.
import assert from "node:assert/strict";
import { listOf } from "./bulk-list.mjs";
import { consoleOf } from "./console.mjs";
import { shopValues } from "./demo-server.mjs";

export async function saveThrough(t, browser, { site, server, edge }) {
  const visitor = consoleOf(browser, site);
  const list = listOf(browser, visitor);
  const shop = `worker:${edge.url}|shop-1`;
  const title = `${browser.name} through the worker`;
  const openWith = async (token) => {
    // A file of the page's origin: the page itself would open its last shop and keep that token.
    await browser.open(`${site.url}offline.js`);
    await browser.evaluate(
      ([place, secret]) => sessionStorage.setItem("secrets", JSON.stringify({ [place]: secret })),
      [`worker:${edge.url}`, token],
    );
    await visitor.open("bulk", { shop });
  };
  const titlesOf = async (ids) => {
    const path = `products?filter[id]=[${ids.join("|")}]&display=[meta_title]&language=1`;
    return (await shopValues(server, path, "language")).sort();
  };
  await browser.resize(1440, 900);

  await t.test(
    "given references, when saved through the worker, then the ticked ones are",
    async () => {
      const before = await titlesOf([41]);
      await openWith(edge.tokens.writer);
      const references = [41, 42, 43].map((id) => referenceOf(server, id));
      const lines = (await Promise.all(references)).map((one) => `${one};${title};${title}.`);
      await list.bring(["reference;meta_title_en;meta_description_en", ...lines]);
      await list.compare();
      assert.equal((await list.rows()).length, 6);
      await list.leaveOut(1);
      await visitor.press("Save 5 texts in Shop 1");
      assert.match(await list.saved(), /^5 saved\./);
      assert.deepEqual(await titlesOf([42, 43]), [title, title]);
      assert.deepEqual(await titlesOf([41]), before);
    },
  );

  await t.test(
    "given all of it undone through the worker, then the old texts are back",
    async () => {
      await visitor.press("Undo all 5 in Shop 1");
      await visitor.reads("5 undone");
      assert.ok(!(await titlesOf([42, 43])).includes(title));
      await visitor.press("Other file");
    },
  );

  await t.test(
    "given a token for these texts alone, then ids work and references say why not",
    async () => {
      await openWith(edge.tokens.seoEditor);
      await list.bring(["reference;meta_title_en", `${await referenceOf(server, 44)};x`]);
      await list.compare();
      await visitor.reads("Stopped: no other product would fare better.");
      await visitor.press("Other file");
      await list.bring(["id;meta_title_en", `44;${title}`]);
      await list.compare();
      await visitor.press("Save 1 text in Shop 1");
      assert.match(await list.saved(), /^1 saved\./);
      assert.deepEqual(await titlesOf([44]), [title]);
      await visitor.press("Undo 1 text in Shop 1");
      await visitor.reads("1 undone");
      await visitor.press("Other file");
    },
  );
}

async function referenceOf(server, id) {
  const path = `products?filter[id]=[${id}]&display=[reference]`;
  const [reference] = await shopValues(server, path, "reference");
  return reference;
}
