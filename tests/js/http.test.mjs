// The demo store as a program: the runtime's own fetch brings what the store in process brings.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startDemoServer } from "./support/demo-server.mjs";
import { client, demoShop, KEYS } from "./support/demo-shop.mjs";
import { assertFails } from "./support/errors.mjs";
import { startServer } from "./support/http-server.mjs";
import { eachCase } from "./support/table.mjs";

const RESOURCES = [
  "products",
  "orders",
  "orderDetails",
  "orderStates",
  "orderHistories",
  "customers",
  "languages",
  "stockAvailables",
];

let store;

before(async () => {
  store = await startDemoServer();
});

after(() => store?.stop());

const overHttp = (options = {}) => client({}, { url: store.url, fetch: undefined, ...options });

test("given a resource, then its list over HTTP is the list in process", () =>
  eachCase(
    "lists",
    RESOURCES.flatMap((name) => ["basic", "query"].map((auth) => [`${name}, ${auth}`, name, auth])),
    async (name, auth) => {
      const rows = await overHttp({ auth })[name].list();
      assert.ok(rows.length > 2);
      assert.deepEqual(rows, await client(demoShop())[name].list());
    },
  ));

test("given pages over HTTP, then each record comes once", async () => {
  const ids = [];
  const rows = overHttp().orders.iterate({ pageSize: 40, display: ["id"] });
  for await (const { id } of rows) ids.push(id);
  const expected = await client(demoShop()).orders.list({ display: ["id"] });
  assert.deepEqual(
    ids,
    expected.map(({ id }) => id),
  );
});

test("given forty calls at once over HTTP, then each gets its own answer", async () => {
  const demo = demoShop();
  const server = await startServer((request, response) => {
    const { status, headers, body } = demo.send("GET", request.url, request.headers);
    response.writeHead(status, headers).end(body);
  });
  try {
    const shop = overHttp({ url: server.url });
    const ids = Array.from({ length: 40 }, (_, at) => at + 1);
    const rows = await Promise.all(ids.map((id) => shop.customers.get(id)));
    assert.deepEqual(
      rows.map(({ id }) => id),
      ids,
    );
  } finally {
    await server.stop();
  }
});

/** Faults as a network brings them, and what comes of them. */
const FAULTS = [
  ["redirect", "WrongAddressError"],
  ["disabled", "WebserviceDisabledError"],
  ["truncated", "MalformedResponseError"],
  ["empty-500", "ServerError"],
  ["html-200", "WrongAddressError"],
];

test("given a fault over HTTP, then its error is that of the store in process", () =>
  eachCase(
    "faults",
    FAULTS.map(([fault, name]) => [fault, fault, name]),
    (fault, name) =>
      assertFails(overHttp({ url: `${store.url}/~${fault}` }).languages.list(), name),
  ));

test("given a shop in a folder, then its key and address lead to it and not to its neighbour", async () => {
  const two = overHttp({ url: `${store.url}/shop2`, key: KEYS.shop2 });
  assert.equal((await two.products.get(13)).id, 13);
  await assertFails(two.products.get(12), "NotFoundError");
  await assertFails(overHttp({ key: KEYS.shop2 }).products.list(), "PermissionError");
});
