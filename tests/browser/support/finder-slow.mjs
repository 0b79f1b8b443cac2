// The box before shops that are late, broken, or closed in part.
import assert from "node:assert/strict";
import { openDirectly, startBentShop } from "./bent-shop.mjs";
import { consoleOf } from "./console.mjs";
import { finderOf } from "./finder.mjs";

/** Meets every enemy in turn. */
export async function findSlowly(t, browser, { site, server, stored }) {
  const page = consoleOf(browser, site);
  const finder = finderOf(browser);
  const [{ reference }] = stored;
  await browser.resize(1280, 900);

  const using = async (rules, doing) => {
    const shop = await startBentShop(server.url);
    try {
      await openDirectly(browser, site, shop, server.keys["shop 1"]);
      await page.settled();
      shop.rules = rules;
      await doing(shop);
    } finally {
      await shop.close();
    }
  };

  await t.test(
    "given a shop that does not answer, then a reference is opened all the same",
    async () => {
      await using({ delay: () => 60_000 }, async () => {
        await finder.open();
        await finder.paste(reference);
        await browser.press("Enter");
        await finder.isAt(`orders/${reference}`);
      });
    },
  );

  await t.test(
    "given an answer that comes late, then it never takes the place of a newer one",
    async () => {
      let isSlow = true;
      const delay = (path) =>
        isSlow && /\/api\/(products|customers|orders)/.test(path) ? 2500 : 0;
      await using({ delay }, async () => {
        await finder.open();
        await finder.paste("anna");
        await new Promise((resolve) => setTimeout(resolve, 500));
        isSlow = false;
        await finder.paste("cup");
        await finder.settled();
        const titles = await finder.titles();
        assert.ok(
          titles.some((title) => /cup/i.test(title)),
          titles.join(),
        );
        await new Promise((resolve) => setTimeout(resolve, 3000));
        assert.deepEqual(await finder.titles(), titles);
        await finder.close();
      });
    },
  );

  await t.test(
    "given customers that the key may not read, then products are found, and it says so",
    async () => {
      const key = (path) =>
        path.startsWith("/api/customers") ? server.keys["products only"] : undefined;
      await using({ key }, async () => {
        await finder.find("cup");
        assert.ok((await finder.hits()).some(({ group }) => group === "Products"));
        await page.reads("Customers could not be searched:", "dialog.menu");
        await finder.close();
      });
    },
  );

  await t.test(
    "given a connection that breaks, then it says so, and the next text is looked for",
    async () => {
      let isBroken = true;
      await using({ breaks: () => isBroken }, async () => {
        await finder.open();
        await finder.paste("cup");
        await page.reads("Products could not be searched:", "dialog.menu");
        isBroken = false;
        await finder.paste("cups");
        await finder.paste("cup");
        await finder.settled();
        assert.ok((await finder.hits()).some(({ group }) => group === "Products"));
        assert.ok(!(await page.textOf("dialog.menu")).includes("could not be searched"));
        await finder.close();
      });
    },
  );

  await t.test(
    "given somebody who types fast, then the shop is asked about the last text alone",
    async () => {
      await using({}, async (shop) => {
        await finder.open();
        const before = shop.sent.length;
        await browser.write("teapot");
        await finder.settled();
        const asked = shop.sent.slice(before).filter((path) => path.startsWith("/api/products"));
        assert.ok(asked.length <= 3, `${asked.length} questions: ${asked.join("\n")}`);
        await finder.close();
      });
    },
  );
}
