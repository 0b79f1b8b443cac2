// buildRequest: what is sent for a call, and what is never sent.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { buildRequest } from "@aismarttalk/prestashop";
import { assertFails } from "./support/errors.mjs";
import { eachCase } from "./support/table.mjs";

const KEY = "DEMO0KEY0FOR0EVERYTHING000000003";
const ENDPOINT = { url: "https://shop.example", key: KEY };

/** Calls and the addresses they make. */
const ADDRESSES = [
  [{ resource: "" }, "/api/"],
  [{ resource: "products" }, "/api/products"],
  [{ resource: "products", id: 5 }, "/api/products/5"],
  [{ resource: "products", method: "HEAD", id: 5 }, "/api/products/5"],
  [{ resource: "products", query: { schema: "synopsis" } }, "/api/products?schema=synopsis"],
  [{ resource: "products", query: { display: "full" } }, "/api/products?display=full"],
  [
    { resource: "products", query: { display: ["id", "name"], language: 2 } },
    "/api/products?display=[id,name]&language=2",
  ],
  [{ resource: "products", query: { language: [1, 2] } }, "/api/products?language=[1|2]"],
  [{ resource: "orders", query: { limit: 5, offset: 10 } }, "/api/orders?sort=[id_ASC]&limit=10,5"],
  [
    { resource: "orders", query: { filter: { reference: "A&B=C#D" } } },
    "/api/orders?filter[reference]=[A&B=C#D]",
  ],
  [
    { resource: "orders", query: { filter: { id: [1, 2] }, sort: "date_add_DESC" } },
    "/api/orders?filter[id]=[1|2]&date=1&sort=[date_add_DESC]",
  ],
  [{ resource: "products", id: 5, query: { id_shop: 2 } }, "/api/products/5?id_shop=2"],
  [
    { resource: "order_slip", query: { filter: { constructor: "1" } } },
    "/api/order_slip?filter[constructor]=[1]",
  ],
  [
    { resource: "order_slip", query: { filter: { toString: "1" } } },
    "/api/order_slip?filter[toString]=[1]",
  ],
  [{ resource: "constructor" }, "/api/constructor"],
  [{ resource: "__proto__", id: 1 }, "/api/__proto__/1"],
];

test("given a call, then its address is the Webservice's", () =>
  eachCase(
    "addresses",
    ADDRESSES.map(([call, path]) => [path, call, path]),
    (call, path) => {
      const { url, method, headers, body } = buildRequest(ENDPOINT, call);
      assert.equal(decodeURIComponent(url), `https://shop.example${path}`);
      assert.equal(method, call.method ?? "GET");
      assert.deepEqual(headers, { Authorization: `Basic ${btoa(`${KEY}:`)}` });
      assert.equal(body, null);
    },
  ));

test("given a body, then it is sent as XML", () => {
  const xml = "<prestashop><product><id>5</id><price>2.5</price></product></prestashop>";
  const call = { resource: "products", method: "PATCH", id: 5, body: xml };
  const { method, headers, body } = buildRequest(ENDPOINT, call);
  assert.equal(method, "PATCH");
  assert.equal(body, xml);
  assert.match(headers["Content-Type"], /^text\/xml/);
});

test("given a reserved character in a filter, then it is encoded", () => {
  const call = { resource: "orders", query: { filter: { reference: "A&B=C#D" } } };
  assert.match(buildRequest(ENDPOINT, call).url, /=\[A%26B%3DC%23D\]$/);
});

test("given auth query, then the key travels in the address only", () => {
  const { url, headers } = buildRequest({ ...ENDPOINT, auth: "query" }, { resource: "products" });
  assert.equal(url, `https://shop.example/api/products?ws_key=${KEY}`);
  assert.deepEqual(headers, {});
});

const PASTED = [
  "https://shop.example",
  "https://shop.example/",
  "https://shop.example/api",
  " https://shop.example/api/ ",
];

test("given an address as people paste it, then it leads to the same place", () =>
  eachCase(
    "pasted addresses",
    PASTED.map((url) => [url, url]),
    (url) => {
      assert.equal(
        buildRequest({ url, key: KEY }, { resource: "" }).url,
        "https://shop.example/api/",
      );
    },
  ));

test("given shopId, then it travels unless the call names a shop itself", () => {
  const endpoint = { ...ENDPOINT, shopId: 2 };
  assert.match(buildRequest(endpoint, { resource: "products" }).url, /\?id_shop=2$/);
  const own = { resource: "products", query: { id_shop: 1 } };
  assert.match(buildRequest(endpoint, own).url, /\?id_shop=1$/);
});

const list = (query) => ({ resource: "orders", query });
const filtered = (filter) => list({ filter });

