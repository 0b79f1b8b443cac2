// What people of a shop do most, as they do it: acts are counted, each as the hand makes it.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { consoleOf } from "./support/console.mjs";
import { shopValues, startDemoServer } from "./support/demo-server.mjs";
import { inEachBrowser } from "./support/each-browser.mjs";
import { startEdge } from "./support/edge-worker.mjs";
import { finderOf } from "./support/finder.mjs";
import { loseNothing } from "./support/losing-nothing.mjs";
import { orderPage } from "./support/order-page.mjs";
import { productOf } from "./support/product-page.mjs";
import { enterStatus, keepSecrets, workerRef } from "./support/shop-visitor.mjs";
import { serveSite } from "./support/site.mjs";

/** An order of the sample shop with a tracking number, and the half of a product's name. */
const ORDER = { id: 198, reference: "NHUPBYXDB" };
const HALF_A_NAME = "bamboo";

let edge;
let server;
let site;

before(async () => {
  server = await startDemoServer();
  site = await serveSite("www/console", async (origin) => {
    edge = await startEdge(server, origin);
    return {};
  });
});

after(async () => {
  await site?.close();
  await edge?.stop();
  await server?.stop();
});

inEachBrowser("what people do most", async (t, using) => {
  const lines = [];
  await using({ isDark: false }, async (browser) => {
    await browser.resize(1280, 900);
    await findThings(t, browser, counterOf(browser, lines));
    await changeThings(t, browser, counterOf(browser, lines));
  });
  await using({ isDark: false }, (browser) => loseNothing(t, browser, { site }));
  await using({ isDark: true }, (browser) => printOrder(t, browser));
  console.log(`acts and seconds:\n${lines.join("\n")}`);
});

/** Counts clicks, chords and pasted texts from `begin` to `end`. */
function counterOf(browser, lines) {
  let acts = [];
  let began = 0;
  const note = (kind, doing) => {
    acts.push(kind);
    return doing;
  };
  const page = consoleOf(browser, site);
  const finder = finderOf(browser);
  return {
    page,
    finder,
    begin: () => {
      acts = [];
      began = performance.now();
    },
    click: (words) => note("click", page.press(words)),
    clickAt: (selector) => note("click", browser.click(selector)),
    chord: (key) => note("key", browser.press(key)),
    paste: (text) => note("text", finder.paste(text)),
    end: (task) => {
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      lines.push(`  ${task}: ${acts.join(", ")}; ${seconds} s`);
      return { clicks: acts.filter((one) => one === "click").length, all: acts.length };
    },
  };
}

