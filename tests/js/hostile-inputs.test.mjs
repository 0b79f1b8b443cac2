// Values whose own code runs, and throws, while they are read.
import assert from "node:assert/strict";
import { test } from "node:test";
import { action, buildRequest, parseResponse } from "@aismarttalk/prestashop";
import { ADDRESS, client, demoShop, KEYS } from "./support/demo-shop.mjs";
import { assertErrorOf, assertFails, errorOf } from "./support/errors.mjs";
import { eachCase } from "./support/table.mjs";

const SIZE = { products: 24, orders: 5, customers: 5 };
const ENDPOINT = { url: ADDRESS, key: KEYS.everything };
const TIMES = 200_000;

const thrown = new Error("of the caller's own");
const refuse = () => {
  throw thrown;
};
const getter = (name) => Object.defineProperty({}, name, { enumerable: true, get: refuse });
const trapped = (trap, target = {}) => new Proxy(target, { [trap]: refuse });
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

/** What throws, where it stands in a filter, and the path that the error names. */
const THROWERS = [
  ["a getter", { filter: getter("reference") }, "filter.reference"],
  ["a getter of a condition", { filter: { id: getter("greater") } }, "filter.id.greater"],
  ["a getter of an item", { filter: { id: withItem() } }, "filter.id[1]"],
  ["a getter of an option", getter("limit"), "limit"],
  ["toJSON", { filter: { date_add: { toJSON: refuse } } }, "filter.date_add"],
  ["toJSON behind a getter", { filter: { date_add: getter("toJSON") } }, "filter.date_add"],
  ["a trap of get", { filter: trapped("get", { id: 1 }) }, "filter"],
  ["a trap of has", { filter: trapped("has") }, "filter"],
  ["a trap of ownKeys", { filter: trapped("ownKeys") }, "filter"],
  ["a trap of descriptors", { filter: trapped("getOwnPropertyDescriptor", { id: 1 }) }, "filter"],
  ["a trap of prototypes", { filter: trapped("getPrototypeOf") }, "filter"],
  ["a trap of a list", { filter: { id: trapped("get", [1]) } }, "filter.id"],
  ["a Proxy that was revoked", { filter: revoked() }, "filter"],
];

function withItem() {
  return Object.defineProperty([1, 2], 1, { enumerable: true, get: refuse });
}

const build = (query) => buildRequest(ENDPOINT, { resource: "orders", query });