/** Calls that a shop would ignore, misread or answer with everything. */
const REFUSED = [
  ["an unknown member", { resource: "products", ids: 1 }, "ids"],
  ["an unknown option", list({ order: "id" }), "order"],
  ["an option of JavaScript's prototypes", list({ constructor: 1 }), "constructor"],
  ["a resource that is no text", { resource: 5 }, "resource"],
  ["no resource", {}, "resource"],
  ["a resource with a path", { resource: "../admin" }, "resource"],
  ["a resource with a query", { resource: "products?display=full" }, "resource"],
  ["the resource toString", { resource: "toString" }, "resource"],
  ["a method that is none", { resource: "products", method: "CONNECT" }, "method"],
  ["the id 0", { resource: "products", id: 0 }, "id"],
  ["the id -1", { resource: "products", id: -1 }, "id"],
  ["the id 1.5", { resource: "products", id: 1.5 }, "id"],
  ["the id 1abc", { resource: "products", id: "1abc" }, "id"],
  ["the id NaN", { resource: "products", id: Number.NaN }, "id"],
  ["the id Infinity", { resource: "products", id: Number.POSITIVE_INFINITY }, "id"],
  ["an id that is null", { resource: "products", id: null }, "id"],
  ["an empty id", { resource: "products", id: "" }, "id"],
  ["an id beyond 32 bits", { resource: "products", id: 2 ** 32 }, "id"],
  ["a list of ids", { resource: "products", id: [1] }, "id"],
  ["a PUT without id", { resource: "products", method: "PUT", body: "<x/>" }, "id"],
  ["a DELETE without id", { resource: "products", method: "DELETE" }, "id"],
  ["a PUT without body", { resource: "products", method: "PUT", id: 1 }, "body"],
  ["a GET with body", { resource: "products", id: 1, body: "<x/>" }, "body"],
  ["a filter that is null", list({ filter: null }), "filter"],
  ["a filter on null", filtered({ reference: null }), "reference"],
  ["a filter on NaN", filtered({ id: Number.NaN }), "id"],
  ["a filter on Infinity", filtered({ id: Number.POSITIVE_INFINITY }), "id"],
  ["a filter on a function", filtered({ reference: () => "A" }), "reference"],
  ["a filter on a symbol", filtered({ reference: Symbol("A") }), "reference"],
  ["a filter on nothing", filtered({ reference: "" }), "reference"],
  ["a filter on blanks", filtered({ reference: "  " }), "reference"],
  ["a filter on no values", filtered({ id: [] }), "id"],
  ["a filter on undefined among values", filtered({ id: [1, undefined] }), "id"],
  ["a filter with a bracket", filtered({ reference: "A]B" }), "reference"],
  ["a filter with a bar", filtered({ reference: "A|B" }), "reference"],
  ["a filter on text where a number is", filtered({ id: "1abc" }), "id"],
  ["a filter on 1.5 where an id is", filtered({ id_customer: 1.5 }), "id_customer"],
  ["a filter on -1 where an id is", filtered({ id_customer: -1 }), "id_customer"],
  ["an empty condition", filtered({ id: {} }), "id"],
  ["two conditions", filtered({ id: { greater: 1, less: 5 } }), "id"],
  ["an unknown condition", filtered({ id: { above: 1 } }), "above"],
  ["a condition of the prototype", filtered({ id: { valueOf: 1 } }), "valueOf"],
  ["a condition on undefined", filtered({ id: { greater: undefined } }), "id"],
  ["a filter on an unknown field", filtered({ refrence: "A" }), "refrence"],
  ["a filter on constructor", filtered({ constructor: "A" }), "constructor"],
  ["a filter on __proto__", filtered(JSON.parse('{"__proto__":"A"}')), "__proto__"],
  ["a filter on toString", filtered({ toString: "A" }), "toString"],
  ["a filter on a secret", { resource: "customers", query: { filter: { passwd: "A" } } }, "passwd"],
  ["a secret in display", { resource: "customers", query: { display: ["secure_key"] } }, "display"],
  ["a field of the prototype in display", list({ display: ["hasOwnProperty"] }), "hasOwnProperty"],
  ["an empty display", list({ display: [] }), "display"],
  ["a display that is none", list({ display: "all" }), "display"],
  ["a limit of 0", list({ limit: 0 }), "limit"],
  ["a limit of 1.5", list({ limit: 1.5 }), "limit"],
  ["an offset alone", list({ offset: 5 }), "offset"],
  ["a sort by nothing known", list({ sort: "weight_ASC" }), "weight"],
  ["the language 0", list({ language: 0 }), "language"],
  ["the language en", list({ language: "en" }), "language"],
  ["a schema that is none", list({ schema: "full" }), "schema"],
  ["a limit on one record", { resource: "orders", id: 1, query: { limit: 1 } }, "limit"],
  ["products of all shops", { resource: "products", query: { id_shop: "all" } }, "id_shop"],
];

/** Calls with `undefined` in them, and the same without. */
const LEFT_OUT = [
  ...["display", "filter", "sort", "limit", "language", "id_shop", "schema"].map((name) => [
    `the option ${name}`,
    list({ [name]: undefined }),
    list({}),
  ]),
  ["a method", { resource: "orders", method: undefined }, { resource: "orders" }],
  ["an id", { resource: "orders", id: undefined }, { resource: "orders" }],
  ["a query", { resource: "orders", query: undefined }, { resource: "orders" }],
  ["a condition", filtered({ reference: undefined, id: 5 }), filtered({ id: 5 })],
  [
    "one of two conditions",
    filtered({ id: { greater: 5, less: undefined } }),
    filtered({ id: { greater: 5 } }),
  ],
];

