// What a visitor does while something is under way.
import assert from "node:assert/strict";
import { visitorOf } from "./visitor.mjs";

/** Connects, changes and leaves before the end. */
export async function interrupt(t, browser, { site }) {
  const visitor = visitorOf(browser);
  const presence = () => visitor.textOf("#bar .presence");
  const connected = () =>
    browser.waitFor(() => document.querySelector(".presence").dataset.state === "connected");
  await browser.resize(1280, 900);
  await visitor.open(site.url);

  await t.test(
    "given a shop that is being connected to, when an action is picked, then it is there once connected",
    async () => {
      await browser.choose("#demo-host", "slow");
      await browser.waitFor(
        () => document.querySelector(".presence").dataset.state !== "connected",
      );
      await browser.click('#actions a[href="#get_stock"]');
      await browser.waitFor(() => document.activeElement.id === "action");
      assert.equal(await presence(), "Connecting");
      await connected();
      await visitor.settled();
      assert.equal(await visitor.textOf("#action-title"), "Get Stock");
      assert.equal(await visitor.focused(), "action");
    },
  );

  await t.test(
    "given a preview, when another shop is chosen, then nothing can be confirmed any more",
    async () => {
      await visitor.choose("#demo-host", "");
      await visitor.openForm("update_product_content");
      await visitor.edit({ field: "name", language: "en", text: "For the shop before" });
      await visitor.preview();
      await browser.choose("#demo-host", "slow");
      await browser.waitFor(
        () => document.querySelector(".presence").dataset.state !== "connected",
      );
      const isOffered = await browser.evaluate(() =>
        document.querySelector("#answer .decision button.primary")?.checkVisibility(),
      );
      assert.ok(!isOffered, "the preview of the shop before is gone");
      await connected();
      assert.deepEqual(browser.complaints, []);
    },
  );

  await t.test(
    "given a write under way, when going elsewhere, then it ends first and is shown",
    async () => {
      await visitor.settled();
      await visitor.formFilled();
      await visitor.edit({ field: "name", language: "en", text: "Written to the end" });
      await visitor.preview();
      const hash = await browser.evaluate(() => location.hash);
      await browser.click("#answer .decision button.primary");
      await browser.click('#actions a[href="#get_product"]');
      await browser.waitFor(() =>
        /^A change is being saved/.test(document.querySelector("#status").textContent),
      );
      await browser.evaluate(() => history.back());
      await browser.waitFor((held) => location.hash === held, hash);
      const [isHeld, asks] = await browser.evaluate(() => [
        document.querySelector("#connect").inert,
        !dispatchEvent(new Event("beforeunload", { cancelable: true })),
      ]);
      assert.deepEqual([isHeld, asks], [true, true]);
      await visitor.settled();
      assert.equal(await visitor.state(), "written");
      assert.match(await visitor.focused(), /^h2 Saved/);
      assert.equal(await visitor.textOf("#action-title"), "Update Product Content");
      await visitor.goTo("get_product");
      assert.deepEqual(
        await browser.evaluate(() => [
          document.querySelector("#connect").inert,
          dispatchEvent(new Event("beforeunload", { cancelable: true })),
        ]),
        [false, true],
      );
      assert.deepEqual(browser.complaints, []);
    },
  );

  await t.test(
    "given a form that waits for the shop, when it is left, then nothing else runs in its place",
    async () => {
      await visitor.choose("#demo-host", "");
      await visitor.goTo("get_stock");
      await browser.choose("#demo-host", "slow");
      await browser.waitFor(
        () => document.querySelector(".presence").dataset.state !== "connected",
      );
      await connected();
      await browser.evaluate(() => {
        location.hash = "#update_order_status";
      });
      await browser.waitFor(() => document.querySelector("#action form[aria-busy]") !== null);
      await browser.evaluate(() => {
        document.querySelector("#action form").requestSubmit();
        location.hash = "#get_product";
      });
      await browser.waitFor(() => document.activeElement.id === "action");
      // Twice as long as the shop takes.
      await new Promise((resolve) => setTimeout(resolve, 4000));
      const [status, hash] = await browser.evaluate(() => [
        document.querySelector("#status").textContent,
        location.hash,
      ]);
      assert.deepEqual([status, hash], ["", "#get_product"]);
    },
  );
}
