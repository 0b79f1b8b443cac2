// The page as `npm start` opens it: a worker beside it, whose tokens count as given.
import assert from "node:assert/strict";
import { connectorOf } from "./connecting.mjs";
import { keep } from "./pictures.mjs";
import { expectNoKey } from "./secrecy.mjs";

/** Opens the worker's shop, and adds another one. */
export async function beginBeside(t, browser, { site, server, edge }) {
  const visitor = connectorOf(browser, site);
  await browser.resize(1440, 900);

  await t.test("given the worker beside the page, then one click opens its shop", async () => {
    await visitor.visit();
    await browser.click("#way-local");
    await visitor.isOpen("Shop 1");
    assert.match(await visitor.hash(), /\|shop-1$/);
  });

  await t.test("given its link, then it opens without a question", async () => {
    await visitor.visit(`#/key?shop=worker:${edge.url}|shop-2`);
    await visitor.isOpen("Shop 2");
  });

  await t.test(
    "given a shop of one's own, then address and key are enough to add and open it",
    async () => {
      await visitor.visit("#/connect");
      await browser.click("#way-adding");
      await browser.waitFor(() => document.querySelector("#adding-url") !== null);
      await browser.type("#adding-url", `${server.url}/shop3`);
      await browser.type("#adding-key", server.keys["shop 3"] ?? server.keys.everything);
      await browser.type("#adding-name", `Mine, in ${browser.name}`);
      await browser.click("#adding-add");
      await browser.waitFor(() => document.querySelector("#added") !== null);
      await keep(browser, "adding-beside");
      await browser.click("#adding-open");
      await visitor.isOpen(`Mine, in ${browser.name}`);
      await expectNoKey(browser, { keys: { ...server.keys, admin: edge.tokens.admin } });
    },
  );
}
