// Retries: reads that may go well a moment later are tried again, and nothing else is.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ADDRESS, client, demoShop } from "./support/demo-shop.mjs";
import { assertErrorOf, assertFails } from "./support/errors.mjs";
import { startServer } from "./support/http-server.mjs";
import { eachCase } from "./support/table.mjs";

const SIZE = { products: 24, orders: 5, customers: 5 };
const AT_ONCE = { "Retry-After": "0" };

/** A shop whose first answers are `failures`: `[status, headers, body]`, or an error to throw. */
function failing(failures) {
  const left = [...failures];
  const demo = demoShop(SIZE, {
    before: () => {
      if (left[0] instanceof Error) throw left.shift();
    },
    reshape: () => {
      const failure = left.shift();
      if (failure === undefined) return undefined;
      const [status, headers = {}, body = ""] = failure;
      return { status, headers, body };
    },
  });
  return demo;
}

const reset = () => Object.assign(new TypeError("fetch failed"), { cause: new Error("reset") });

/** What goes well at the second try. */
const PASSING = [
  ["429", [[429, AT_ONCE]]],
  ["502", [[502, AT_ONCE, "<html>Bad gateway</html>"]]],
  ["503", [[503, AT_ONCE, "<html>Maintenance</html>"]]],
  ["503 without a wish", [[503, {}, "<html>Maintenance</html>"]]],
  ["504", [[504, AT_ONCE]]],
  ["a lost connection", [reset()]],
  [
    "429, then 503",
    [
      [429, AT_ONCE],
      [503, AT_ONCE],
    ],
  ],
];

test("given a failure that passes, then a read is tried again until it goes well", () =>
  eachCase("passing failures", PASSING, async (failures) => {
    const demo = failing(failures);
    const attempts = [];
    const onExchange = ({ attempt, error }) => attempts.push([attempt, error === null]);
    const product = await client(demo, { retries: 2, onExchange }).products.get(1);
    assert.equal(product.id, 1);
    assert.equal(demo.log.length, failures.length + 1);
    const last = failures.length + 1;
    assert.deepEqual(
      attempts,
      Array.from({ length: last }, (_, at) => [at + 1, at + 1 === last]),
    );
  }));

test("given a failure that stays, then there are as many tries as retries allow and one", () =>
  eachCase(
    "numbers of retries",
    [0, 1, 2, 5].map((retries) => [String(retries), retries]),
    async (retries) => {
      const demo = failing(Array(20).fill([503, AT_ONCE]));
      await assertFails(client(demo, { retries }).products.get(1), "ServerError");
      assert.equal(demo.log.length, retries + 1);
    },
  ));

const errors = (code) =>
  `<?xml version="1.0"?><prestashop><errors><error><code>${code}</code><message>x</message></error></errors></prestashop>`;

/** What will not go better a moment later. */
const STAYING = [
  ["disabled", [503, AT_ONCE, errors(22)], "WebserviceDisabledError"],
  ["a wrong key", [401, AT_ONCE, errors(20)], "AuthenticationError"],
  ["a missing right", [401, AT_ONCE, errors(26)], "PermissionError"],
  ["a missing record", [404, AT_ONCE], "NotFoundError"],
  ["a failure without words", [500, AT_ONCE], "ServerError"],
  ["a fault of PHP", [500, AT_ONCE, errors(3)], "ServerError"],
  ["a redirect", [302, { ...AT_ONCE, Location: "https://other.example/" }], "WrongAddressError"],
  ["a page", [200, AT_ONCE, "<html>Home</html>"], "WrongAddressError"],
  ["a wish for ten minutes", [429, { "Retry-After": "600" }], "RateLimitedError"],
];

test("given a failure that stays what it is, then nothing is tried again", () =>
  eachCase("staying failures", STAYING, async (failure, name) => {
    const demo = failing([failure]);
    await assertFails(client(demo, { retries: 5 }).products.get(1), name);
    assert.equal(demo.log.length, 1);
  }));

test("given the demo store's own 429 and 503, then its wish is heeded and the list is whole", () =>
  eachCase(
    "faults",
    ["slow-down", "flaky"].map((fault) => [fault, fault]),
    async (fault) => {
      const demo = demoShop(SIZE);
      const shop = client(demo, { url: `${ADDRESS}/~${fault}`, retries: 1 });
      const orders = await shop.orders.list({ limit: 4, display: ["id", "id_customer"] });
      assert.equal(orders.length, 4);
      assert.equal(demo.log.length, 2);
    },
  ));

test("given a connection that is reset over HTTP, then the next try goes well", async () => {
  const demo = demoShop(SIZE);
  const server = await startServer((request, response, count) => {
    if (count === 1) return request.socket.destroy();
    const { status, headers, body } = demo.send("GET", request.url, request.headers);
    if (count === 2) {
      // Reset in the middle of the body.
      response.writeHead(status, { "Content-Length": body.length });
      response.write(body.subarray(0, 100), () => request.socket.destroy());
      return undefined;
    }
    response.writeHead(status, headers);
    return response.end(body);
  });
  try {
    const options = { url: server.url, fetch: undefined };
    const product = await client(demo, { ...options, retries: 2 }).products.get(1);
    assert.equal(product.id, 1);
    assert.equal(server.seen.length, 3);
    const error = await assertFails(
      client(demo, { url: "http://127.0.0.1:9", fetch: undefined }).products.get(1),
      "NetworkError",
    );
    assert.equal(error.retryable, true);
    assert.equal(error.status, null);
  } finally {
    await server.stop();
  }
});

test("given a page of an iteration that fails once, then the walk is whole all the same", async () => {
  const demo = demoShop(SIZE);
  const shop = client(demo, { url: `${ADDRESS}/~flaky`, retries: 1 });
  const ids = [];
  for await (const { id } of shop.products.iterate({ pageSize: 12, display: ["id"] })) ids.push(id);
  assert.equal(new Set(ids).size, ids.length);
  assert.deepEqual(
    ids,
    (await client(demo).products.list({ display: ["id"] })).map(({ id }) => id),
  );
});

test("given the last failure, then its error says that a moment later may be better", async () => {
  const demo = failing([[429, { "Retry-After": "90" }]]);
  const error = await client(demo, { retries: 3 })
    .products.get(1)
    .catch((thrown) => thrown);
  assertErrorOf(error, "RateLimitedError");
  assert.equal(error.retryable, true);
  assert.equal(error.retryAfterMs, 90_000);
});
