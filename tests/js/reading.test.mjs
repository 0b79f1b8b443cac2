// get and list: what the shop holds is what comes out, typed and without secrets.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ADDRESS, client, demoShop, KEYS } from "./support/demo-shop.mjs";
import { assertFails } from "./support/errors.mjs";
import { eachCase } from "./support/table.mjs";
import { differences, wireRecords } from "./support/wire.mjs";

const SIZE = { products: 40, orders: 60, customers: 30 };

/** The client's name of each resource, the Webservice's, and what a strict XML reader cannot read. */
const RESOURCES = [
  // A bare "]]>" makes the document of product 8 ill-formed, as on real shops.
  ["products", "products", { id: { not: 8 } }, "&filter[id]=![8]"],
  ["orders", "orders"],
  ["orderDetails", "order_details"],
  ["orderStates", "order_states"],
  ["orderHistories", "order_histories"],
  ["customers", "customers"],
  ["languages", "languages"],
  ["stockAvailables", "stock_availables"],
];

const VERSIONS = ["1.6", "1.7", "8.2", "9.0"];

const EVERY_RESOURCE = VERSIONS.flatMap((version) =>
  RESOURCES.map((resource) => [`${resource[1]} of ${version}`, version, ...resource]),
);

/** The rows of the shop that answers: on the wire, some lists are those of every shop. */
function ownRows(demo, wireName, rows) {
  const own = new Set(wireRecords(demo, "orders?display=[id]").map(({ id }) => id));
  switch (wireName) {
    case "order_details":
    case "order_histories":
      return rows.filter(({ id_order }) => own.has(id_order));
    case "stock_availables":
      return rows.filter((one) => one.id_shop === "1" || one.id_shop_group === "1");
    default:
      return rows;
  }
}

test("given a resource of any version, then each value of its list says what the wire says", () =>
  eachCase("lists", EVERY_RESOURCE, async (version, name, wireName, filter, wireFilter = "") => {
    const demo = demoShop({ ...SIZE, version });
    const typed = await client(demo)[name].list(filter ? { filter } : {});
    const path = `${wireName}?display=full&sort=[id_ASC]${wireFilter}`;
    const wire = ownRows(demo, wireName, wireRecords(demo, path));
    assert.ok(wire.length > 2, `${wire.length} records`);
    assert.deepEqual(
      typed.map(({ id }) => String(id)),
      wire.map(({ id }) => id),
    );
    assert.deepEqual(typed.flatMap((one, at) => differences(one, wire[at])).slice(0, 5), []);
  }));

test("given an id, then get gives the record that the shop has under it", () =>
  eachCase("records", EVERY_RESOURCE, async (version, name, wireName, _, wireFilter = "") => {
    const demo = demoShop({ ...SIZE, version });
    const all = wireRecords(demo, `${wireName}?display=full&sort=[id_ASC]&limit=10${wireFilter}`);
    for (const { id: text } of ownRows(demo, wireName, all).slice(0, 2)) {
      const id = Number(text);
      const typed = await client(demo)[name].get(id);
      const [wire] = wireRecords(demo, `${wireName}/${id}`);
      assert.equal(typed.id, id);
      assert.deepEqual(differences(typed, wire), []);
    }
  }));

test("given the document that no strict reader can read, then the product is there all the same", async () => {
  const demo = demoShop();
  const product = await client(demo).products.get(8);
  assert.equal(product.description_short["1"], "<p>Engraved with a[b[0]]> 1.</p>");
});

test("given an id that the shop does not have, then it is a NotFoundError", () =>
  eachCase(
    "missing records",
    RESOURCES.map(([name]) => [name, name]),
    async (name) => {
      const demo = demoShop(SIZE);
      const error = await assertFails(client(demo)[name].get(99_999), "NotFoundError");
      // Customers and orders are looked for in the shop's own list.
      const isListed = ["customers", "orders"].includes(name);
      assert.equal(error.status, isListed ? null : 404);
      assert.match(error.request.url, /99999/);
    },
  ));

const WRONG_IDS = [0, -1, 1.5, Number.NaN, "1abc", "", null, undefined, [1], {}, 2 ** 32].map(
  (id) => [`${typeof id} ${String(id)}`, id],
);

