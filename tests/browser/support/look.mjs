// The pages in every width and colour, the same in every browser.
import assert from "node:assert/strict";
import { picture } from "./pictures.mjs";
import { visitorOf } from "./visitor.mjs";

const NARROW = 360;
const WIDE = 1280;

/** Pages that are looked at in every width and colour. */
const PAGES = [
  { name: "access", hash: "" },
  { name: "product-right-to-left", hash: "#get_product?id=11&language=ar" },
  { name: "orders", hash: "#get_orders_by_email" },
  { name: "details", hash: "#get_order_details" },
  { name: "history", hash: "#get_order_history" },
  { name: "states", hash: "#list_order_states" },
  { name: "not-found", hash: "#get_product?id=4000000000" },
];

/** Looks at the pages in one colour scheme, narrow and wide. */
export async function look(t, browser, { site, colours }) {
  const visitor = visitorOf(browser);
  for (const width of [NARROW, WIDE]) {
    await t.test(
      `given ${colours} colours and ${width} pixels, then nothing scrolls sideways`,
      async () => {
        await browser.resize(width, 800);
        for (const { name, hash } of PAGES) {
          await visitor.open(site.url + hash);
          await browser.shoot(picture(browser, `${name}-${colours}-${width}`));
          await visitor.openEverything();
          await visitor.expectNoSidewaysScroll(width);
        }
      },
    );
  }

  await t.test(`given ${colours} colours, then the page wears them`, async () => {
    const brightness = await browser.evaluate(() => {
      const [red = 0] = getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number);
      return red;
    });
    assert.equal(brightness < 128 ? "dark" : "light", colours);
  });

  await t.test(`given a text from right to left in ${colours}, then it runs that way`, async () => {
    await visitor.open(`${site.url}#get_product?id=11&language=ar`);
    const direction = await browser.evaluate(
      () => getComputedStyle(document.querySelector("#answer h3 [dir=auto]")).direction,
    );
    assert.equal(direction, "rtl");
  });
}
