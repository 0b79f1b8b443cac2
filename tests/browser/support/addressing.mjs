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
  const travelTo = (hash) =>
    browser.evaluate((place) => {
      location.hash = place;
    }, hash);
  const expectMarked = async () => {
    await browser.waitFor(() =>
      document.querySelector("#status").textContent.startsWith("Nothing was sent"),
    );
    const marked = await browser.evaluate(() => [
      document.querySelector("#input-id").ariaInvalid,
      document.querySelector("#input-id-problem").textContent !== "",
      document.querySelector("#answer").hidden,
    ]);
    assert.deepEqual(marked, ["true", true, true]);
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

  for (const id of ["abc", "0", "-5", "1.5", "99999999999999999999"]) {
    await t.test(
      `given a link to what cannot be asked, ${id}, then that is told beside its input`,
      async () => {
        await browser.open("about:blank");
        await browser.open(`${site.url}#get_product?id=${id}`);
        await expectMarked();
        await travelTo(`#get_stock?id=${id}`);
        await expectMarked();
      },
    );
  }

  await t.test("given a link to an action that is none, then that is told", async () => {
    const expectTold = (name) =>
      browser.waitFor(
        (text) => document.querySelector("#status").textContent.includes(text),
        `no action called ${name}`,
      );
    await visitor.open(`${site.url}#nope?id=5`);
    await expectTold("nope");
    assert.equal((await at()).title, "Check Access");
    await travelTo("#<img src=x onerror=alert(1)>");
    await expectTold("%3Cimg");
  });

  await t.test("given all of this, then no state of the history holds anything", async () => {
    assert.equal(await browser.evaluate(() => history.state), null);
    assert.deepEqual(browser.complaints, []);
  });
}