test("given what is no id, then get sends nothing and refuses it", () =>
  eachCase("wrong ids", WRONG_IDS, async (id) => {
    const demo = demoShop(SIZE);
    const error = await assertFails(client(demo).products.get(id), "InvalidRequestError");
    assert.equal(error.field, "id");
    assert.equal(demo.log.length, 0);
  }));

test("given an id as text, then it names the same record in every call", async () => {
  const shop = client(demoShop(SIZE));
  const calls = [
    ["get", (id) => shop.products.get(id)],
    ["get of an undeclared resource", (id) => shop.resource("categories").get(id)],
    ["filter", (id) => shop.products.list({ filter: { id } })],
    ["filter of a link", (id) => shop.orders.list({ filter: { id_customer: id } })],
    ["run", (id) => shop.run("get_product", { id })],
    ["run a write", (id) => shop.run("update_product_content", { id, name: "A", preview: true })],
    ["update", (id) => shop.products.update(id, { price: "3" }, { preview: true })],
    ["update to", (id) => shop.products.update(2, { id_supplier: id }, { preview: true })],
    ["delete", (id) => shop.resource("products").delete(id, { preview: true })],
    [
      "create",
      (id) => shop.orderHistories.create({ id_order: id, id_order_state: id }, { preview: true }),
    ],
  ];
  await eachCase("calls", calls, async (call) => {
    assert.deepEqual(await call("4"), await call(4));
    await assertFails(call("4x"), "InvalidRequestError");
  });
});

test("given records of an undeclared resource, then their ids are numbers that every call takes", async () => {
  const shop = client(demoShop(SIZE));
  const names = ["manufacturers", "suppliers", "categories", "order_carriers"];
  await eachCase(
    "resources",
    names.map((name) => [name, shop.resource(name)]),
    async (resource) => {
      const [{ id }] = await resource.list({ limit: 1 });
      assert.equal(typeof id, "number");
      assert.equal((await resource.get(id)).id, id);
      assert.deepEqual(await resource.list({ display: "minimum", limit: 1 }), [{ id }]);
      assert.equal((await resource.update(id, {}, { preview: true })).before.id, id);
    },
  );
});

test("given a language by its ISO code, then its texts come, in every call", async () => {
  const shop = client(demoShop(SIZE));
  const languages = [
    ["fr", 2],
    ["FR", [2]],
    [
      ["en", "2"],
      [1, 2],
    ],
  ];
  await eachCase(
    "languages",
    languages.map(([named, id]) => [String(named), named, id]),
    async (language, id) => {
      const list = (language) => shop.products.list({ language, limit: 3 });
      assert.deepEqual(await list(language), await list(id));
      const get = (language) => shop.products.get(5, { language, display: ["name"] });
      assert.deepEqual(await get(language), await get(id));
      const first = async (language) => (await shop.products.iterate({ language }).next()).value;
      assert.deepEqual(await first(language), await first(id));
    },
  );
  const error = await assertFails(shop.products.list({ language: "xx" }), "InvalidRequestError");
  assert.equal(error.field, "language");
  assert.match(error.hint, /2 fr/);
});

test("given display, then the records have those fields and no others", async () => {
  const shop = client(demoShop(SIZE));
  const [listed] = await shop.products.list({ display: ["id", "name"], limit: 1 });
  assert.deepEqual(Object.keys(listed).sort(), ["id", "name"]);
  const got = await shop.products.get(5, { display: ["reference", "price"] });
  assert.deepEqual(Object.keys(got).sort(), ["price", "reference"]);
  const rows = await shop.products.list({ display: "minimum", limit: 3 });
  assert.deepEqual(rows, [{ id: 1 }, { id: 2 }, { id: 3 }]);
  assert.deepEqual(await shop.products.get(5, { display: "minimum" }), { id: 5 });
  const [order] = await shop.orders.list({ display: ["id", "order_rows"], limit: 1 });
  assert.ok(order.associations.order_rows.length > 0);
});

test("given language, then texts come in it alone, inactive ones only where they are named", async () => {
  const shop = client(demoShop(SIZE));
  const languages = async (options) => Object.keys((await shop.products.get(5, options)).name);
  assert.deepEqual(await languages({}), ["1", "2", "4"]);
  assert.deepEqual(await languages({ language: 2 }), ["2"]);
  assert.deepEqual(await languages({ language: [1, 3] }), ["1", "3"]);
  const [row] = await shop.products.list({ language: 4, limit: 1, display: ["name"] });
  assert.deepEqual(Object.keys(row.name), ["4"]);
});

