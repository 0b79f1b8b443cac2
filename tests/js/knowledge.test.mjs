// What a client knows of its shop, taken out as an object and handed to the next client.
import assert from "node:assert/strict";
import { test } from "node:test";
import { InvalidRequestError, PrestaShop, ready } from "@aismarttalk/prestashop";
import { ADDRESS, demoShop, KEYS } from "./support/demo-shop.mjs";
import { eachCase } from "./support/table.mjs";

/** Clients of one shop; `sent` are the requests since the last look. */
function shopOf(key = KEYS.shop1) {
  const { fetch, log } = demoShop();
  return {
    open: (options = {}) => new PrestaShop({ url: ADDRESS, key, fetch, ...options }),
    sent: () => log.splice(0).map(({ method, url }) => `${method} ${url.slice(ADDRESS.length)}`),
  };
}

test("given what one client knows, then it comes back from JSON and the next one asks for none of it", async () => {
  await ready();
  const { open, sent } = shopOf();
  const first = open();
  assert.equal(first.knowledge().version, null);
  const found = await first.run("get_product", { id: 5 });
  await first.run("list_order_states", {});
  const asked = sent();
  const text = JSON.stringify(first.knowledge());
  assert.ok(!text.includes(KEYS.shop1) && !text.includes(btoa(`${KEYS.shop1}:`).slice(0, 40)));
  const second = open({ knowledge: JSON.parse(text) });
  assert.equal(second.knowledgeIgnored, null);
  assert.equal(second.version, first.version);
  assert.deepEqual(sent(), []);
  assert.deepEqual(await second.run("get_product", { id: 5 }), found);
  assert.equal(sent().length, 1);
  await second.run("list_order_states", {});
  assert.deepEqual(sent(), []);
  console.log(`${asked.length} requests, then 1; ${text.length} bytes`);
});

test("given a write by a client that knows the rights, then it reads, writes and looks", async () => {
  const { open, sent } = shopOf();
  const first = open();
  await first.products.update(5, { reference: "KNOWN-1" });
  const asked = sent();
  const second = open({ knowledge: first.knowledge() });
  const { written } = await second.products.update(6, { reference: "KNOWN-2" });
  assert.ok(written);
  const again = sent();
  assert.ok(asked.some((one) => one.endsWith(" /api/") || one.endsWith("/api")));
  assert.ok(!again.some((one) => one.endsWith(" /api/") || one.endsWith("/api")), again.join("\n"));
});

test("given knowledge of something else, then it is ignored and the client says why", () =>
  eachCase(
    "clients",
    [
      ["another address", "address", { url: "https://other.example" }],
      ["another shopId", "shopId", { shopId: 1 }],
      ["another key", "key", { key: KEYS.everything }],
      ["another auth", "auth", { auth: "query" }],
    ],
    async (why, options) => {
      const { open } = shopOf();
      const first = open();
      await first.run("get_product", { id: 5 });
      const second = open({ knowledge: first.knowledge(), ...options });
      assert.match(second.knowledgeIgnored, new RegExp(why));
      assert.equal(second.knowledge().languages, null);
    },
  ));

test("given what is no knowledge, then the client is refused with the part that is wrong", async () => {
  await ready();
  const { open } = shopOf();
  const first = open();
  await first.run("get_product", { id: 5, language: "fr" });
  const whole = first.knowledge();
  const language = { id: 1, iso_code: "xx", name: "X" };
  const many = Array.from({ length: 10_000 }, (_, at) => ({ ...language, id: at + 1 }));
  const circle = { ...whole };
  circle.rights = circle;
  await eachCase(
    "values",
    [
      ["a number", 5],
      ["a text", JSON.stringify(whole)],
      ["a list", [whole]],
      ["nothing in it", {}],
      ["another form", { format: "1" }],
      ["10,000 languages", { ...whole, languages: { at: whole.at, value: many } }],
      ["10 MB", { ...whole, url: "x".repeat(10 << 20) }],
      [
        "a wrong type",
        { ...whole, languages: { at: whole.at, value: [{ ...language, id: "1" }] } },
      ],
      ["a wrong time", { ...whole, at: "now" }],
      ["a circle", circle],
      ["a promise", Promise.resolve(whole)],
      ["a part left out", { ...whole, refusals: undefined }],
      [
        "a getter that throws",
        {
          ...whole,
          get version() {
            throw new Error("mine");
          },
        },
      ],
    ],
    async (knowledge) => {
      assert.throws(
        () => open({ knowledge }),
        (error) =>
          error instanceof InvalidRequestError &&
          /^(?:knowledge|options)$/.test(error.field) &&
          error.hint.length > 0,
      );
    },
  );
  assert.equal(open({ knowledge: null }).knowledgeIgnored, null);
  assert.equal(open({ knowledge: undefined }).knowledgeIgnored, null);
  assert.match(open({ knowledge: { ...whole, format: 2 } }).knowledgeIgnored, /version/);
});

test("given a request that was refused, then it is refused again without being sent, until access() asks", async () => {
  const { open, sent } = shopOf(KEYS.productsOnly);
  const shop = open();
  const first = await shop.orders.get(5).catch((error) => error);
  assert.equal(sent().length, 1);
  const again = await shop.orders.list().catch((error) => error);
  assert.deepEqual(sent(), []);
  assert.equal(again.constructor, first.constructor);
  assert.deepEqual(
    [again.message, again.status, again.codes],
    [first.message, first.status, first.codes],
  );
  assert.match(again.hint, /tried again in \d+ s.*access\(\)/);
  // The next client knows it too.
  await assert.rejects(open({ knowledge: shop.knowledge() }).orders.list(), { status: 401 });
  assert.deepEqual(sent(), []);
  await shop.access();
  assert.equal(sent().length, 1);
});