test("given what is undefined, then it is as if it were not given", () =>
  eachCase("values left out", LEFT_OUT, (call, without) => {
    assert.deepEqual(buildRequest(ENDPOINT, call), buildRequest(ENDPOINT, without));
  }));

test("given a call that a shop would misread, then it is refused by name before sending", () =>
  eachCase("calls refused", REFUSED, async (call, field) => {
    const error = await assertFails(() => buildRequest(ENDPOINT, call), "InvalidRequestError");
    assert.equal(error.field, field, error.message);
    assert.equal(error.status, null);
  }));

/** Endpoints that cannot work. */
const WRONG_ENDPOINTS = [
  ["no key", { url: "https://shop.example" }, "key"],
  ["an empty key", { url: "https://shop.example", key: "" }, "key"],
  ["a short key", { url: "https://shop.example", key: "SHORT" }, "key"],
  ["a long key", { url: "https://shop.example", key: `${KEY}!` }, "key"],
  ["a key with a sign", { url: "https://shop.example", key: `${KEY.slice(1)}!` }, "key"],
  ["no address", { key: KEY }, "url"],
  ["an empty address", { url: "", key: KEY }, "url"],
  ["another protocol", { url: "ftp://shop.example", key: KEY }, "url"],
  ["a script", { url: "javascript:alert(1)", key: KEY }, "url"],
  ["an address with a password", { url: "https://me:word@shop.example", key: KEY }, "url"],
  ["an unknown auth", { ...ENDPOINT, auth: "header" }, "auth"],
  ["the shop 0", { ...ENDPOINT, shopId: 0 }, "shopId"],
  ["the shop 1.5", { ...ENDPOINT, shopId: 1.5 }, "shopId"],
  ["the shop 5n", { ...ENDPOINT, shopId: 2n ** 64n }, "shopId"],
  ["a function as shop", { ...ENDPOINT, shopId: () => 2 }, "shopId"],
  ["the shop NaN", { ...ENDPOINT, shopId: Number.NaN }, "shopId"],
  ['the shop "2"', { ...ENDPOINT, shopId: "2" }, "shopId"],
  ["an unknown option", { ...ENDPOINT, colour: "red" }, "colour"],
];

test("given an endpoint that cannot work, then it is refused, and the error does not hold the key", () =>
  eachCase("endpoints refused", WRONG_ENDPOINTS, async (endpoint, field) => {
    const work = () => buildRequest(endpoint, { resource: "products" });
    const error = await assertFails(work, "InvalidRequestError");
    assert.equal(error.field, field);
    assert.ok(!inspect(error, { showHidden: true, depth: 10 }).includes(KEY.slice(1)));
  }));

const loop = {};
loop.loop = loop;

/** Arguments that only JavaScript can give. */
const WRONG_ARGUMENTS = [
  ["no endpoint", undefined, { resource: "" }],
  ["endpoint null", null, { resource: "" }],
  ["an address as endpoint", "https://shop.example", { resource: "" }],
  ["no call", ENDPOINT, undefined],
  ["call null", ENDPOINT, null],
  ["a name as call", ENDPOINT, "products"],
  ["a list as call", ENDPOINT, []],
  ["query null", ENDPOINT, { resource: "orders", query: null }],
  ["query text", ENDPOINT, { resource: "orders", query: "display=full" }],
  ["query list", ENDPOINT, { resource: "orders", query: [] }],
  ["filter Map", ENDPOINT, { resource: "orders", query: { filter: new Map([["id", 1]]) } }],
  [
    "filter URLSearchParams",
    ENDPOINT,
    { resource: "orders", query: { filter: new URLSearchParams("id=1") } },
  ],
  ["filter list", ENDPOINT, { resource: "orders", query: { filter: ["id"] } }],
  ["filter in a loop", ENDPOINT, { resource: "orders", query: { filter: loop } }],
  ["half a character", ENDPOINT, { resource: "orders", query: { filter: { note: "\ud800" } } }],
];

test("given arguments of another kind, then they are refused with what to give instead", () =>
  eachCase("wrong arguments", WRONG_ARGUMENTS, (endpoint, call) =>
    assertFails(() => buildRequest(endpoint, call), "InvalidRequestError"),
  ));

test("given bigints, then they are the numbers they say", () => {
  const { url } = buildRequest(ENDPOINT, { resource: "orders", id: 5n });
  assert.equal(url, "https://shop.example/api/orders/5");
  const filter = { reference: 12345678901234567890n };
  const { url: filtered } = buildRequest(ENDPOINT, { resource: "orders", query: { filter } });
  assert.match(filtered, /\[12345678901234567890\]/);
});
