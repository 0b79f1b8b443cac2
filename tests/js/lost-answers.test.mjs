// Writes whose answer is lost: what is told of them, how they are looked for again, and how they
// are kept for a client that comes later.
import assert from "node:assert/strict";
import { test } from "node:test";
import { OutcomeUnknownError, parseResponse, ready } from "@aismarttalk/prestashop";
import { ADDRESS, client, demoShop, KEYS } from "./support/demo-shop.mjs";
import { assertFails, errorOf } from "./support/errors.mjs";
import { eachCase } from "./support/table.mjs";
import { writesOf } from "./support/writes.mjs";

const SIZE = { products: 24, orders: 20, customers: 12 };

/** A write, what is asked for, and the records that it leaves. */
const WRITES = [
  ["update", (shop) => shop.products.update(5, { name: { fr: "Plat" }, price: "47.11" })],
  ["customer", (shop) => shop.customers.update(2, { note: "Rings once." })],
  [
    "status",
    (shop) => shop.orderHistories.create({ id_order: 4, id_order_state: 2 }, { sendEmail: true }),
  ],
  [
    "create",
    (shop) => shop.resource("categories").create({ id_parent: 2, active: 1, ...NEW_TEXTS }),
  ],
  ["delete", (shop) => shop.resource("order_histories").delete(1)],
  ["action", (shop) => shop.run("update_product_seo", { id: 5, meta_title: "A dish" })],
  ["status action", (shop) => shop.run("update_order_status", { id: 4, state: 2 })],
];
const NEW_TEXTS = { name: { en: "Lamps" }, link_rewrite: { en: "lamps" } };

/**
 * A shop behind a proxy that gives up on writes: they are carried out when `land` is called.
 * `lose` says how: a status of the proxy's own page, or nothing but a broken connection.
 */
function lateShop(lose) {
  const demo = demoShop(SIZE);
  const held = [];
  const fetch = async (url, init) => {
    if (init.method === "GET") return demo.fetch(url, init);
    demo.log.push({ method: init.method, url, headers: init.headers, init });
    held.push(() => demo.send(init.method, url, init.headers, init.body));
    if (lose === "reset") throw new TypeError("connection reset");
    return new Response("<html><body>Not now</body></html>", { status: lose });
  };
  const land = () => {
    for (const carryOut of held.splice(0)) carryOut();
  };
  return { ...demo, fetch, land };
}

const LOSSES = ["reset", 408, 499, 500, 502, 503, 504, 520, 524];

const EVERY_LOSS = LOSSES.flatMap((lose) =>
  WRITES.map(([name, write]) => [`${name}, ${lose}`, lose, write]),
);

test("given a lost answer and a write that lands later, then nobody is told that nothing was saved", () =>
  eachCase("lost answers", EVERY_LOSS, async (lose, write) => {
    const demo = lateShop(lose);
    const shop = client(demo);
    const error = await assertFails(write(shop), "OutcomeUnknownError");
    assert.deepEqual([error.saved, error.retryable], ["unknown", false]);
    assert.ok(error.lookAgainAfterMs > 0);
    const again = await assertFails(write(shop), "OutcomeUnknownError");
    assert.deepEqual(again.write, error.write);
    await assertFails(error.lookAgain(), "OutcomeUnknownError");
    assert.deepEqual(shop.unsettled(), [error.write]);
    assert.equal(writesOf(demo).length, 1, "never sent twice");
    demo.land();
    const found = await error.lookAgain();
    assert.equal(found.written, true);
    assert.deepEqual(shop.unsettled(), []);
    assert.ok(JSON.parse(demo.store.changes()).length > 0);
  }));

test("given a write that another client sent, then it is looked for by what was stored of it", () =>
  eachCase("stored writes", WRITES, async (write) => {
    const demo = lateShop(504);
    const noted = [];
    const first = client(demo, { beforeWrite: (one) => void noted.push(JSON.stringify(one)) });
    const error = await assertFails(write(first), "OutcomeUnknownError");
    assert.deepEqual(noted.map(JSON.parse), [error.write]);
    const unsettled = noted.map(JSON.parse);
    const next = client(demo, { unsettled });
    assert.deepEqual(next.unsettled(), unsettled);
    await assertFails(write(next), "OutcomeUnknownError");
    assert.equal(writesOf(demo).length, 1, "the next client does not send it either");
    demo.land();
    assert.equal((await next.lookAgain(unsettled[0])).written, true);
    assert.equal((await client(demo).lookAgain(unsettled[0])).written, true);
  }));

test("given a write that never came, then after its time it is told so and may be sent again", async () => {
  const demo = lateShop(502);
  const shop = client(demo);
  const error = await assertFails(
    shop.products.update(5, { price: "47.11" }),
    "OutcomeUnknownError",
  );
  const old = { ...error.write, sentAt: error.write.sentAt - 300_000 };
  const found = await client(demo).lookAgain(old);
  assert.deepEqual([found.written, found.changes], [false, []]);
  assert.ok(found.warnings.length > 0);
  assert.deepEqual(client(demo, { unsettled: [old] }).unsettled(), [], "its time is over");
  const later = client(demo, { unsettled: [old] });
  await errorOf(later.products.update(5, { price: "47.11" }));
  assert.equal(writesOf(demo).length, 2, "it is sent anew");
});

