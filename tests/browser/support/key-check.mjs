// The key check: three verdicts, box by box as in the back office.
import assert from "node:assert/strict";
import { connectorOf } from "./connecting.mjs";
import { keep } from "./pictures.mjs";

/** The key, the version, the verdict, what it says, and the boxes of one line. */
const KEYS = [
  [
    "shop-1",
    "8.2",
    "ready",
    /boxes that are needed, and no other/,
    "products",
    "keep keep empty empty empty empty",
  ],
  [
    "everything",
    "8.2",
    "ready_but_too_much",
    /could also delete orders, customers, products.*Untick \d+ boxes/,
    "orders",
    "keep untick untick untick untick untick",
  ],
  [
    "products-only",
    "8.2",
    "not_ready",
    /Tick \d+ boxes on \d+ lines\. Until then you cannot .*find or show orders/,
    "orders",
    "tick empty empty empty empty empty",
  ],
  ["shop-1", "9.0", "not_ready", /edit customers/, "customers", "keep keep empty tick empty empty"],
  ["shop-1", "1.7", "ready", /no other/, "products", "keep keep empty empty empty"],
];

/** Looks at keys, and takes their boxes along. */
export async function checkKeys(t, browser, { site }) {
  const visitor = connectorOf(browser, site);
  await browser.resize(1440, 900);

  for (const [key, version, verdict, says, resource, boxes] of KEYS) {
    await t.test(
      `given the key ${key} of ${version}, then it is ${verdict}, box by box`,
      async () => {
        await visitor.open("key", { shop: `demo:${version}/${key}` });
        await browser.waitFor(() => document.querySelector("#verdict") !== null);
        assert.equal(
          await browser.evaluate(() => document.querySelector("#verdict").dataset.verdict),
          verdict,
        );
        assert.match(await visitor.textOf("#verdict"), says);
        const states = await browser.evaluate(
          (name) =>
            [...document.querySelectorAll(`#boxes [data-resource=${name}] td[data-state]`)]
              .map(({ dataset }) => dataset.state)
              .join(" "),
          resource,
        );
        assert.equal(states, boxes);
        await keep(browser, `key-${key}-${version}`);
      },
    );
  }

  await t.test(
    "given boxes to untick, when copied, then each line has them by the back office's names",
    async () => {
      await visitor.open("key", { shop: "demo:8.2/everything" });
      await browser.waitFor(() => document.querySelector("#copy-boxes") !== null);
      await browser.evaluate(() => {
        navigator.clipboard.writeText = async (text) => {
          window.copied = text;
        };
      });
      await browser.click("#copy-boxes");
      await browser.waitFor(() => window.copied !== undefined);
      const text = await browser.evaluate(() => window.copied);
      assert.match(
        text,
        /^orders: Modify \(PUT\), Add \(POST\), Patch \(PATCH\), Delete \(DELETE\), Fast view \(HEAD\)$/m,
      );
    },
  );

  await t.test("given a disabled key, then no shop is open, and it says why", async () => {
    await visitor.visit("#/key?shop=demo:8.2/disabled");
    assert.match(await visitor.failure(), /key/);
    assert.equal(await visitor.chip(), "Choose a shop");
  });

  for (const [code, says] of [
    ["fr", /La clé n’est pas prête/],
    ["ar", /المفتاح غير جاهز/],
  ]) {
    await t.test(`given ${code}, then the verdict is said so, and fits a phone`, async () => {
      await visitor.open("key", { shop: "demo:8.2/products-only" });
      await browser.choose("#language", code);
      await browser.waitFor((wanted) => document.documentElement.lang === wanted, code);
      assert.match(await visitor.textOf("#verdict"), says);
      await browser.resize(360, 800);
      await visitor.expectNoSidewaysScroll(360);
      await keep(browser, `key-${code}`);
      await browser.resize(1440, 900);
    });
  }
  await browser.choose("#language", "en");
}
