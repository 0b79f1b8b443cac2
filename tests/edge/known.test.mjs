// What is kept of a shop for the next action, for whom, and for how long.
import assert from "node:assert/strict";
import { after, before, mock, test } from "node:test";
import { startDemoServer } from "../js/support/demo-server.mjs";
import { KEYS } from "../js/support/demo-shop.mjs";
import { eachCase } from "../js/support/table.mjs";
import { load } from "./support/here.mjs";

const { knownOf, clientWith, memoryCache, optionsOf } = await load(
  "shop/knowledge.ts",
  "shop/cache.ts",
  "sites/site.ts",
);

const MINUTE_MS = 60_000;

let store;
before(async () => {
  store = await startDemoServer();
});
after(() => store.stop());

/** A site of the demo store, whose actions share a cache; `asked` are the paths that went out. */
function sharing({ cache = memoryCache(), answer = (_, ask) => ask() } = {}) {
  const asked = [];
  const site = { id: "one", name: "One", url: store.url, key: KEYS.everything };
  return {
    cache,
    site,
    asked: () => asked.splice(0),
    run: async (action, input = {}, of = site) => {
      const known = await knownOf(of, cache);
      const fetch = (url, init) => {
        asked.push(new URL(url).pathname);
        return answer(url, () => globalThis.fetch(url, init));
      };
      const client = clientWith(known.knowledge, { ...optionsOf(of), fetch, retries: 0 });
      try {
        return await client.run(action, input);
      } finally {
        await known.keep(client);
      }
    },
  };
}

test("given an action, then the next one of that site asks for nothing that is known", async () => {
  const { run, asked } = sharing();
  for (const action of ["list_languages", "list_order_states"]) {
    const first = await run(action);
    assert.ok(asked().length > 0, action);
    assert.deepEqual(await run(action), first);
    assert.deepEqual(asked(), [], action);
  }
});

test("given an answer of status 200 that is no whole list, then nobody else gets it", () =>
  eachCase(
    "answers",
    [
      ["a PHP error", () => "<br />\n<b>Fatal error</b>: Uncaught PrestaShopDatabaseException"],
      ["a page of the host", () => "<!doctype html><html><body>Back in a moment.</body></html>"],
      ["half a document", (whole) => whole.slice(0, whole.length / 2)],
      ["nothing", () => ""],
    ],
    async (bad) => {
      let isBad = true;
      const { run, asked } = sharing({
        answer: async (_, ask) => {
          const answer = await ask();
          return isBad ? new Response(bad(await answer.text()), answer) : answer;
        },
      });
      await assert.rejects(run("list_languages"));
      isBad = false;
      const { languages } = await run("list_languages");
      assert.ok(languages.length > 1);
      assert.equal(asked().length, 2);
      await run("list_languages");
      assert.equal(asked().length, 0);
    },
  ));

test("given a site that has another address, key or shop since, then it is asked anew", () =>
  eachCase(
    "changes of a site",
    [
      ["another address", () => ({ url: store.url.replace("127.0.0.1", "localhost") })],
      ["another key", () => ({ key: KEYS.shop1 })],
      ["another shop", () => ({ shopId: 1 })],
      ["another way of its key", () => ({ auth: "query" })],
      ["another id", () => ({ id: "two" })],
    ],
    async (change) => {
      const { run, asked, site } = sharing();
      await run("list_languages");
      asked();
      const changed = { ...site, ...change() };
      await run("list_languages", {}, changed);
      assert.equal(asked().length, 1);
      await run("list_languages", {}, changed);
      await run("list_languages");
      assert.equal(asked().length, 0);
    },
  ));

test("given a minute, then what was known first is asked for anew, whatever was learnt since", async (t) => {
  mock.timers.enable({ apis: ["Date"], now: Date.now() });
  t.after(() => mock.timers.reset());
  const { run, asked } = sharing();
  await run("list_languages");
  mock.timers.tick(MINUTE_MS - 10_000);
  // A second thing is known, and the first gets no older for it.
  await run("list_order_states");
  asked();
  mock.timers.tick(9_000);
  await run("list_languages");
  assert.deepEqual(asked(), []);
  mock.timers.tick(1_000);
  await run("list_languages");
  assert.deepEqual(asked(), ["/api/languages"]);
});

test("given a right that is missing, then no action asks for it again until check_access or a minute later", async (t) => {
  mock.timers.enable({ apis: ["Date"], now: Date.now() });
  t.after(() => mock.timers.reset());
  const { run, asked, site } = sharing();
  const lesser = { ...site, key: KEYS.productsOnly };
  const refused = () => assert.rejects(run("get_order", { id: 24 }, lesser), { status: 401 });
  await refused();
  const first = asked().length;
  assert.ok(first > 0);
  await refused();
  mock.timers.tick(30_000);
  await refused();
  assert.deepEqual(asked(), []);
  await run("check_access", {}, lesser);
  asked();
  await refused();
  assert.deepEqual(asked(), [], "the list of its rights confirms it");
  mock.timers.tick(MINUTE_MS);
  await refused();
  assert.ok(asked().length > 0);
});

test("given a cache that fails or holds something else, then actions answer as without it", () =>
  eachCase(
    "caches",
    [
      [
        "one that fails",
        {
          get: () => Promise.reject(new Error("gone")),
          put: () => Promise.reject(new Error("gone")),
        },
      ],
      ["no JSON", { get: async () => new Response("<html>"), put: async () => {} }],
      [
        "something else",
        { get: async () => new Response('{"languages":[]}'), put: async () => {} },
      ],
      ["another shop", { get: async () => new Response('{"format":2}'), put: async () => {} }],
    ],
    async (cache) => {
      const { run, asked } = sharing({ cache });
      const { languages } = await run("list_languages");
      assert.ok(languages.length > 1);
      assert.equal(asked().length, 1);
    },
  ));
