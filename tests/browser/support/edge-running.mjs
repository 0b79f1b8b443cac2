// Reading through the worker: every action, what is shown of the exchanges, and how it looks.
import assert from "node:assert/strict";
import { actions } from "@aismarttalk/prestashop";
import { BEYOND_THE_USUAL_KEY, expectFacts, FACTS } from "./actions.mjs";
import { shopValues } from "./demo-server.mjs";
import { keep } from "./pictures.mjs";
import { expectNoKey } from "./secrecy.mjs";
import { visitorOf } from "./visitor.mjs";
import { BULK } from "./writes.mjs";

const WIDTHS = [360, 1440];

/** Pages that are looked at in every width and colour. */
const PAGES = [
  { name: "access", hash: "" },
  { name: "product-right-to-left", hash: "#get_product?id=11&language=ar" },
  { name: "changes", hash: "#list_changes" },
  { name: "undo", hash: "#undo_change" },
];

/** Runs every reading action as a visitor who clicked once. */
export async function runThrough(t, browser, { site, server, edge }) {
  const visitor = visitorOf(browser);
  const ask = (path, element) => shopValues(server, path, element);
  const secrets = { keys: { ...server.keys, ...edge.tokens } };
  await browser.resize(1280, 900);

  await t.test("given a worker beside the page, when clicked once, then it is used", async () => {
    await visitor.open(site.url);
    await browser.click("#target-edge");
    await browser.click("#edge-local");
    await visitor.settled();
    await visitor.expectAnswer();
    assert.match(await visitor.textOf("#bar"), /Clay & Leaf.*8\.2\.1 · through the worker/);
    assert.match(await visitor.textOf("#answer"), /stock_availables/);
    await expectNoKey(browser, secrets);
  });

  await t.test("given a token, when connected, then the shops it reaches are listed", async () => {
    const names = await browser.evaluate(() =>
      [...document.querySelectorAll("#edge-site option")].map((one) => one.textContent),
    );
    assert.ok(names.includes("Shop 1, every right"), names.join());
    assert.equal(names.length, 6);
    await visitor.choose("#edge-site", "shop-2");
    assert.match(await visitor.textOf("#bar"), /Clay & Leaf Outlet/);
  });

  await t.test("given the worker's catalogue, then its own actions are there as well", async () => {
    const named = await browser.evaluate(() =>
      [...document.querySelectorAll("#actions a")].map((one) => one.hash.slice(1)),
    );
    const own = ["list_changes", "undo_change"];
    assert.deepEqual(named.sort(), [...actions.map(({ name }) => name), ...own, BULK].sort());
  });

  for (const name of Object.keys(FACTS)) {
    await t.test(
      `given its example, when ${name} runs through the worker, then it shows what the shop has`,
      async () => {
        const beyond = BEYOND_THE_USUAL_KEY.includes(name);
        await visitor.choose("#edge-site", beyond ? "everything" : "shop-1");
        await expectFacts(visitor, name, ask);
      },
    );
  }

  await t.test("given an answer, then its exchange with the worker is shown", async () => {
    await visitor.openEverything();
    const exchanges = await visitor.textOf("#exchanges");
    assert.match(exchanges, /POST/);
    assert.match(exchanges, /stay inside the worker/);
    assert.match(exchanges, /Server-Timing: shop \d+ ms \(\d+ requests\), total \d+ ms/);
    assert.match(exchanges, /x-request-id/);
    assert.doesNotMatch(exchanges, /<prestashop/);
    await keep(browser, "edge-exchanges");
    await expectNoKey(browser, secrets);
  });

  await t.test("given all of this, then nothing was complained about or asked elsewhere", () => {
    assert.deepEqual(browser.complaints, []);
    const known = [site.url, edge.url, "about:", "data:"];
    const elsewhere = browser.requests.filter(
      (url) => !known.some((start) => url.startsWith(start)),
    );
    assert.deepEqual(elsewhere, []);
  });
}

/** Looks at the pages in one colour scheme, narrow and wide. */
export async function lookThrough(t, browser, { site }, colours) {
  const visitor = visitorOf(browser);
  for (const width of WIDTHS) {
    await t.test(
      `given the worker, ${colours} colours and ${width} pixels, then nothing scrolls sideways`,
      async () => {
        await browser.resize(width, 900);
        for (const { name, hash } of PAGES) {
          await visitor.open(site.url + hash);
          await visitor.unfold();
          await browser.click("#target-edge");
          await browser.click("#edge-local");
          await visitor.settled();
          await visitor.unfold();
          const state = `edge-${name}-${colours}-${width}`;
          await keep(browser, state);
          await visitor.expectNoSidewaysScroll(width);
        }
      },
    );
  }
}