test("given code of the caller's that throws, then the error names its path and has what it threw", () =>
  eachCase("throwers", THROWERS, async (query, path) => {
    const error = await assertFails(() => build(query), "InvalidRequestError");
    assert.ok(error.message.startsWith(`\`query.${path}\` `), error.message);
    assert.equal(error.field, path.split(/[.[]/)[1] ?? path);
    if (query.filter !== THROWERS.at(-1)[1].filter) assert.equal(error.cause, thrown);
    const demo = demoShop(SIZE);
    const listed = await assertFails(client(demo).orders.list(query), "InvalidRequestError");
    assert.ok(listed.message.startsWith(`\`${path}\` `), listed.message);
    assert.equal(demo.log.length, 0);
  }));

test(`given ${TIMES} throws, then the module still works`, async () => {
  const { validate } = action("get_product").inputSchema["~standard"];
  for (let at = 0; at < TIMES; at += 1) {
    const [name, query, path] = THROWERS[at % THROWERS.length];
    const { issues } = validate(query);
    assert.equal(issues?.length, 1, name);
    assert.ok(issues[0].message.startsWith(`\`${path}\` `), issues[0].message);
  }
  for (let at = 0; at < TIMES / 100; at += 1) {
    const [, query] = THROWERS[at % THROWERS.length];
    assertErrorOf(await errorOf(() => build(query)), "InvalidRequestError");
  }
  assert.match(build({ limit: 5 }).url, /\/api\/orders\?.*limit=5$/);
  assert.equal((await client(demoShop(SIZE)).products.get(5)).id, 5);
});

test("given a response of code that throws, then its error is one of ours, many times over", async () => {
  const responses = [
    trapped("get"),
    { status: 200, headers: trapped("ownKeys"), arrayBuffer: refuse },
    { status: 200, headers: {}, body: { getReader: refuse } },
    Object.defineProperty({ status: 200 }, "headers", { get: refuse }),
    { status: 200, headers: [trapped("get", ["a", "b"])], arrayBuffer: async () => fakeBuffer() },
  ];
  for (let at = 0; at < 5_000; at += 1) {
    const fetch = () => responses[at % responses.length];
    await assertFails(client({ fetch }).products.get(1), "NetworkError", String(at));
  }
});

function fakeBuffer() {
  return trapped("has", {
    [Symbol.toStringTag]: "ArrayBuffer",
    length: 1,
    get 0() {
      return refuse();
    },
  });
}

/** What JSON has no word for, and where the error says it is. */
const WORDLESS = [
  ["undefined in a list", { filter: { id: [1, undefined] } }, "query.filter.id[1]"],
  ["a function", { filter: { id: [1, () => 2] } }, "query.filter.id[1]"],
  ["a symbol", { filter: { id: Symbol("id") } }, "query.filter.id"],
  ["NaN", { limit: Number.NaN }, "query.limit"],
  ["half a character", { filter: { reference: "A\ud83d" } }, "query.filter.reference"],
  ["half a character in a name", { filter: { "A\ud83d": 1 } }, "query.filter.A\ufffd"],
  ["a Map", { filter: new Map([["id", 1]]) }, "query.filter"],
  ["a Set", { filter: { id: new Set([1]) } }, "query.filter.id"],
  ["a promise", { filter: Promise.resolve({ id: 1 }) }, "query.filter"],
  ["an empty class instance", { filter: new (class Filter {})() }, "query.filter"],
  ["an invalid date", { filter: { date_add: new Date(Number.NaN) } }, "query.filter.date_add"],
];

test("given what JSON has no word for, then it is refused with its path", () =>
  eachCase("values", WORDLESS, async (query, path) => {
    const error = await assertFails(() => build(query), "InvalidRequestError");
    assert.ok(error.message.startsWith(`\`${path}\` `), error.message);
    assert.equal(error.cause, undefined);
  }));

/** What is read though it is no plain object of texts and numbers. */
const READ = [
  ["a date", { filter: { reference: new Date(0) } }, /1970-01-01T00/],
  ["toJSON", { filter: { toJSON: () => ({ id: 5 }) } }, /filter\[id\]=\[5\]/],
  [
    "own fields of a class",
    {
      filter: new (class {
        id = 5;
      })(),
    },
    /filter\[id\]=\[5\]/,
  ],
  [
    "an object without prototype",
    { filter: Object.assign(Object.create(null), { id: 5 }) },
    /\[5\]/,
  ],
  [
    "a whole character in two halves",
    { filter: { reference: "\ud83d\ude00\ufffd" } },
    /%F0%9F%98%80/,
  ],
  ["a bigint", { filter: { id: 5n } }, /filter\[id\]=\[5\]/],
  ["one object in two places", twice(), /filter\[id_cart\]=\[5\]/],
];

function twice() {
  const same = { equals: 5 };
  return { filter: { id: same, id_cart: same } };
}

test("given what JSON can say in another way, then it is read", () =>
  eachCase("values", READ, (query, url) => assert.match(build(query).url, url)));

test("given an input that its caller changes afterwards, then what was given counts", async () => {
  const shop = client(demoShop(SIZE));
  const input = { id: 5 };
  const filter = { id: [1, 2, 3] };
  const product = shop.run("get_product", input);
  const rows = shop.products.iterate({ filter, pageSize: 1, display: ["id"] });
  const first = await rows.next();
  input.id = 6;
  filter.id.length = 0;
  assert.equal((await product).products[0].id, 5);
  assert.equal(first.value.id, 1);
  assert.equal((await rows.next()).value.id, 2);
});

test("given a header of a name that JavaScript keeps for itself, then an exchange has it", async () => {
  const exchanges = [];
  const headers = JSON.parse('{"__proto__":"a","constructor":"b"}');
  const fetch = async () => new Response("", { status: 503, headers: Object.entries(headers) });
  const onExchange = (exchange) => exchanges.push(exchange);
  await errorOf(client({ fetch }, { onExchange, retries: 0 }).products.get(1));
  const [{ responseHeaders }] = exchanges;
  assert.equal(Object.getOwnPropertyDescriptor(responseHeaders, "__proto__").value, "a");
  assert.equal(responseHeaders.constructor, "b");
});

test("given headers of a response in a Proxy, then parseResponse refuses them", async () => {
  const response = { status: 200, headers: trapped("ownKeys"), body: "" };
  assert.equal(await errorOf(() => parseResponse({ resource: "" }, response)), thrown);
});
