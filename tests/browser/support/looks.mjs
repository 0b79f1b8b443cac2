// The pages of the sample shop, looked at one after the other.
import assert from "node:assert/strict";
import { expectAccessible } from "./accessibility.mjs";
import { consoleOf, SAMPLE } from "./console.mjs";

/** From a phone to a wide screen, and a window that is enlarged to 400 %. */
const ALL_WIDTHS = [320, 360, 820, 1440, 2560];

const PAGES = [
  "orders",
  "orders/YYVIRSNJT",
  "products",
  "products/7",
  "customers",
  "customers/21",
  "customers/99999",
  "bulk",
  "key",
  "changes",
  "calls/get_order",
  "connect",
];

/** Opens each page, and looks at it in these widths with axe-core and in all of them with a ruler. */
export async function lookAt(t, browser, { site, language, widths }) {
  const visitor = consoleOf(browser, site);
  await browser.resize(1440, 900);
  await visitor.open("orders");
  if (language !== "en") {
    await browser.choose("#language", language);
    await browser.waitFor((code) => document.documentElement.lang.startsWith(code), language);
  }
  for (const page of PAGES) {
    await t.test(`given ${page} in ${language}, then it fits and axe finds nothing`, async () => {
      await goTo(browser, visitor, page);
      for (const width of ALL_WIDTHS) {
        await browser.resize(width, 900);
        await visitor.expectNoSidewaysScroll(width);
        if (widths.includes(width)) await expectAccessible(browser, `${page}, ${width} wide`);
      }
      await browser.resize(1440, 900);
    });
  }

  await t.test(`given the pages in ${language}, then nothing was complained about`, () => {
    const complaints = browser.complaints.filter((one) => !/status of 404/.test(one));
    assert.deepEqual(complaints, []);
  });
}

/** As a link does: the shop stays open. */
async function goTo(browser, visitor, page) {
  await browser.evaluate((hash) => {
    location.hash = hash;
  }, `#/${page}?shop=${SAMPLE}`);
  await browser.waitFor(
    (name) => document.querySelector("#main h1") !== null && location.hash.startsWith(`#/${name}`),
    page,
  );
  await browser.evaluate(() => new Promise((resolve) => setTimeout(resolve, 150)));
  await visitor.settled();
}