test("given sort, limit and offset, then the list is that part in that order", async () => {
  const shop = client(demoShop(SIZE));
  const all = await shop.orders.list({ display: ["id", "id_customer"] });
  const ids = async (options) =>
    (await shop.orders.list({ ...options, display: ["id"] })).map(({ id }) => id);
  const expected = all.map(({ id }) => id);
  assert.deepEqual(await ids({}), expected);
  assert.deepEqual(await ids({ sort: "id_DESC" }), [...expected].reverse());
  assert.deepEqual(await ids({ limit: 7 }), expected.slice(0, 7));
  assert.deepEqual(await ids({ limit: 7, offset: 5 }), expected.slice(5, 12));
  assert.deepEqual(await ids({ limit: 7, offset: 1000 }), []);
  const byCustomer = [...all].sort((a, b) => b.id_customer - a.id_customer || a.id - b.id);
  assert.deepEqual(
    await ids({ sort: ["id_customer_DESC", "id_ASC"] }),
    byCustomer.map(({ id }) => id),
  );
});

test("given shopId, then every request names that shop, and its values come", async () => {
  const demo = demoShop(SIZE);
  const [one, two] = [client(demo, { shopId: 1 }), client(demo, { shopId: 2 })];
  assert.notEqual((await one.products.get(14)).price, (await two.products.get(14)).price);
  await assertFails(two.products.get(12), "NotFoundError");
  await two.access();
  await two.run("list_order_states", {});
  for await (const _ of two.languages.iterate({ pageSize: 2 }));
  for (const { url } of demo.log.slice(1)) assert.match(url, /[?&]id_shop=2(&|$)/);
  assert.ok(demo.log.length > 6);
});

test("given auth query, then no header holds the key and the shop lets it in", async () => {
  const demo = demoShop(SIZE);
  const url = `${ADDRESS}/~no-authorization`;
  await assertFails(client(demo, { url }).products.get(1), "AuthenticationError");
  const product = await client(demo, { url, auth: "query" }).products.get(1);
  assert.equal(product.id, 1);
  const { headers, url: sent } = demo.log.at(-1);
  assert.deepEqual(Object.keys(headers), ["User-Agent"]);
  assert.ok(sent.endsWith(`ws_key=${KEYS.everything}`));
});

test("given the root, then access says what the key may do", async () => {
  const demo = demoShop(SIZE);
  const limited = await client(demo, { key: KEYS.shop1 }).access();
  assert.deepEqual(Object.keys(limited.resources).sort(), [
    "customers",
    "languages",
    "order_details",
    "order_histories",
    "order_states",
    "orders",
    "products",
  ]);
  assert.equal(limited.resources.products.put, true);
  assert.equal(limited.resources.products.delete, false);
  const nowhere = await client(demo, { key: KEYS.productsOnly }).access();
  assert.deepEqual(Object.keys(nowhere.resources), ["products"]);
});

test("given an answer, then the client knows the shop's version from then on", () =>
  eachCase(
    "versions",
    [
      ["1.6", "1.6.1.24"],
      ["1.7", "1.7.8.11"],
      ["8.2", "8.2.1"],
      ["9.0", "9.0.2"],
    ].map(([version, number]) => [version, version, number]),
    async (version, number) => {
      const shop = client(demoShop({ ...SIZE, version }));
      assert.equal(shop.version, null);
      await shop.access();
      assert.ok(number.startsWith(shop.version), shop.version);
    },
  ));

test("given a key without the right, the shop or any, then each has an error of its own", async () => {
  const demo = demoShop(SIZE);
  const failures = [
    [KEYS.productsOnly, (shop) => shop.orders.list(), "PermissionError"],
    [KEYS.shop1, (shop) => shop.stockAvailables.list(), "PermissionError"],
    [KEYS.disabled, (shop) => shop.products.list(), "AuthenticationError"],
    ["UNKNOWN0KEY00000000000000000000X", (shop) => shop.products.list(), "AuthenticationError"],
  ];
  for (const [key, work, name] of failures)
    await assertFails(work(client(demo, { key })), name, key);
  const elsewhere = client(demo, { key: KEYS.shop2, shopId: 1 });
  await assertFails(elsewhere.products.list(), "PermissionError");
  console.log(`${failures.length + 1} keys`);
});

