// What has changed in a shop since the last call.
import assert from "node:assert/strict";
import { test } from "node:test";
import { client, demoShop, KEYS } from "./support/demo-shop.mjs";
import { assertFails } from "./support/errors.mjs";
import { eachCase } from "./support/table.mjs";

const SIZE = { products: 24, orders: 20, customers: 12 };
const ALL = { orders: true, order_states: true, customers: true, products: true };

const kinds = ({ changes }) => changes.map(({ resource, kind, row }) => [resource, kind, row.id]);

test("given writes between two calls, then the second one tells them, and the third one nothing", async () => {
  const demo = demoShop(SIZE);
  const shop = client(demo);
  const first = await shop.changes(ALL);
  assert.deepEqual([first.changes, first.has_more, first.warnings], [[], false, []]);

  const [order] = await shop.orders.list({ limit: 1, display: ["id", "current_state"] });
  const state = order.current_state === 4 ? 5 : 4;
  const { after } = await shop.orderHistories.create({
    id_order: order.id,
    id_order_state: state,
  });
  await shop.products.update(5, { reference: "NEW-5" });
  const second = await shop.changes(ALL, first.cursor);
  assert.deepEqual(kinds(second), [
    ["orders", "updated", order.id],
    ["products", "updated", 5],
    ["order_states", "created", after.id],
  ]);
  const [changedOrder, product, status] = second.changes;
  assert.equal(changedOrder.row.current_state, state);
  assert.equal(product.row.reference, "NEW-5");
  assert.deepEqual([status.row.id_order, status.row.id_order_state], [order.id, state]);

  // Whoever did not store the cursor is told the same once more.
  assert.deepEqual(await client(demo).changes(ALL, first.cursor), second);
  demo.log.length = 0;
  const third = await client(demo).changes(ALL, second.cursor);
  assert.deepEqual([third.changes, third.has_more], [[], false]);
  assert.equal(demo.log.length, 4);
});

test("given a date to begin at, then what was saved since comes, and no key twice", async () => {
  const shop = client(demoShop(SIZE));
  const keys = new Set();
  let cursor;
  let more = true;
  for (let options = { since: "2020-01-01" }; more; options = {}) {
    const told = await shop.changes(ALL, cursor, options);
    for (const { key } of told.changes) {
      assert.ok(!keys.has(key), key);
      keys.add(key);
    }
    ({ cursor, has_more: more } = told);
  }
  const orders = await shop.orders.list({ display: ["id"] });
  const told = [...keys].filter((key) => key.startsWith("orders/"));
  assert.equal(told.length, orders.length);
  assert.ok(orders.length > 0);
});

const begun = client(demoShop(SIZE)).changes(ALL);
const WRONG = [
  ["nothing to watch", (shop) => shop.changes({}), "watched"],
  ["no object", (shop) => shop.changes("orders"), "options"],
  ["an unknown name", (shop) => shop.changes({ carts: true }), "carts"],
  ["no truth value", (shop) => shop.changes({ orders: 1 }), "orders"],
  ["a cursor that is none", (shop) => shop.changes(ALL, "5"), "cursor"],
  ["a number for a cursor", (shop) => shop.changes(ALL, 5), "cursor"],
  [
    "a cursor that was changed",
    async (shop) => shop.changes(ALL, (await begun).cursor.replace(/\d(?=\.$)/, "z")),
    "cursor",
  ],
  [
    "a cursor that was cut",
    async (shop) => shop.changes(ALL, (await begun).cursor.slice(0, -4)),
    "cursor",
  ],
  ["a date that is none", (shop) => shop.changes(ALL, null, { since: "yesterday" }), "since"],
  [
    "a date and a cursor",
    async (shop) => shop.changes(ALL, (await begun).cursor, { since: "2026-01-01" }),
    "since",
  ],
  ["an unknown option", (shop) => shop.changes(ALL, null, { from: 1 }), "from"],
];

test("given what cannot be watched, or no cursor of this shop, then it is refused and nothing is sent", () =>
  eachCase("calls", WRONG, async (call, field) => {
    const demo = demoShop(SIZE);
    const error = await assertFails(call(client(demo)), "InvalidRequestError");
    assert.equal(error.field, field, error.message);
    assert.equal(demo.log.length, 0);
  }));

test("given the cursor of another shop, then it is refused; another way to write the address is not", async () => {
  const { cursor } = await begun;
  const demo = demoShop(SIZE);
  const other = client(demo, { shopId: 2, key: KEYS.shop2 });
  const error = await assertFails(other.changes(ALL, cursor), "InvalidRequestError");
  assert.equal(error.field, "cursor");
  assert.match(error.message, /another shop/);
  assert.equal(demo.log.length, 0);
  await client(demo, { url: "https://shop.example/api/" }).changes(ALL, cursor);
});

test("given a key without a right, then what is watched decides", async () => {
  const poor = client(demoShop(SIZE), { key: KEYS.productsOnly });
  await assertFails(poor.changes(ALL), "PermissionError");
  assert.deepEqual((await poor.changes({ products: true })).changes, []);
});

test("given several shops in one PrestaShop, then each is told its own changes", async () => {
  const demo = demoShop(SIZE);
  const shops = [1, 2].map((shopId) => client(demo, { shopId }));
  const [one, two] = shops;
  const begun = await Promise.all(shops.map((shop) => shop.changes(ALL)));
  const listed = await Promise.all(shops.map((shop) => shop.orders.list({ display: ["id"] })));
  const [ofOne, ofTwo] = listed.map((orders) => orders.map(({ id }) => id));
  const foreign = ofTwo.find((id) => !ofOne.includes(id));
  assert.ok(foreign !== undefined);

  await two.orderHistories.create({ id_order: foreign, id_order_state: 6 });
  await two.products.update(1, { price: "77.5" });
  const told = await Promise.all(shops.map((shop, at) => shop.changes(ALL, begun[at].cursor)));
  assert.deepEqual(kinds(told[0]), []);
  assert.deepEqual(
    kinds(told[1])
      .map(([resource, , id]) => [resource, id])
      .slice(0, 2),
    [
      ["orders", foreign],
      ["products", 1],
    ],
  );
  assert.equal(told[1].changes.at(-1).row.id_order, foreign);
  // Its rows were looked at once: from then on a look is as cheap as before.
  demo.log.length = 0;
  const after = await one.changes(ALL, told[0].cursor);
  assert.deepEqual(after.changes, []);
  assert.equal(demo.log.length, 4);
});
