// Connecting: everything that can be wrong, and where secrets are.
import assert from "node:assert/strict";
import { startEdge } from "./edge-worker.mjs";
import { keep } from "./pictures.mjs";
import { expectNoKey } from "./secrecy.mjs";
import { visitorOf } from "./visitor.mjs";
import { BULK } from "./writes.mjs";

/** What is wrong with the way to a worker, the error's kind, and what it tells to do. */
const WRONG_WAYS = [
  {
    what: "a wrong token",
    way: ({ edge }) => [edge.url, "wrong"],
    kind: "unauthorized",
    says: /not known here.*CALLERS/,
  },
  {
    what: "an expired token",
    way: ({ edge }) => [edge.url, edge.tokens.expired],
    kind: "unauthorized",
    says: /has expired.*new one/,
  },
  {
    what: "a token that reaches no shop",
    way: ({ edge }) => [edge.url, edge.tokens.outsider],
    kind: "no_such_site",
    says: /SITES/,
  },
  {
    what: "the address of a shop",
    way: ({ server, edge }) => [server.url, edge.tokens.writer],
    kind: "wrong_address",
    says: /no edge worker.*printed/,
  },
  {
    what: "another path of the worker",
    way: ({ edge }) => [`${edge.url}/elsewhere`, edge.tokens.writer],
    kind: "no_such_route",
    says: /address/,
  },
  {
    what: "a worker that is down",
    way: ({ edge }) => ["127.0.0.1:1", edge.tokens.writer],
    kind: "network",
    says: /No server answers.*running/,
  },
  {
    what: "a worker that does not allow this page",
    way: ({ foreign }) => [foreign.url, foreign.tokens.writer],
    kind: "foreign_origin",
    says: /ALLOWED_ORIGINS/,
  },
  {
    what: "an address without encryption",
    way: ({ edge }) => ["http://edge.example.com", edge.tokens.writer],
    kind: "wrong_address",
    says: /could be read on the way.*https/,
  },
  {
    what: "no address at all",
    way: ({ edge }) => ["https://", edge.tokens.writer],
    kind: "wrong_address",
    says: /not an address/,
  },
];

