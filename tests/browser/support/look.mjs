// The pages in every width and colour, the same in every browser.
import assert from "node:assert/strict";
import { keep } from "./pictures.mjs";
import { visitorOf } from "./visitor.mjs";

const NARROW = 360;
const WIDE = 1440;
/** A window of 1280 pixels whose page is enlarged to 400 %. */
const ENLARGED = 320;

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

/** Pages that are looked at where there is the least room. */
const ONLY_ENLARGED = ["#get_customer?id=8", "#find_orders", "#find_customers", "#audit_seo"];

const LOOSE_HTML = "<p>Two pots, five grains < six, and <b>a word that is bold</p>";

/** What comes of changing something, looked at the same way. */
const WRITES = [
  {
    name: "content",
    hash: "#update_product_content?id=7",
    fill: async (visitor) => {
      await visitor.edit({ field: "name", language: "en", text: "Salt & pepper, a pair" });
      await visitor.edit({ field: "description", language: "fr", text: LOOSE_HTML });
      await visitor.edit({ field: "name", language: "ar", text: "مملحة وفلفلية من الفخار" });
    },
  },
  {
    name: "customer",
    hash: "#update_customer?id=3",
    fill: (visitor) => visitor.edit({ field: "note", language: null, text: LOOSE_HTML }),
  },
  {
    name: "status",
    hash: "#update_order_status?id=5",
    fill: async (visitor, browser) => {
      await visitor.pickState(4);
      await browser.click("#input-send_email");
    },
  },
];

/**
 * Looks at the pages in one colour scheme: in the light one narrow, wide, enlarged and from right to
 * left. Colours have no sizes, so in the dark one each page is looked at once.
 */
export async function look(t, browser, { site, colours }) {
  const visitor = visitorOf(browser);
  const isLight = colours === "light";
  const widths = isLight ? [NARROW, WIDE] : [NARROW];
  for (const width of widths) {
    await t.test(
      `given ${colours} colours and ${width} pixels, then nothing scrolls sideways`,
      async () => {
        await browser.resize(width, 800);
        for (const { name, hash } of PAGES) {
          await visitor.open(site.url + hash);
          await keep(browser, `${name}-${colours}-${width}`);
          await visitor.openEverything();
          await visitor.expectNoSidewaysScroll(width);
        }
      },
    );
  }

  for (const width of widths) {
    await t.test(
      `given ${colours} colours and ${width} pixels, when something is changed, then nothing scrolls sideways`,
      async () => {
        await browser.resize(width, 800);
        for (const write of WRITES)
          await lookAtWrite(visitor, browser, site, write, colours, width);
      },
    );
  }

  if (isLight) await lookAtSizes(t, visitor, browser, site);

  // Firefox has no way to be given the colours of the system.
  if (browser.devtools) {
    await t.test(`given the system's own colours over ${colours} ones, then none is needed`, () =>
      lookInForcedColours(visitor, browser, site, colours),
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

/** Looks at the pages where there is the least room, and from right to left. */
async function lookAtSizes(t, visitor, browser, site) {
  await t.test("given a page enlarged four times, then nothing scrolls sideways", async () => {
    await browser.resize(ENLARGED, 800);
    for (const hash of [...PAGES.map((page) => page.hash), ...ONLY_ENLARGED]) {
      await visitor.open(site.url + hash);
      await visitor.unfold();
      await visitor.choose("#demo-key", "everything");
      await visitor.openEverything();
      await visitor.expectNoSidewaysScroll(ENLARGED);
      await expectNoSidewaysTables(browser);
    }
  });

  await t.test("given a page from right to left, then it fits as well", async () => {
    for (const width of [NARROW, WIDE]) {
      await browser.resize(width, 800);
      for (const { name, hash } of PAGES) {
        await visitor.open(site.url + hash);
        await browser.evaluate(() => {
          document.documentElement.dir = "rtl";
        });
        await visitor.expectNoSidewaysScroll(width);
        await keep(browser, `${name}-rtl-${width}`);
      }
    }
  });
}

/** What is chosen, how long a text is and the colour of a status can be told without the page's own colours. */
async function lookInForcedColours(visitor, browser, site, colours) {
  const devtools = await browser.devtools();
  // What is not said again is taken back.
  const force = (value) =>
    devtools.send("Emulation.setEmulatedMedia", {
      features: [
        { name: "forced-colors", value },
        { name: "prefers-color-scheme", value: colours },
      ],
    });
  await visitor.open(`${site.url}#get_product?id=7`);
  await force("active");
  const seen = await browser.evaluate(() => {
    const colourOf = (selector) =>
      getComputedStyle(document.querySelector(selector)).backgroundColor;
    return {
      chosen: colourOf(".segments input:checked + span"),
      other: colourOf(".segments input:not(:checked) + span"),
      filled: colourOf(".lengthbar .filled"),
      track: colourOf(".lengthbar .track"),
    };
  });
  await visitor.open(`${site.url}#list_order_states`);
  const dots = await browser.evaluate(() =>
    [...document.querySelectorAll("#answer .dot")].map(
      (dot) => getComputedStyle(dot).backgroundColor,
    ),
  );
  await force("none");
  assert.notEqual(seen.chosen, seen.other);
  assert.notEqual(seen.filled, seen.track);
  assert.ok(new Set(dots).size > 2, "the colours of the shop are seen");
}

/** Where there is no room for columns, a row is no wider than its table. */
async function expectNoSidewaysTables(browser) {
  const widths = await browser.evaluate(() =>
    [...document.querySelectorAll("#answer .tablebox")].map((one) => [
      one.scrollWidth,
      one.clientWidth,
    ]),
  );
  for (const [content, box] of widths) assert.ok(content <= box, `${content} wide on ${box}`);
}

/** Form, preview, conflict, preview and result. */
async function lookAtWrite(visitor, browser, site, { name, hash, fill }, colours, width) {
  const lookAt = async (step) => {
    await keep(browser, `${name}-${step}-${colours}-${width}`);
    await visitor.openEverything();
    await visitor.expectNoSidewaysScroll(width);
  };
  await visitor.open(site.url + hash);
  await visitor.formFilled();
  await fill(visitor, browser);
  await lookAt("form");
  await visitor.preview();
  await lookAt("preview");
  await visitor.interfere();
  await visitor.confirm();
  await lookAt("conflict");
  await browser.click("#answer .buttons button.primary");
  await visitor.settled();
  await visitor.confirm();
  await lookAt("written");
}
