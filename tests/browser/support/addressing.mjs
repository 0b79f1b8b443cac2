// What the address bar holds, and the way back.
import assert from "node:assert/strict";
import { visitorOf } from "./visitor.mjs";

/** Goes from place to place, and back. */
export async function address(t, browser, { site }) {
  const visitor = visitorOf(browser);
  const at = () =>
    browser.evaluate(() => ({
      hash: location.hash,
      title: document.title.split(" · ")[0],
      shown: document.querySelector("#action-title").textContent,
    }));
  const travel = async (by, hash) => {
    await browser.evaluate((steps) => history.go(steps), by);
    await browser.waitFor((wanted) => location.hash === wanted, hash);
    await visitor.settled();
  };
  const look = async (id) => {
    await browser.type("#input-id", String(id));
    await browser.press("Enter");
    await browser.waitFor((wanted) => location.hash.endsWith(`id=${wanted}`), id);
    await visitor.settled();
  };
  const expectProduct = async (id) => {
    assert.match(await visitor.textOf("#answer"), new RegExp(`ID ${id}(?!\\d)`));
    assert.equal((await visitor.inputs()).id, String(id));
  };
  await browser.resize(1280, 900);
  await visitor.open(site.url);

  await t.test(
    "given two results, when going back and forth, then each is there again",
    async () => {
      await visitor.goTo("get_product");
      await look(3);
      await look(5);
      assert.equal((await at()).title, "Get Product");
      await travel(-1, "#get_product?id=3");
      await expectProduct(3);
      await travel(1, "#get_product?id=5");
      await expectProduct(5);
    },
  );

  await t.test(
    "given the page as it was opened, when going back to it, then it is shown",
    async () => {
      await browser.evaluate(() => history.go(-2));
      await browser.waitFor(() => document.title.startsWith("Check Access"));
      const { shown } = await at();
      assert.equal(shown, "Check Access");
    },
  );

  await t.test(
    "given a link to a result, when it is loaded again, then it is the same",
    async () => {
      await visitor.open(`${site.url}#get_order_details?id=5`);
      const shown = await visitor.textOf("#answer");
      assert.match(shown, /ID 5(?!\d)/);
      await browser.evaluate(() => {
        location.reload();
      });
      await browser.waitFor(() => document.querySelector("#answer")?.hidden === false);
      await visitor.settled();
      assert.equal(await visitor.textOf("#answer"), shown);
    },
  );

  await t.test("given all of this, then no state of the history holds anything", async () => {
    assert.equal(await browser.evaluate(() => history.state), null);
    assert.deepEqual(browser.complaints, []);
  });
}
