// The whole way without a pointer: connect, read, write, take it back.
import assert from "node:assert/strict";
import { shopValues } from "./demo-server.mjs";
import { visitorOf } from "./visitor.mjs";

/** More stops than the page has. */
const MOST_STOPS = 90;
const PRODUCT = 12;
/** More than a block of code shows at first. */
const MANY_LINES = 450;

/** Goes the whole way with Tab, arrows, Enter and Escape. */
export async function type(t, browser, { site, server }) {
  const visitor = visitorOf(browser);
  const titles = () =>
    shopValues(
      server,
      `products?filter[id]=[${PRODUCT}]&display=[meta_title]&language=2`,
      "language",
    );
  /** Presses Tab up to that place; every stop on the way can be seen. */
  const tabTo = async (selector) => {
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      await browser.press("Tab");
      const [isThere, unseen] = await browser.evaluate(stopAt, selector);
      assert.equal(unseen, null, "the focus is seen");
      if (isThere) return;
    }
    assert.fail(`no stop at ${selector}`);
  };
  await browser.resize(1280, 900);
  await visitor.open(site.url);

  await t.test(
    "given no pointer, when a shop is connected to, then its rights are shown",
    async () => {
      await connect(tabTo, browser, server);
      await browser.waitFor(() => document.querySelector("#answer .backoffice a") !== null);
      await visitor.settled();
      assert.equal(await visitor.focused(), "shop-key");
    },
  );

  await t.test(
    "given no pointer, when an action is picked and run, then its end is told",
    async () => {
      await tabTo('#actions a[href="#get_product"]');
      await browser.press("Enter");
      await browser.waitFor(() => document.activeElement.id === "action");
      await tabTo("[name=either]");
      await browser.press("ArrowRight");
      await browser.press("ArrowLeft");
      await tabTo("#input-id");
      await browser.write(String(PRODUCT));
      await browser.press("Enter");
      await visitor.settled();
      assert.equal(await visitor.focused(), "input-id");
      const status = await browser.evaluate(() => {
        const { role, ariaLive, textContent } = document.querySelector("#status");
        return [role, ariaLive, textContent.startsWith("Answered")];
      });
      assert.deepEqual(status, ["status", "polite", true]);
      await tabTo("#answer summary");
      await browser.press("Enter");
      assert.equal(await browser.evaluate(() => document.activeElement.parentElement.open), true);
    },
  );

  await t.test(
    "given no pointer, when a text is changed, then it is previewed, left and written",
    async () => {
      await visitor.open(`${site.url}#update_product_seo?id=${PRODUCT}`);
      await connect(tabTo, browser, server);
      await browser.waitFor(() => document.querySelector("#shop-key").value === "");
      await visitor.settled();
      await tabTo('#actions a[href="#update_product_seo"]');
      await browser.press("Enter");
      await browser.waitFor(() => document.activeElement.id === "action");
      await visitor.formFilled();
      await tabTo("#input-id");
      await browser.write(String(PRODUCT));
      await tabTo("[name=text-language]");
      await visitor.formFilled();
      await browser.press("ArrowRight");
      await tabTo("#input-meta_title-fr");
      await browser.press("End");
      await browser.write(" (clavier)");
      await browser.press("Enter");
      await visitor.settled();
      assert.match(await visitor.focused(), /^h2 Preview/);
      await browser.press("Escape");
      assert.equal(await visitor.focused(), "input-meta_title-fr");
      await browser.press("Enter");
      await visitor.settled();
      await tabTo("#answer .decision .primary");
      await browser.press("Enter");
      await browser.waitFor(() => document.querySelector("#answer [data-state=written]") !== null);
      assert.match(await visitor.focused(), /^h2 Saved/);
      assert.match((await titles())[0], /\(clavier\)$/);
    },
  );

  await t.test("given no pointer, when it is taken back, then the old text is there", async () => {
    await tabTo("#answer .undoing");
    await browser.press("Enter");
    await browser.waitFor(() => document.querySelector("#answer [data-state=preview]") !== null);
    assert.match(await visitor.focused(), /^h2 Preview/);
    await tabTo("#answer .decision .primary");
    await browser.press("Enter");
    await browser.waitFor(() => document.querySelector("#answer [data-state=written]") !== null);
    assert.doesNotMatch((await titles())[0], /clavier/);
    // The usual key may not read stock, and a browser says so of every refusal.
    const complaints = browser.complaints.filter((text) => !text.includes("401"));
    assert.deepEqual(complaints, []);
  });

  await t.test(
    "given a button that has done its work, then the focus is not lost with it",
    async () => {
      await visitor.open(`${site.url}#update_customer?id=3`);
      await visitor.formFilled();
      await browser.evaluate((lines) => {
        const note = document.querySelector("#input-note");
        note.value = "Called\n".repeat(lines);
        note.dispatchEvent(new Event("input"));
      }, MANY_LINES);
      await visitor.preview();
      await tabTo("#answer .interfere");
      await browser.press("Enter");
      await browser.waitFor(
        () => document.querySelector("#answer .decision [role=status]").textContent !== "",
      );
      assert.match(await visitor.focused(), /^button Let someone else/);
      await visitor.confirm();
      await browser.click("#answer .buttons button.primary");
      await visitor.settled();
      await visitor.confirm();
      await visitor.openEverything();
      await tabTo("#exchanges .codebox > .link");
      await browser.press("Enter");
      assert.match(await visitor.focused(), /^pre curl/);
    },
  );

  await t.test(
    "given a narrow page, when a shop is chosen, then the focus is not lost",
    async () => {
      await browser.resize(360, 800);
      await visitor.open(site.url);
      await tabTo("#connect summary");
      await browser.press("Enter");
      await tabTo("#demo-key");
      await browser.press("ArrowDown");
      await browser.waitFor(() => document.querySelector("#bar").textContent.includes("Outlet"));
      await visitor.settled();
      assert.match(await visitor.focused(), /^summary Shop/);
    },
  );
}

async function connect(tabTo, browser, server) {
  await tabTo("#target-demo");
  await browser.press("ArrowDown");
  await browser.press("ArrowDown");
  await tabTo("#shop-url");
  await browser.write(server.url);
  await tabTo("#shop-key");
  await browser.write(server.keys["shop 1"]);
  await browser.press("Enter");
}

/** Whether the focus is at that place, and what of it cannot be seen. Runs in the page. */
function stopAt(selector) {
  const { activeElement: at } = document;
  if (at === null || at === document.body) return [false, null];
  const rings = [at, at.nextElementSibling].filter((one) => one !== null);
  const isSeen = rings.some((one) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0;
  });
  return [at.matches(selector), isSeen ? null : at.outerHTML.slice(0, 200)];
}
