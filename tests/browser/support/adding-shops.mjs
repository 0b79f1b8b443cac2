// A shop is added to a worker by hand: by keys alone, and with everything that can be wrong.
import assert from "node:assert/strict";
import { connectorOf } from "./connecting.mjs";
import { keep } from "./pictures.mjs";
import { expectNoKey } from "./secrecy.mjs";

const WRONG_KEY = "WRONG0KEY0WRONG0KEY0WRONG0KEY000";

/** What is wrong: `[what, inputs, the input that is marked, what is said]`. */
const WRONG = [
  ["a key the shop refuses", { key: WRONG_KEY }, null, /does not accept the key/],
  ["a key that is none", { key: "short" }, "key", /./],
  ["a private address", { url: "https://169.254.169.254" }, "url", /reserved/],
  ["plain http", { url: "http://shop.example" }, "url", /https/],
  ["a token that manages nothing", { token: "writer" }, null, /Not allowed with this token/],
  ["a token that nobody knows", { token: "unknown" }, null, /No valid token/],
  ["no address", { url: "https://" }, "url", /Enter an address/],
];

/** What the verdict on a key is told as, by the key. */
const VERDICTS = [
  ["everything", /can do too much/],
  ["products only", /not ready/],
];

/** Adds shops to a worker. */
export async function addShops(t, browser, { site, connected }) {
  const visitor = connectorOf(browser, site);
  const { shop, callers, url: worker } = connected;
  const tokenOf = (name) => callers[name]?.token ?? name;
  const ids = async () => {
    const { body } = await connected.ask("writer", "GET", "/v1/sites");
    return body.sites.map(({ id }) => id);
  };
  const fill = async ({ url = shop.url, key = shop.keys.everything, token = "admin" } = {}) => {
    const texts = { url, key, worker, token: tokenOf(token) };
    for (const [name, text] of Object.entries(texts)) await browser.type(`#adding-${name}`, text);
  };
  const send = async () => {
    await browser.click("#adding-add");
    await browser.waitFor(() => document.querySelector("#adding-add")?.disabled !== true);
  };
  connected.namespace.kept.clear();
  await browser.resize(1440, 900);
  await visitor.visit("#/connect");
  await browser.click("#way-adding");
  await browser.waitFor(() => document.activeElement.id === "adding-url");

  for (const [what, inputs, marked, says] of WRONG) {
    await t.test(`given ${what}, then it says what to do, and nothing is stored`, async () => {
      await fill(inputs);
      await send();
      const place = marked === null ? ".note-bad" : `#adding-${marked}-help`;
      await browser.waitFor(
        ([where, id]) =>
          document.querySelector(where) !== null &&
          (id === null || document.getElementById(`adding-${id}`).ariaInvalid === "true"),
        [place, marked],
      );
      assert.match(await visitor.textOf(place), says);
      assert.deepEqual(await ids(), []);
    });
  }
  await keep(browser, "adding-form");

  await t.test(
    "given no pointer, when a shop is added, then its verdict is said and its key is gone",
    async () => {
      await visitor.visit("#/connect");
      await browser.evaluate(() => document.querySelector("#way-adding").focus());
      await browser.press("Enter");
      await browser.waitFor(() => document.activeElement.id === "adding-url");
      const texts = [shop.url, shop.keys["shop 1"], "Clay & Leaf", "", worker, tokenOf("admin")];
      for (const [at, text] of texts.entries()) {
        if (at > 0) await browser.press("Tab");
        if (text !== "") await browser.write(text);
      }
      await browser.press("Enter");
      await browser.waitFor(() => document.querySelector("#added") !== null);
      assert.match(await visitor.textOf("#added"), /Clay & Leaf is added\.The key is ready\./);
      assert.deepEqual(await ids(), ["clay-leaf"]);
      await expectNoKey(browser, { keys: { ...shop.keys, admin: tokenOf("admin") } });
      await keep(browser, "adding-done");
    },
  );

  for (const [key, says] of VERDICTS) {
    await t.test(`given the key ${key}, then the verdict is told`, async () => {
      await browser.click("#adding-again");
      await fill({ key: shop.keys[key] });
      await browser.click("#adding-add");
      await browser.waitFor(() => document.querySelector("#added") !== null);
      assert.match(await visitor.textOf("#added"), says);
    });
  }

  await t.test(
    "given a shop that was added, when it is opened, then a token is asked for, and opens it",
    async () => {
      await browser.click("#adding-open");
      await browser.waitFor(() => document.querySelector("#worker-form") !== null);
      await visitor.signIn(worker, tokenOf("writer"));
      await browser.waitFor(
        () => /worker/.test(location.hash) && document.querySelector("#connect") === null,
      );
      assert.match(await visitor.hash(), /shop=worker:http/);
    },
  );
}
