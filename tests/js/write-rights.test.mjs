// What stands in the way of a write: no such record, no right, no Webservice.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ADDRESS, client, demoShop, KEYS } from "./support/demo-shop.mjs";
import { assertFails } from "./support/errors.mjs";
import { eachCase } from "./support/table.mjs";
import { changed } from "./support/writes.mjs";

const SIZE = { products: 24, orders: 20, customers: 12 };

/** The class and words of the message or hint of what a shop or a key stands in the way of. */
const IN_THE_WAY = [
  ["NotFoundError", /not exist/, (shop) => shop.products.update(99_999, { on_sale: true })],
  ["NotFoundError", /not exist/, (shop) => shop.customers.update(99_999, { note: "A" })],
  [
    "NotFoundError",
    /shopId/,
    (shop) => shop.orderHistories.create({ id_order: 99_999, id_order_state: 5 }),
  ],
  [
    "ValidationError",
    /order_states/,
    (shop) => shop.orderHistories.create({ id_order: 4, id_order_state: 99 }),
  ],
  [
    "PermissionError",
    /PATCH.* customers/,
    (_, demo) => client(demo, { key: KEYS.shop1 }).customers.update(2, { note: "A" }),
  ],
  [
    "PermissionError",
    /languages|products/,
    (_, demo) => client(demo, { key: KEYS.productsOnly }).products.update(5, { on_sale: true }),
  ],
  [
    "PermissionError",
    /PUT.* categories/,
    (_, demo) =>
      client(demo, { key: KEYS.shop1 }).resource("categories").update(4, { active: "0" }),
  ],
  [
    "PermissionError",
    /DELETE.* orders/,
    (_, demo) => client(demo, { key: KEYS.shop1 }).resource("orders").delete(4),
  ],
  [
    "PermissionError",
    /POST.* order_states/,
    (_, demo) =>
      client(demo, { key: KEYS.shop1 })
        .resource("order_states")
        .create({ name: { en: "A" } }),
  ],
  [
    "PermissionError",
    /stock_availables/,
    (_, demo) => client(demo, { key: KEYS.shop1 }).stockAvailables.update(2, { quantity: 1 }),
  ],
  [
    "PermissionError",
    /order/,
    (_, demo) =>
      client(demo, { key: KEYS.productsOnly }).orderHistories.create({
        id_order: 4,
        id_order_state: 5,
      }),
  ],
  [
    "AuthenticationError",
    /key/i,
    (_, demo) => client(demo, { key: KEYS.disabled }).products.update(5, { on_sale: true }),
  ],
  [
    "WebserviceDisabledError",
    /Webservice/,
    (_, demo) =>
      client(demo, { url: `${ADDRESS}/~disabled` }).products.update(5, { on_sale: true }),
  ],
];

test("given a shop or a key that does not let it, then the error says what to do", () =>
  eachCase(
    "refusals",
    ["1.6", "1.7", "8.2", "9.0"].flatMap((version) =>
      IN_THE_WAY.filter(([, hint]) => version === "9.0" || !String(hint).includes("PATCH")).map(
        ([name, hint, write], at) => [`${name} ${at} of ${version}`, version, name, hint, write],
      ),
    ),
    async (version, name, hint, write) => {
      const demo = demoShop({ ...SIZE, version });
      const error = await assertFails(write(client(demo), demo), name);
      assert.match(`${error.message} ${error.hint}`, hint);
      assert.deepEqual(changed(demo), []);
    },
  ));