/** Sites of the worker whose shop refuses, and the page of the back office that mends it. */
const WRONG_SITES = [
  { site: "wrong-key", kind: "authentication", says: /Advanced Parameters > Webservice/ },
  { site: "switched-off", kind: "webservice_disabled", says: /Enable PrestaShop's webservice/ },
  { site: "gone", kind: "network", says: /./ },
];

/** What is wrong with the way to a shop itself. */
const WRONG_SHOPS = [
  {
    what: "a wrong key",
    way: ({ server }) => [server.url, "A".repeat(32)],
    kind: "authentication",
    says: /Advanced Parameters > Webservice/,
  },
  {
    what: "a Webservice that is switched off",
    way: ({ server }) => [`${server.url}/~disabled`, server.keys["shop 1"]],
    kind: "webservice_disabled",
    says: /Enable PrestaShop's webservice/,
  },
  {
    what: "a shop without CORS",
    way: ({ closed }) => [closed.url, closed.keys["shop 1"]],
    kind: "no_cors",
    says: /edge worker.*Access-Control-Allow-Origin/,
  },
];

/** Walks through what is wrong, and through where the secrets are. */
export async function connectEveryWay(t, browser, started) {
  const { site, server, edge, foreign } = started;
  const visitor = visitorOf(browser);
  const tokens = [...Object.values(edge.tokens), ...Object.values(foreign.tokens)];
  const stored = () =>
    browser.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }));
  await browser.resize(1440, 900);
  await visitor.open(site.url);

  await t.test("given the panel, then each of the three kinds is explained in a line", async () => {
    const helps = await browser.evaluate(() =>
      [...document.querySelectorAll(".target")].map((target) => [
        target.querySelector("input").value,
        target.querySelector(".help").textContent.length > 20,
      ]),
    );
    assert.deepEqual(helps, [
      ["demo", true],
      ["edge", true],
      ["shop", true],
    ]);
  });

  for (const { what, way, kind, says } of WRONG_WAYS) {
    await t.test(`given ${what}, when connected, then it says ${kind} and what to do`, async () => {
      await visitor.connectThrough(...way(started));
      await visitor.expectError(kind);
      assert.match(await visitor.textOf("#answer"), says);
      assert.match(await visitor.textOf("#bar"), /Not connected/);
      const [html, address, type] = await browser.evaluate(() => [
        document.documentElement.outerHTML,
        location.href,
        document.querySelector("#edge-token").type,
      ]);
      assert.ok(!tokens.some((token) => (html + address).includes(token)), "no token is shown");
      assert.equal(type, "password");
      await keep(browser, `edge-error-${what.replaceAll(" ", "-")}`);
    });
  }

  for (const { site: id, kind, says } of WRONG_SITES) {
    await t.test(
      `given the site ${id}, then the error is ${kind} and says what to do`,
      async () => {
        await visitor.connectThrough(edge.url, edge.tokens.writer);
        await visitor.choose("#edge-site", id);
        await visitor.expectError(kind);
        assert.match(await visitor.textOf("#answer .todo"), says);
      },
    );
  }

  await t.test("given a reading token, then no writing action is offered", async () => {
    await visitor.connectThrough(edge.url, edge.tokens.reader);
    await visitor.expectAnswer();
    const writing = await browser.evaluate(
      () => document.querySelectorAll("#actions .writes").length,
    );
    assert.equal(writing, 0);
  });

  await t.test("given a token for named actions, then those alone are offered", async () => {
    await visitor.connectThrough(edge.url, edge.tokens.seoEditor);
    await visitor.expectAnswer();
    const named = await browser.evaluate(() =>
      [...document.querySelectorAll("#actions a")].map((one) => one.hash.slice(1)),
    );
    assert.deepEqual(named, ["list_languages", "update_product_seo", BULK]);
  });

  for (const { what, way, kind, says } of WRONG_SHOPS) {
    await t.test(
      `given ${what}, when asked directly, then it says ${kind} and what to do`,
      async () => {
        await visitor.connectTo(...way(started));
        await visitor.expectError(kind);
        assert.match(await visitor.textOf("#answer .todo"), says);
        await keep(browser, `direct-error-${kind}`);
      },
    );
  }

  await t.test(
    "given a worker that goes away, then a write is told of as unknown, a read as unanswered",
    async () => {
      const leaving = await startEdge(server, new URL(site.url).origin);
      await visitor.connectThrough(leaving.url, leaving.tokens.writer);
      await visitor.expectAnswer();
      await visitor.openForm("update_customer");
      await browser.type("#input-id", "3");
      await browser.press("Tab");
      await visitor.formFilled();
      await visitor.edit({ field: "note", language: null, text: "Never written." });
      await visitor.preview();
      await leaving.stop();
      await visitor.confirm();
      await visitor.expectError("outcome_unknown");
      // A look that fails says nothing of the write.
      await browser.click("#answer .buttons button.primary");
      await visitor.settled();
      await visitor.expectError("outcome_unknown");
      assert.match(await visitor.textOf("#answer .notice"), /No server answers/);
      await visitor.goTo("list_languages");
      await visitor.run();
      await visitor.expectError("network");
    },
  );

  await t.test("given no wish to keep it, then the token is in no storage", async () => {
    await visitor.connectThrough(edge.url, edge.tokens.writer);
    await visitor.expectAnswer();
    assert.equal(await stored(), "{}");
    await expectNoKey(browser, { keys: { ...server.keys, ...edge.tokens } });
  });

  await t.test(
    "given the box is ticked, when the page is loaded again, then it connects by itself",
    async () => {
      await browser.click("#edge-keep");
      assert.ok((await stored()).includes(edge.tokens.writer));
      await browser.open("about:blank");
      await browser.open(site.url);
      await visitor.settled();
      assert.match(await visitor.textOf("#bar"), /through the worker/);
      await browser.click("#edge-keep");
      assert.equal(await stored(), "{}");
    },
  );

  await t.test(
    "given a kept connection, when another is chosen, then it is forgotten",
    async () => {
      await browser.click("#edge-keep");
      assert.notEqual(await stored(), "{}");
      await browser.click("#target-demo");
      await visitor.choose("#demo-key", "shop-2");
      assert.equal(await stored(), "{}");
    },
  );
}