/** Options of the constructor that cannot work. */
const WRONG_OPTIONS = [
  ["no key", { key: undefined }, "key"],
  ["no address", { url: undefined }, "url"],
  ["a fetch that is none", { fetch: "fetch" }, "fetch"],
  ["an observer that is none", { onExchange: {} }, "onExchange"],
  ["no retries at all", { retries: -1 }, "retries"],
  ["too many retries", { retries: 1000 }, "retries"],
  ["NaN as time limit", { timeoutMs: Number.NaN }, "timeoutMs"],
  ["the time limit 0", { timeoutMs: 0 }, "timeoutMs"],
  ["NaN as shop", { shopId: Number.NaN }, "shopId"],
  ["a text as shop", { shopId: "1" }, "shopId"],
  ["the language 0", { defaultLanguage: 0 }, "defaultLanguage"],
  ["an empty language", { defaultLanguage: " " }, "defaultLanguage"],
  ["no bytes at all", { maxAnswerBytes: 0 }, "maxAnswerBytes"],
  ["more bytes than are ever read", { maxAnswerBytes: 1e9 }, "maxAnswerBytes"],
  ["bytes as text", { maxAnswerBytes: "5000" }, "maxAnswerBytes"],
  ["half a byte", { maxAnswerBytes: 5000.5 }, "maxAnswerBytes"],
  ["an unknown auth", { auth: "bearer" }, "auth"],
  ["an unknown option", { timeout: 5 }, "timeout"],
];

test("given options that cannot work, then the constructor refuses them by name", () =>
  eachCase("options refused", WRONG_OPTIONS, async (options, field) => {
    const error = await assertFails(() => client(demoShop(SIZE), options), "InvalidRequestError");
    assert.equal(error.field, field);
  }));

/** Options of a list that cannot work. */
const WRONG_QUERIES = [
  ["filter undefined in a list", { filter: { reference: ["A", undefined] } }, "reference"],
  ["filter NaN", { filter: { id: Number.NaN } }, "id"],
  ["filter function", { filter: { reference: () => 1 } }, "reference"],
  ["filter Map", { filter: new Map([["id", 1]]) }, "filter"],
  ["filter of the prototype", { filter: { hasOwnProperty: 1 } }, "hasOwnProperty"],
  ["a slip of the pen", { filters: { id: 1 } }, "filters"],
  ["limit 0", { limit: 0 }, "limit"],
  ["limit NaN", { limit: Number.NaN }, "limit"],
  ["offset alone", { offset: 3 }, "offset"],
  ["sort by a computed field", { sort: "position_in_category_ASC" }, "position_in_category"],
  ["display of a secret", { display: ["passwd"] }, "display"],
  ["a controller as signal", { signal: new AbortController() }, "signal"],
];

test("given what holds no options in their place, then it is refused and nothing is sent", () => {
  const calls = [
    ["access", (shop, options) => shop.access(options)],
    ["run", (shop, options) => shop.run("list_languages", {}, options)],
    ["get", (shop, options) => shop.products.get(1, options)],
    ["list", (shop, options) => shop.products.list(options)],
    ["iterate", (shop, options) => shop.products.iterate(options).next()],
  ];
  const { signal } = new AbortController();
  const given = [
    ["null", null],
    ["a number", 5],
    ["a list", []],
    ["a bare signal", signal],
    ["a Map", new Map([["filter", { id: 1 }]])],
    ["a Set", new Set(["filter"])],
    ["a Date", new Date(0)],
    ["an instance without fields", new (class Filter {})()],
    ["a promise", Promise.resolve({ filter: { id: 1 } })],
  ];
  const cases = calls.flatMap(([name, call]) =>
    given.map(([what, options]) => [`${name} with ${what}`, call, options]),
  );
  return eachCase("calls", cases, async (call, options) => {
    const demo = demoShop(SIZE);
    const error = await assertFails(call(client(demo), options), "InvalidRequestError");
    assert.equal(error.field, "options");
    assert.equal(demo.log.length, 0);
  });
});

test("given options of a list that cannot work, then nothing is sent", () =>
  eachCase("lists refused", WRONG_QUERIES, async (options, field) => {
    const demo = demoShop(SIZE);
    const error = await assertFails(client(demo).products.list(options), "InvalidRequestError");
    assert.equal(error.field, field);
    assert.equal(demo.log.length, 0);
  }));
