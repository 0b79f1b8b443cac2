// What can be wrong with the way to a shop: each is told with what to do, and nothing is opened.
import assert from "node:assert/strict";
import { connectorOf } from "./connecting.mjs";
import { keep } from "./pictures.mjs";
import { expectNoKey } from "./secrecy.mjs";

/** `[what, the address and the token, what it says]`. */
const WORKERS = [
  ["a wrong token", ({ edge }) => [edge.url, "wrong"], /not known here.*CALLERS/],
  ["an expired token", ({ edge }) => [edge.url, edge.tokens.expired], /has expired.*new one/],
  [
    "a token that reaches no shop",
    ({ edge }) => [edge.url, edge.tokens.outsider],
    /can’t use any shop/,
  ],
  [
    "the address of a shop",
    ({ server, edge }) => [server.url, edge.tokens.writer],
    /no edge worker.*printed/,
  ],
  [
    "another path of the worker",
    ({ edge }) => [`${edge.url}/elsewhere`, edge.tokens.writer],
    /address/,
  ],
  [
    "a worker that is down",
    ({ edge }) => ["127.0.0.1:1", edge.tokens.writer],
    /No server answers.*running/,
  ],
  [
    "a worker that does not allow this page",
    ({ foreign }) => [foreign.url, foreign.tokens.writer],
    /ALLOWED_ORIGINS/,
  ],
  [
    "an address without encryption",
    ({ edge }) => ["http://edge.example.com", edge.tokens.writer],
    /could be read on the way.*https/,
  ],
];

/** The same for a shop itself. */
const SHOPS = [
  ["a wrong key", ({ server }) => [server.url, "A".repeat(32)], /does not accept the key/],
  [
    "a Webservice that is switched off",
    ({ server }) => [`${server.url}/~disabled`, server.keys["shop 1"]],
    /Webservice is disabled/,
  ],
  [
    "nobody at the address",
    ({ server }) => ["http://127.0.0.1:1", server.keys["shop 1"]],
    /No answer/,
  ],
  [
    "a shop without CORS",
    ({ closed }) => [closed.url, closed.keys["shop 1"]],
    /does not let this page read/,
  ],
];

/** The others look like one of these. */
const LOOKED_AT = ["a wrong token", "a shop without CORS"];

/** What a form refuses before anything is sent: its inputs, and the one that is marked. */
const INPUTS = [
  ["worker", { "worker-url": "https://", "worker-token": "t" }, "worker-url"],
  ["worker", { "worker-url": "worker.example", "worker-token": "two words" }, "worker-token"],
  ["direct", { "direct-url": "", "direct-key": "A".repeat(32) }, "direct-url"],
  ["direct", { "direct-url": "shop.example", "direct-key": "short" }, "direct-key"],
];

/** Walks through what is wrong, in the language of the page. */
export async function connectWrongly(t, browser, started) {
  const { site, server, edge, foreign } = started;
  const visitor = connectorOf(browser, site);
  const secrets = { ...server.keys, ...edge.tokens, ...foreign.tokens };
  await browser.resize(1440, 900);
  await visitor.visit();

  // The page's own files may still arrive, and a font that is in the page is no request.
  const isSent = (url) => !url.startsWith("data:") && !url.startsWith(`${site.url}assets/`);
  for (const [form, texts, marked] of INPUTS) {
    await t.test(
      `given ${Object.values(texts).join(" and ")}, then ${marked} is marked, and nothing is sent`,
      async () => {
        await browser.click(`#way-${form}`);
        browser.requests.length = 0;
        for (const [id, text] of Object.entries(texts)) await browser.type(`#${id}`, text);
        await browser.click(`#${form}-open`);
        await browser.waitFor((id) => document.getElementById(id).ariaInvalid === "true", marked);
        assert.equal(await browser.evaluate(() => document.activeElement.id), marked);
        assert.deepEqual(browser.requests.filter(isSent), []);
      },
    );
  }
  await keep(browser, "connect-marked");

  for (const [kind, ways] of [
    ["signIn", WORKERS],
    ["enterKey", SHOPS],
  ]) {
    for (const [what, way, says] of ways) {
      await t.test(`given ${what}, then it says what to do, and no shop is open`, async () => {
        if (kind === "enterKey") await browser.click("#way-direct").catch(() => visitor.visit());
        await visitor[kind](...way(started));
        assert.match(await visitor.failure(), says);
        assert.equal(await visitor.chip(), "Choose a shop");
        const types = await browser.evaluate(() =>
          [...document.querySelectorAll("#worker-token, #direct-key")].map(({ type }) => type),
        );
        assert.deepEqual(new Set(types), new Set(["password"]));
        const html = await browser.evaluate(
          () => document.documentElement.outerHTML + location.href,
        );
        for (const secret of Object.values(secrets)) assert.ok(!html.includes(secret));
        if (LOOKED_AT.includes(what)) await keep(browser, `connect-${what.replaceAll(" ", "-")}`);
      });
    }
  }

  await t.test("given a shop without CORS, then three ways are shown that work", async () => {
    await browser.waitFor(() => document.querySelectorAll("#blocked-ways > li").length === 3);
    assert.match(
      await visitor.textOf("#blocked-ways .cmd"),
      /npx @aismarttalk\/prestashop check http/,
    );
    await visitor.press("Sign in with a token");
    await browser.waitFor(() => document.querySelector("#worker-form") !== null);
  });

  for (const [code, title] of [
    ["fr", "Connecter une boutique"],
    ["ar", "ربط متجر"],
    ["en", "Connect a shop"],
  ]) {
    await t.test(`given ${code}, then the page says it so, and fits a phone`, async () => {
      await browser.choose("#language", code);
      await visitor.reads(title, "h1");
      await browser.resize(360, 800);
      await visitor.expectNoSidewaysScroll(360);
      await keep(browser, `connect-${code}`);
      await browser.resize(1440, 900);
    });
  }
  await expectNoKey(browser, { keys: {} });
}
