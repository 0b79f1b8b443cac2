// Many calls and several clients at once: nobody gets what is another's.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { ADDRESS, client, demoShop, KEYS } from "./support/demo-shop.mjs";
import { assertErrorOf, assertFails } from "./support/errors.mjs";

test("given a hundred calls at once on one client, then each gets its own answer", async () => {
  const demo = demoShop(
    {},
    {
      // Answers come in another order than the calls.
      before: async (url) => {
        for (let wait = url.length % 7; wait > 0; wait -= 1) await turn();
      },
    },
  );
  const shop = client(demo);
  const calls = Array.from({ length: 100 }, (_, at) => {
    const id = (at % 60) + 1;
    if (at % 4 === 0) return shop.orders.get(id);
    if (at % 4 === 1) return shop.customers.get(id);
    if (at % 4 === 2) return shop.customers.list({ filter: { id } }).then(([row]) => row);
    return shop.products.get(90_000 + id);
  });
  const ended = await Promise.allSettled(calls);
  ended.forEach(({ status, value, reason }, at) => {
    const id = (at % 60) + 1;
    if (at % 4 === 3) {
      assertErrorOf(reason, "NotFoundError");
      assert.ok(reason.request.url.includes(String(90_000 + id)));
    } else {
      assert.equal(status, "fulfilled");
      assert.equal(value.id, id);
      assert.equal("reference" in value, at % 4 === 0);
    }
  });
  console.log(`${ended.length} calls`);
});

test("given two clients of two shops, then keys, values and what is remembered do not mix", async () => {
  const demo = demoShop();
  const one = client(demo, { key: KEYS.shop1, defaultLanguage: "en" });
  const two = client(demo, { key: KEYS.shop2, url: `${ADDRESS}/shop2`, defaultLanguage: "fr" });
  const names = (shop) =>
    shop.run("list_order_states", {}).then(({ order_states }) => order_states[0].label);
  for (let round = 0; round < 3; round += 1) {
    const [first, second] = await Promise.all([names(one), names(two)]);
    assert.equal(first, "Waiting for the transfer");
    assert.equal(second, "En attente du virement");
  }
  const [a, b] = await Promise.all([one.products.get(14), two.products.get(14)]);
  assert.notEqual(a.price, b.price);
  await assertFails(two.products.get(12), "NotFoundError");
  await assertFails(one.products.get(13), "NotFoundError");
  for (const { url, headers } of demo.log) {
    const key = url.startsWith(`${ADDRESS}/shop2/`) ? KEYS.shop2 : KEYS.shop1;
    assert.equal(headers.Authorization, `Basic ${btoa(`${key}:`)}`);
  }
});

test("given two clients of one address with different rights, then neither uses the other's", async () => {
  const demo = demoShop();
  const rich = client(demo);
  const poor = client(demo, { key: KEYS.productsOnly });
  assert.equal((await rich.languages.list()).length, 4);
  await rich.run("list_languages", {});
  await assertFails(poor.languages.list(), "PermissionError");
  await assertFails(poor.run("list_languages", {}), "PermissionError");
});

test("given shops of two versions, then each client knows its own", async () => {
  const [old, young] = ["1.6", "9.0"].map((version) => client(demoShop({ version })));
  await Promise.all([old.access(), young.access()]);
  assert.match(old.version, /^1\.6/);
  assert.match(young.version, /^9/);
});

test("given options that change afterwards, then the client keeps what it was made with", async () => {
  const demo = demoShop();
  const options = { key: KEYS.everything };
  const shop = client(demo, options);
  options.key = KEYS.disabled;
  assert.equal((await shop.products.get(1)).id, 1);
});

test("given a lookup that failed once, then the next one asks again", async () => {
  let failures = 1;
  const demo = demoShop(
    {},
    {
      reshape: () => {
        failures -= 1;
        return failures >= 0 ? { status: 500, headers: {}, body: "" } : undefined;
      },
    },
  );
  const shop = client(demo);
  await assertFails(shop.run("list_languages", {}), "ServerError");
  assert.equal((await shop.run("list_languages", {})).languages.length, 4);
});
