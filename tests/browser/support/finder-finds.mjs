// What is found in the sample shop, in one go and by keyboard alone.
import assert from "node:assert/strict";
import { expectAccessible } from "./accessibility.mjs";
import { consoleOf } from "./console.mjs";
import { shopValues } from "./demo-server.mjs";
import { finderOf } from "./finder.mjs";

/** Verbs in the languages of the page, and where they lead. */
const VERBS = [
  ["en", "bulk", "bulk"],
  ["en", "check the key", "key"],
  ["en", "connect", "connect"],
  ["en", "undo", "changes"],
  ["fr", "vérifier", "key"],
  ["fr", "verifier la cle", "key"],
  ["fr", "lot", "bulk"],
  ["ar", "فحص", "key"],
  ["ar", "بالجملة", "bulk"],
];

/** Finds by everything that the box understands. */
export async function findAnything(t, browser, { site, server, stored }) {
  const page = consoleOf(browser, site);
  const finder = finderOf(browser);
  const shipped = stored.find(
    ({ state, id }) => [4, 5].includes(state) && id % 25 !== 0 && id % 25 !== 24,
  );
  await browser.resize(1280, 900);
  await page.open("orders");

  await t.test(
    "given a reference as it is pasted, then one chord and Enter open its order",
    async () => {
      const { reference } = shipped;
      const forms = [
        reference,
        reference.toLowerCase(),
        `#${reference}`,
        `  ${reference}\n`,
        `order ${reference}`,
      ];
      for (const text of forms) {
        await page.open("products");
        // Nothing is waited for between the keys.
        await browser.press("/");
        await finder.paste(text);
        await browser.press("Enter");
        await finder.isAt(`orders/${reference}`);
        await browser.waitFor(() => document.querySelector("dialog.menu") === null);
      }
      console.log(`${forms.length} forms of a reference`);
    },
  );

  await t.test(
    "given an e-mail address, then the customer, the order and its parcel are there",
    async () => {
      const [email] = await shopValues(
        server,
        customerPath(await buyerOf(server, shipped.id)),
        "email",
      );
      await page.open("orders");
      await finder.find(`Somebody <${email}>`);
      const hits = await finder.hits();
      const groups = hits.filter(({ group }) => group === "Orders and customers");
      assert.ok(groups[0].sub.toLowerCase().includes(email.toLowerCase()), JSON.stringify(groups));
      assert.ok(groups[0].isChosen, "the customer is chosen");
      const orders = groups.filter(({ title }) => /^[A-Z]{9}$/.test(title));
      assert.ok(orders.length > 0);
      const [newest] = orders;
      const isTold = groups.some(
        ({ title, sub }) => title.startsWith("Parcel ") && sub.includes(newest.title),
      );
      assert.ok(isTold || /tracking|parcel/.test(newest.sub), "it says where the parcel is");
      await expectAccessible(browser, "the box with a customer");
      await browser.press("Enter");
      await browser.waitFor(() => /^#\/customers\/\d+/.test(location.hash));
      const kept = await browser.evaluate(
        () => location.href + JSON.stringify({ ...localStorage }),
      );
      assert.ok(
        !kept.includes(email) && !kept.includes(encodeURIComponent(email)),
        "no e-mail is kept",
      );
    },
  );

  await t.test("given a shipped order, then its parcel and number stand below it", async () => {
    await page.open("orders");
    await finder.find(shipped.reference);
    const hits = await finder.hits();
    assert.equal(hits[0].title, shipped.reference);
    const parcel = hits.find(({ title }) => title.startsWith("Parcel "));
    assert.ok(parcel || /tracking|parcel/.test(hits[0].sub), JSON.stringify(hits.slice(0, 3)));
    await finder.close();
  });

  await t.test("given half the name of a product, then Enter opens it", async () => {
    const [name] = await shopValues(
      server,
      "products?display=[id,name]&language=1&limit=1&filter[id]=[3]",
      "name",
    );
    await page.open("orders");
    const half = name.slice(Math.floor(name.length / 2)).trim();
    await finder.find(half);
    const hit = (await finder.hits()).find(({ group }) => group === "Products");
    assert.ok(hit.title.includes(half), `${hit.title} has ${half}`);
    assert.equal(
      await browser.evaluate(() => document.querySelector("#found mark") !== null),
      true,
    );
    await browser.evaluate((title) => {
      const all = [...document.querySelectorAll("#found [role=option]")];
      all.find((one) => one.textContent.includes(title)).click();
    }, hit.title);
    await browser.waitFor(() => /^#\/products\/\d+/.test(location.hash));
  });

  await t.test("given ids, then the record of that kind is opened", async () => {
    for (const [text, path] of [
      ["product 12", "products/12"],
      ["customer 12", "customers/12"],
      [`order ${shipped.id}`, null],
    ]) {
      await page.open("key");
      await finder.find(text);
      await browser.press("Enter");
      await finder.isAt(path ?? `orders/${shipped.reference}`);
    }
    await page.open("orders");
    await finder.find("12");
    const kinds = new Set((await finder.hits()).map(({ group }) => group));
    assert.ok(kinds.has("Products") && kinds.has("Orders and customers"), [...kinds].join());
    await finder.close();
  });

  await t.test("given verbs in the page's language, then they are done", async () => {
    for (const [language, verb, path] of VERBS) {
      await page.open("orders");
      await browser.choose("#language", language);
      await browser.waitFor((code) => document.documentElement.lang === code, language);
      await browser.evaluate(() => document.activeElement.blur());
      await finder.open();
      await finder.paste(verb);
      await browser.waitFor(() => document.querySelector("#found [role=option]") !== null);
      await browser.press("Enter");
      await finder.isAt(path);
    }
    await browser.choose("#language", "en");
    console.log(`${VERBS.length} verbs`);
  });

  await t.test(
    "given Developer, then every call is found by its name; without, none is",
    async () => {
      await page.open("orders");
      await finder.find("stock");
      assert.ok(!(await finder.titles()).includes("Get Stock"));
      await finder.close();
      await browser.click("#developer");
      await finder.find("get stock");
      await browser.press("Enter");
      await finder.isAt("calls/get_stock");
      await browser.click("#developer");
    },
  );

  await t.test("given the keys, then they move, and the field says where one is", async () => {
    await page.open("orders");
    await finder.find("an");
    const titles = await finder.titles();
    assert.ok(titles.length > 3);
    const named = () =>
      browser.evaluate(() => {
        const id = document.activeElement.getAttribute("aria-activedescendant");
        return document.getElementById(id)?.querySelector(".cut > span").textContent;
      });
    assert.equal(await named(), titles[0]);
    await browser.press("ArrowDown");
    await browser.press("ArrowDown");
    await browser.waitFor(
      () => document.activeElement.getAttribute("aria-activedescendant") === "found-2",
    );
    assert.equal(await named(), titles[2]);
    for (let count = 0; count < 3; count += 1) await browser.press("ArrowUp");
    await browser.waitFor(
      (last) => document.activeElement.getAttribute("aria-activedescendant") === `found-${last}`,
      titles.length - 1,
    );
    await expectAccessible(browser, "the box with hits");
    await finder.close();
    // A phone has the same box.
    await browser.resize(360, 740);
    await browser.click("button.narrow[aria-label^='Find']");
    await browser.waitFor(() => document.activeElement?.id === "finder");
    await finder.paste("an");
    await finder.settled();
    await page.expectNoSidewaysScroll(360);
    await expectAccessible(browser, "the box on a phone");
    await finder.close();
    await browser.resize(1280, 900);
  });

  await t.test("given nothing that fits, then it says where it has looked", async () => {
    await page.open("orders");
    await finder.find("zzqqxxv");
    await page.reads("Nothing found for “zzqqxxv”", "dialog.menu");
    await page.reads("products of Clay & Leaf", "dialog.menu");
    await finder.close();
  });

  await t.test(
    "given records that were open, then they stand first, and are those of the shop",
    async () => {
      await page.open(`products/12`);
      await page.open("orders");
      await browser.press("/");
      await browser.waitFor(() => document.querySelector("#found [role=option]") !== null);
      const [first] = await finder.hits();
      assert.equal(first.group, "Recent");
      await finder.close();
      await page.open("orders", { shop: "demo:8.2/shop-2" });
      await browser.press("/");
      await browser.waitFor(() => document.querySelector("#found [role=option]") !== null);
      const groups = (await finder.hits()).map(({ group }) => group);
      assert.ok(!groups.includes("Recent"), "nothing of another shop");
      await finder.close();
    },
  );
}

async function buyerOf(server, order) {
  const [id] = await shopValues(
    server,
    `orders?display=[id_customer]&filter[id]=[${order}]`,
    "id_customer",
  );
  return id;
}

function customerPath(id) {
  return `customers?display=[email]&filter[id]=[${id}]`;
}