async function findThings(t, browser, hand) {
  const { page, finder } = hand;

  await t.test("given a reference, then one chord, the text and Enter show its order", async () => {
    await page.open("orders");
    hand.begin();
    await hand.chord("/");
    await hand.paste(ORDER.reference);
    await hand.chord("Enter");
    await finder.isAt(`orders/${ORDER.reference}`);
    await page.reads("Timeline", "#main");
    assert.deepEqual(hand.end("reference to order"), { clicks: 0, all: 3 });
  });

  await t.test("given “where is my parcel”, then the e-mail alone shows where it is", async () => {
    const [customer] = await shopValues(server, `orders/${ORDER.id}`, "id_customer");
    const [email] = await shopValues(server, `customers/${customer}`, "email");
    await page.open("products");
    hand.begin();
    await hand.chord("/");
    await hand.paste(email);
    await hand.chord("Enter");
    await browser.waitFor(() => /^#\/customers\/\d+/.test(location.hash));
    await page.reads("CL000", "#main");
    assert.deepEqual(hand.end("where is my parcel"), { clicks: 0, all: 3 });
  });

  await t.test("given half of a product's name, then it is found and opened", async () => {
    await page.open("orders");
    hand.begin();
    await hand.chord("/");
    await hand.paste(HALF_A_NAME);
    await browser.waitFor(
      (half) => document.querySelector("#found [aria-selected=true]")?.textContent.includes(half),
      HALF_A_NAME,
    );
    await hand.chord("Enter");
    await browser.waitFor(() => /^#\/products\/\d+/.test(location.hash));
    await page.reads(HALF_A_NAME, "#main h1");
    assert.deepEqual(hand.end("product by half its name"), { clicks: 0, all: 3 });
  });
}

async function changeThings(t, browser, hand) {
  const { page } = hand;

  await t.test("given an order on the screen, then three clicks change its status", async () => {
    const order = orderPage(browser, page);
    await page.open(`orders/${ORDER.reference}`);
    await page.reads("Change status", "#main");
    hand.begin();
    await hand.click("Change status");
    await hand.click("In the workshop");
    await order.canSave();
    const save = await page.textOf("dialog[open] .save");
    assert.match(save, new RegExp(`${ORDER.reference}.*In the workshop.*Clay & Leaf`));
    await hand.clickAt("dialog[open] .save");
    await order.ends("saved");
    const { clicks } = hand.end("status of an order");
    assert.ok(clicks <= 3, `${clicks} clicks`);
  });

  await t.test(
    "given a product, then four clicks show its French title before it is saved",
    async () => {
      const product = productOf(browser, site);
      await product.openProduct();
      hand.begin();
      await hand.clickAt("#text-meta_title-fr");
      await product.type("meta_title", "fr", "Un titre tout neuf");
      await hand.clickAt("#preview-texts");
      await browser.waitFor(() => document.querySelector("#save-texts") !== null);
      assert.match(await page.textOf("#main"), /Un titre tout neuf/);
      assert.match(await page.textOf("#save-texts"), /Save 1 text.*Clay & Leaf/);
      assert.ok((await page.textOf("#main h1")).length > 0, "the product is named");
      const { clicks } = hand.end("French title with preview");
      assert.ok(clicks <= 4, `${clicks} clicks`);
    },
  );

  await t.test(
    "given a worker, and somebody who writes between preview and save, then the three are shown",
    async () => {
      const order = orderPage(browser, page);
      // The browser before has left it where this one wants to bring it.
      await enterStatus(server, ORDER.id, 5);
      await keepSecrets(browser, site, { [`worker:${edge.url}`]: edge.tokens.writer });
      await page.open(`orders/${ORDER.reference}`, { shop: workerRef(edge.url, "shop-1") });
      await page.reads("Change status", "#main");
      await page.press("Change status");
      await page.press("Handed to the carrier");
      await order.canSave();
      assert.match(await page.textOf("dialog[open] .save"), /NHUPBYXDB.*Shop 1/);
      await enterStatus(server, ORDER.id, 2);
      await order.save();
      await order.ends("conflict");
      const shown = await page.textOf("[data-write=conflict] .diff.three");
      assert.match(shown, /Before.*Yours.*Handed to the carrier.*Theirs.*Paid/s);
      await browser.press("1");
      await browser.click("#main .save:enabled");
      await order.ends("saved");
      await order.hasStatus("Handed to the carrier");
    },
  );

  await t.test(
    "given the worker's journal, then the change is there by its reference",
    async () => {
      await page.open("changes", { shop: workerRef(edge.url, "shop-1") });
      await page.reads("Saved through the worker", "#main");
      await page.reads("writer", "[data-journal]");
      await page.reads(ORDER.reference, "[data-journal] a");
      await browser.click("[data-journal] button");
      await page.reads("Undo Change", "#main");
    },
  );
}

/** What is on paper, and what only a screen needs. */
const ON_PAPER = ["#main h1", "#main .table tbody tr", "#main .line li", ".paper"];
const ON_SCREEN_ALONE = [".bar", ".rail", ".sample-band", "#main .btn"];

async function printOrder(t, browser) {
  const page = consoleOf(browser, site);
  const shown = (selectors) =>
    browser.evaluate(
      (all) =>
        all.filter((selector) =>
          [...document.querySelectorAll(selector)].some((one) => one.checkVisibility()),
        ),
      selectors,
    );
  if (browser.wear === null) return;
  await t.test("given paper, then the order, the shop and its address are on it", async () => {
    await page.open(`orders/${ORDER.reference}`);
    await page.reads("Timeline", "#main");
    await browser.wear("print");
    assert.deepEqual(await shown(ON_PAPER), ON_PAPER);
    assert.deepEqual(await shown(ON_SCREEN_ALONE), []);
    assert.match(await page.textOf(".paper"), /Clay & Leaf.*demo\.example/);
    const ground = await browser.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.equal(ground, "rgb(255, 255, 255)", "paper is white in dark colours as well");
    await browser.wear(null);
  });
}
