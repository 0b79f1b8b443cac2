// Errors as data: their cause, their JSON, their copies, and the way back.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as everything from "@aismarttalk/prestashop";
import { ERROR_KINDS, PrestaShopError } from "@aismarttalk/prestashop";
import { ADDRESS, client, demoShop, KEYS } from "./support/demo-shop.mjs";
import { assertErrorOf, assertFails, errorOf } from "./support/errors.mjs";
import { shown, spellings } from "./support/secrets.mjs";
import { eachCase } from "./support/table.mjs";

const SIZE = { products: 24, orders: 5, customers: 5 };
const details = (kind) => ({
  kind,
  message: "Nothing was done.",
  hint: "Give it as `email`, whole or in part.",
  status: 409,
  codes: [{ code: 127, message: "No." }],
  field: "name",
  request: { method: "PUT", url: `${ADDRESS}/api/products/5` },
  saved: "no",
  retryable: true,
  retryAfterMs: 7_000,
});
const MORE = {
  conflict: { expected: { id: 5 }, found: null },
  outcome_unknown: { write: { resource: "products" }, lookAgainAfterMs: 30_000 },
};
const nameOf = (kind) => `${kind.replace(/(?:^|_)(.)/g, (_, one) => one.toUpperCase())}Error`;
const EXPORTED = new Map(Object.entries(everything));
const ALL = ERROR_KINDS.map((kind) => {
  const Class = EXPORTED.get(nameOf(kind));
  const error = new Class({ ...details(kind), ...MORE[kind] });
  return [kind, kind, error];
});

test("given the kinds of the core, then each has a class of its own, and no class is without", () => {
  const classes = Object.values(everything).filter(
    (one) => typeof one === "function" && one.prototype instanceof PrestaShopError,
  );
  assert.deepEqual(classes.map(({ name }) => name).sort(), ERROR_KINDS.map(nameOf).sort());
});

test("given an error, then it is one to JavaScript", () =>
  eachCase("kinds", ALL, (kind, error) => {
    assertErrorOf(error, nameOf(kind));
    assert.equal(String(error), `${nameOf(kind)}: Nothing was done.`);
    assert.match(error.stack, /^\w+Error: Nothing was done\.\n.*errors\.test\.mjs/s);
    assert.ok(!Object.keys(error).includes("stack"));
    assert.equal("cause" in error, false);
  }));

const WAYS = [
  ["toJSON", (error) => error.toJSON()],
  ["JSON", (error) => JSON.parse(JSON.stringify(error))],
  ["structuredClone", (error) => structuredClone(error)],
  ["structuredClone of toJSON", (error) => structuredClone(error.toJSON())],
  ["itself", (error) => error],
];

test("given an error on its way as data, then from makes the same of it", () =>
  eachCase(
    "ways",
    WAYS.flatMap(([way, pack]) => ALL.map(([name, ...rest]) => [`${way}, ${name}`, pack, ...rest])),
    (pack, kind, error) => {
      const packed = pack(error);
      assert.equal(packed.kind, kind);
      assert.equal(packed.message, "Nothing was done.");
      assert.equal(packed.name, nameOf(kind));
      const made = PrestaShopError.from(packed);
      assertErrorOf(made, nameOf(kind));
      assert.deepEqual({ ...made }, { ...error });
    },
  ));

test("given an error as JSON, then it has the members of problem details", () => {
  const { type, title, status, detail } = ALL.find(([kind]) => kind === "not_found")[2].toJSON();
  const members = { type: "urn:prestashop:not_found", title: "Not found", status: 409 };
  assert.deepEqual({ type, title, status, detail }, { ...members, detail: "Nothing was done." });
});

/** Problem documents of the worker: its kinds and status, and the class. */
const PROBLEMS = [
  ["not_found", 404, "NotFoundError"],
  ["wrong_address", 502, "WrongAddressError"],
  ["unauthorized", 401, "AuthenticationError"],
  ["confirmation_invalid", 412, "ConflictError"],
  ["busy", 503, "ServerError"],
  ["too_many_requests", 429, "RateLimitedError"],
  ["body_too_large", 413, "InvalidRequestError"],
];