test("given beforeWrite, then it is awaited before each write and stops it by throwing", async () => {
  const demo = demoShop(SIZE);
  const order = [];
  const fetch = (url, init) => {
    if (init.method !== "GET") order.push("sent");
    return demo.fetch(url, init);
  };
  const beforeWrite = async ({ resource, id, method, changes }) => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    order.push(`${method} ${resource} ${id} ${changes.map(({ field }) => field)}`);
  };
  await client({ ...demo, fetch }, { beforeWrite }).products.update(5, { price: "47.11" });
  assert.deepEqual(order, ["PATCH products 5 price", "sent"]);
  const refusing = [
    () => {
      throw new Error("the journal is full");
    },
    async () => {
      throw new Error("the journal is full");
    },
  ];
  for (const stop of refusing) {
    const stopped = client({ ...demo, fetch }, { beforeWrite: stop });
    const error = await assertFails(stopped.products.update(5, { price: "48" }), "AbortedError");
    assert.match(error.message, /the journal is full/);
    assert.equal(error.saved, "no");
  }
  assert.equal(order.length, 2, "nothing more was sent");
  await client(demo, { beforeWrite }).products.update(5, { price: "48" }, { preview: true });
  assert.equal(order.length, 2, "a preview writes nothing");
});

test("given a wait for a lost answer, then onExchange tells each look, and a signal ends it", async () => {
  const demo = lateShop(502);
  const looks = [];
  const ending = new AbortController();
  const onExchange = ({ look, method }) => {
    if (look === null) return;
    looks.push([look, method]);
    if (look === 2) ending.abort();
  };
  const shop = client(demo, { onExchange, settleTimeoutMs: 60_000 });
  const call = shop.products.update(5, { price: "47.11" }, { signal: ending.signal });
  await assertFails(call, "OutcomeUnknownError");
  assert.deepEqual(looks, [
    [1, "GET"],
    [2, "GET"],
  ]);
});

test("given what is no unsettled write, then it is refused by name and nothing is sent", () => {
  const whole = {
    resource: "products",
    method: "PUT",
    id: 5,
    order: null,
    last: null,
    shopId: null,
    changes: [{ field: "price", language: null, before: "1", after: "2" }],
    sentAt: 1,
  };
  const wrong = [
    ["nothing", {}],
    ["a reading method", { ...whole, method: "GET" }],
    ["a PUT of no record", { ...whole, id: null }],
    ["a PUT of no change", { ...whole, changes: [] }],
    ["an id that is none", { ...whole, id: -1 }],
    ["no time", { ...whole, sentAt: "now" }],
    ["another shop", { ...whole, shopId: 2 }],
    ["a list", [whole]],
    ["a text", JSON.stringify(whole)],
  ];
  return eachCase("values", wrong, async (write) => {
    const demo = demoShop(SIZE);
    await assertFails(client(demo).lookAgain(write), "InvalidRequestError");
    assert.throws(() => client(demo, { unsettled: [write] }), { kind: "invalid_request" });
    assert.deepEqual(demo.log, []);
  });
});

test("given an error of one's own making, then it belongs to no client", async () => {
  const details = { kind: "outcome_unknown", message: "?", hint: "", status: null, codes: [] };
  const more = { field: null, request: null, retryable: false, retryAfterMs: null };
  const error = new OutcomeUnknownError({ ...details, ...more });
  assert.deepEqual([error.write, error.saved], [null, "no"]);
  await assertFails(error.lookAgain(), "InvalidRequestError");
});

/** Status, headers, body, and what the answer to a write with them says of the data. */
const ANSWERS = [
  [502, {}, "<html></html>", "unknown"],
  [403, {}, "<html></html>", "unknown"],
  [302, { Location: "https://shop.example/" }, "", "unknown"],
  [500, { "PSWS-Version": "8.2.1" }, "", "unknown"],
  [
    400,
    { "PSWS-Version": "8.2.1" },
    "<prestashop><errors><error><code>84</code><message>no</message></error></errors></prestashop>",
    "no",
  ],
];

test("given HTTP of one's own, then parseResponse says what a failed write left", async () => {
  await ready();
  await eachCase(
    "answers",
    ANSWERS.flatMap(([status, headers, body, saved]) => [
      [`PUT ${status}`, "PUT", status, headers, body, saved],
      [`GET ${status}`, "GET", status, headers, body, "no"],
    ]),
    async (method, status, headers, body, saved) => {
      const call =
        method === "GET"
          ? { resource: "products", id: 5 }
          : { resource: "stock_availables", method, id: 5, body: STOCK };
      const error = await errorOf((async () => parseResponse(call, { status, headers, body }))());
      assert.equal(error.saved, saved);
      assert.ok(!error.retryable || saved === "no");
    },
  );
});

const STOCK = `<prestashop><stock_available><id>5</id><id_product>1</id_product><id_product_attribute>0</id_product_attribute><id_shop>1</id_shop><id_shop_group>0</id_shop_group><quantity>4</quantity><depends_on_stock>0</depends_on_stock><out_of_stock>2</out_of_stock><location/></stock_available></prestashop>`;

test("given a client without the key to look, then that is what the error says", async () => {
  const demo = lateShop(502);
  const error = await assertFails(
    client(demo, { key: KEYS.shop1 }).products.update(5, { price: "47.11" }),
    "OutcomeUnknownError",
  );
  assert.ok(!JSON.stringify(error.write).includes(KEYS.shop1));
  assert.ok(!JSON.stringify(error.write).includes(ADDRESS));
});