test("given a problem document of the worker, then from makes the class that it means", () =>
  eachCase(
    "problems",
    PROBLEMS.map(([kind, ...rest]) => [kind, kind, ...rest]),
    (kind, status, name) => {
      const problem = {
        type: `urn:prestashop-edge:${kind}`,
        title: "A",
        status,
        detail: "Nothing was saved.",
        kind,
      };
      const error = PrestaShopError.from({
        ...problem,
        hint: "Give it as `email`, whole or in part.",
        saved: "unknown",
        retryable: true,
      });
      assertErrorOf(error, name);
      assert.equal(error.message, "Nothing was saved.");
      assert.deepEqual([error.status, error.saved, error.retryable], [status, "unknown", false]);
    },
  ));

test("given what is no error, then from says so", () =>
  eachCase(
    "values",
    [
      undefined,
      null,
      5,
      "error",
      {},
      { kind: "not_found" },
      new TypeError("A"),
      { detail: "A" },
    ].map((given) => [String(given), given]),
    (given) => assertFails(() => PrestaShopError.from(given), "InvalidRequestError"),
  ));

test("given what fetch threw, then it is the cause of the error", () =>
  eachCase(
    "causes",
    [
      ["an Error", new TypeError("failed", { cause: new Error("ECONNRESET") })],
      ["a text", "failed"],
      ["an object", { code: 5 }],
    ],
    async (thrown) => {
      const fetch = () => Promise.reject(thrown);
      const error = await assertFails(client({ fetch }).products.get(1), "NetworkError");
      assert.equal(error.cause, thrown);
      assert.doesNotMatch(JSON.stringify(error), /"cause"/);
      structuredClone(error);
    },
  ));

test("given a connection that is refused, then the cause is the runtime's", async () => {
  const shop = client({}, { url: "http://127.0.0.1:9", fetch: undefined, retries: 0 });
  const error = await assertFails(shop.products.get(1), "NetworkError");
  assert.ok(error.cause instanceof TypeError);
});

test("given a caller who stops, then the reason is the cause", async () => {
  const reason = new Error("no longer wanted");
  const pending = () => new Promise(() => {});
  const controller = new AbortController();
  const call = client({ fetch: pending }).products.get(1, { signal: controller.signal });
  controller.abort(reason);
  assert.equal((await assertFails(call, "AbortedError")).cause, reason);
  const early = client(demoShop(SIZE)).products.list({ signal: AbortSignal.abort(reason) });
  assert.equal((await assertFails(early, "AbortedError")).cause, reason);
  const rows = client(demoShop(SIZE)).products.iterate({ signal: AbortSignal.abort(reason) });
  assert.equal((await assertFails(rows.next(), "AbortedError")).cause, reason);
});

test("given beforeWrite that throws, then that is the cause", async () => {
  const thrown = new Error("not now");
  const beforeWrite = () => Promise.reject(thrown);
  const write = client(demoShop(SIZE), { beforeWrite }).products.update(5, { on_sale: true });
  assert.equal((await assertFails(write, "AbortedError")).cause, thrown);
});

/** Errors that tell what `fetch` was given, in a place of their own. */
const TELLING = [
  ["in the message", (url) => new Error(url)],
  ["in a property", (_, init) => Object.assign(new Error("A"), { headers: init.headers })],
  [
    "as Base64 in a deep cause",
    (_, { headers }) => new Error("A", { cause: new Error("B", { cause: headers.Authorization }) }),
  ],
  [
    "in a Headers",
    (_, init) => Object.assign(new Error("A"), { headers: new Headers(init.headers) }),
  ],
  ["in a Map", (url) => Object.assign(new Error("A"), { map: new Map([["url", url]]) })],
  [
    "in a Request",
    (url, init) => Object.assign(new Error("A"), { request: new Request(url, init) }),
  ],
  ["percent-encoded", () => new Error(spellings(KEYS.everything)[2])],
];

test("given what was thrown with the key in it, then it is no cause", () =>
  eachCase(
    "causes",
    ["basic", "query"].flatMap((auth) =>
      TELLING.map(([name, make]) => [`${name}, ${auth}`, auth, make]),
    ),
    async (auth, make) => {
      const fetch = (url, init) => Promise.reject(make(url, init));
      const error = await errorOf(client({ fetch }, { auth, retries: 0 }).products.get(1));
      assertErrorOf(error, "NetworkError");
      assert.deepEqual(shown(error, spellings(KEYS.everything)), []);
    },
  ));
