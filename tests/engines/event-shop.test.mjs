// From a change in a shop to a signed message: the real client, a shop over HTTP, a database, a receiver.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { Webhook } from "standardwebhooks";
import { bearer, makeCaller } from "../edge/support/callers.mjs";
import { load } from "../edge/support/here.mjs";
import { startShop } from "../edge/support/shop.mjs";
import { KEYS } from "../js/support/demo-shop.mjs";
import { eachCase } from "../js/support/table.mjs";
import { ENGINES } from "./support/engines.mjs";

const { createWorker, makeMasterSecret, eventsOf, loggedEvent, stockEvents } = await load(
  "worker.ts",
  "sites/sealed.ts",
  "events/derive.ts",
  "events/event.ts",
  "events/stock.ts",
);
const { PrestaShop } = await import("@aismarttalk/prestashop");

const [ENGINE] = Object.values(ENGINES).filter(({ skip }) => !skip);
const skip = ENGINE === undefined && "there is no database";
const caller = makeCaller("writer");
const KINDS = [
  "order.created",
  "order.status_changed",
  "order.paid",
  "customer.created",
  "product.created",
  "product.updated",
  "stock.out",
];

/** A worker over a shop, whose background work goes on when `work(name)` says so, at its own clock. */
async function startWorld(t, { version, key, kinds = KINDS } = {}) {
  const shop = await startShop({ version });
  const engine = await ENGINE.open();
  const got = [];
  const receiver = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    got.push({ headers: request.headers, body });
    response.writeHead(204).end();
  });
  await new Promise((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const settings = {
    SITES: JSON.stringify({ one: { url: shop.url, key: key ?? shop.key } }),
    CALLERS: JSON.stringify([caller.entry]),
    MASTER_SECRETS: makeMasterSecret("tests"),
    PRIVATE_ADDRESSES: "allow",
    EVENTS_EVERY_S: "1",
  };
  const lines = [];
  const host = { bound: engine.database, log: (line) => lines.push(line) };
  const worker = createWorker(settings, host);
  t.after(async () => {
    receiver.closeAllConnections();
    receiver.close();
    await Promise.all([shop.stop(), engine.stop()]);
  });
  const ask = async (method, path, body) => {
    const headers = { ...bearer(caller), "Content-Type": "application/json" };
    const request = new Request(`http://worker${path}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    });
    return (await worker(request)).json();
  };
  const url = `http://127.0.0.1:${receiver.address().port}/`;
  const added = await ask("POST", "/v1/sites/one/events/endpoints", { url, events: kinds });
  const { secret } = added;
  assert.equal(typeof secret, "string", JSON.stringify([added, lines]));
  const work = async (name) => {
    const one = worker.background.find((each) => each.name === `events: ${name}`);
    await one.run(new AbortController().signal);
  };
  return {
    shop,
    lines,
    ask,
    poll: async () => {
      await engine.database.all("UPDATE event_feeds SET due = 0");
      await work("reading shops");
      await work("sending");
      const events = got
        .splice(0)
        .map(({ headers, body }) => new Webhook(secret).verify(body, headers));
      return events.map(({ type, data }) => ({ type, ...data }));
    },
    // As if the last look at the stock had been long ago.
    makeStockDue: () =>
      engine.database.all(`UPDATE event_feeds SET cursor = REPLACE(cursor, '"at":', '"at":-')`),
    client: new PrestaShop({ url: shop.url, key: KEYS.everything }),
    state: async () => (await ask("GET", "/v1/sites/one/events/endpoints")).reading,
  };
}

const byKind = (events) =>
  events.map(({ type, resource, id }) => `${type} ${resource}/${id}`).sort();

test("given changes in shops of every version, then each is told with what it changed, once, and an idle reading is small", {
  skip,
}, async (t) => {
  await eachCase(
    "versions",
    ["1.6", "1.7", "8.2", "9.0"].map((version) => [version, version]),
    async (version) => {
      const { shop, client, poll, state, makeStockDue } = await startWorld(t, { version });
      assert.deepEqual(await poll(), [], "what was there is not told");
      const before = shop.sent;
      assert.deepEqual(await poll(), []);
      const idle = shop.sent - before;
      assert.ok(idle <= 4, `${idle} requests of an idle reading`);

      const states = await client.orderStates.list({ display: ["id", "paid"] });
      const paid = states.filter((one) => one.paid).map(({ id }) => id);
      const unpaid = states.filter((one) => !one.paid).map(({ id }) => id);
      const histories = await client.orderHistories.list({
        display: ["id_order", "id_order_state"],
      });
      const orders = await client.orders.list({ display: ["id", "reference", "current_state"] });
      const never = orders.find(({ id }) =>
        histories.every((row) => row.id_order !== id || !paid.includes(row.id_order_state)),
      );
      assert.ok(never, "the shop has an order that was never paid");
      const [toPaid] = paid;
      const other = unpaid.find((id) => id !== never.current_state);
      await client.orderHistories.create({ id_order: never.id, id_order_state: toPaid });
      await client.orderHistories.create({ id_order: never.id, id_order_state: other });
      await client.orderHistories.create({ id_order: never.id, id_order_state: toPaid });
      await client.products.update(5, { reference: "NEW-5" });
      const [row] = await client.stockAvailables.list({
        filter: { quantity: { greater: 0 } },
        limit: 1,
      });
      await client.stockAvailables.update(row.id, { quantity: 0 });

      const changed = await poll();
      assert.deepEqual(
        changed.filter(({ type }) => type === "stock.out"),
        [],
        "it is not time yet",
      );
      await makeStockDue();
      const events = [...changed, ...(await poll())];
      assert.deepEqual((await state()).problem, null);
      const order = `orders/${never.id}`;
      assert.deepEqual(byKind(events), [
        `order.paid ${order}`,
        ...Array(3).fill(`order.status_changed ${order}`),
        "product.updated products/5",
        `stock.out products/${row.id_product}`,
      ]);
      const changes = events.filter(({ type }) => type === "order.status_changed");
      assert.deepEqual(
        changes.map((one) => [one.before.status, one.after.status, one.reference]),
        [
          [never.current_state, toPaid, never.reference],
          [toPaid, other, never.reference],
          [other, toPaid, never.reference],
        ],
      );
      assert.deepEqual(await poll(), [], "nothing comes twice");
      console.log(`${version}: ${idle} requests of an idle reading`);
    },
  );
});

test("given all but stock, then an idle reading takes four requests at most", {
  skip,
}, async (t) => {
  const { shop, poll } = await startWorld(t, {
    kinds: KINDS.filter((kind) => kind !== "stock.out"),
  });
  await poll();
  const before = shop.sent;
  await poll();
  assert.ok(shop.sent - before <= 4, `${shop.sent - before} requests`);
});

test("given the documented key, then everything is told, and without the right to read stock the state says so", {
  skip,
}, async (t) => {
  const documented = await startWorld(t, { key: KEYS.shop1 });
  await documented.poll();
  await documented.client.products.update(5, { reference: "NEW-5" });
  assert.deepEqual(byKind(await documented.poll()), ["product.updated products/5"]);
  assert.match((await documented.state()).problem, /stock_availables/);
  const lacking = await startWorld(t, { key: KEYS.productsOnly });
  assert.deepEqual(await lacking.poll(), []);
  assert.match((await lacking.state()).problem, /orders.*not allowed/);
});

test("given rows of stock that come, go and are too many, then only what ran out is told", async () => {
  const rows = (...ids) =>
    ids.map((id) => ({ id, id_product: id + 100, id_product_attribute: null, quantity: 0 }));
  const look = async (known, list) => {
    const shop = { stockAvailables: { list: async () => list } };
    return stockEvents(shop, known, new AbortController().signal);
  };
  await eachCase(
    "looks at stock",
    [
      ["the first", null, rows(1, 2), [], [1, 2]],
      ["nothing new", [1, 2], rows(1, 2), [], [1, 2]],
      ["one more", [1], rows(1, 2), ["products/102"], [1, 2]],
      ["one back", [1, 2], rows(2), [], [2]],
      ["out again", [2], rows(1, 2), ["products/101"], [1, 2]],
      ["too many", [1], rows(...Array(2_001).keys()), [], null],
      ["few again", null, rows(1, 2), [], [1, 2]],
    ],
    async (known, list, expected, empty) => {
      const { found, ...rest } = await look(known, list);
      assert.deepEqual(
        found.map(({ record }) => record),
        expected,
      );
      assert.deepEqual(rest.empty, empty);
      assert.equal(rest.problem !== null, empty === null);
    },
  );
});

test("given an order that a look meets by its status first, then its creation comes before, and is the same event later", async () => {
  const order = {
    id: 7,
    reference: "R7",
    current_state: 1,
    total_paid: "9.00",
    date_add: "2026-11-30 10:00:00",
  };
  const history = { id: 31, id_order: 7, id_order_state: 1, date_add: "2026-11-30 10:00:01" };
  const shop = {
    orders: { list: async () => [order] },
    orderHistories: { list: async () => [history] },
    orderStates: { list: async () => [{ id: 1, paid: false }] },
  };
  const signal = new AbortController().signal;
  const status = { resource: "order_states", kind: "created", key: "k31", row: history };
  const made = { resource: "orders", kind: "created", key: "k7", row: order };
  const kindsOf = async (changes, orders = true, one = shop) =>
    (await eventsOf(one, changes, { orders, signal })).map(({ kind }) => kind);
  const ids = async (changes) => {
    const found = await eventsOf(shop, changes, { orders: true, signal });
    return Promise.all(
      found.map(
        async (one, seq) => (await loggedEvent(one, { site: "s", seq, epoch: "e", at: 0 })).id,
      ),
    );
  };
  assert.deepEqual(await kindsOf([status]), ["order.created", "order.status_changed"]);
  assert.deepEqual(await kindsOf([status], false), ["order.status_changed"]);
  const [created] = await ids([status]);
  const [later] = await ids([made]);
  assert.equal(created, later);
  const old = { ...order, date_add: "2026-10-01 10:00:00" };
  const imported = { ...shop, orders: { list: async () => [old] } };
  assert.deepEqual(await kindsOf([status], true, imported), ["order.status_changed"]);
  const second = { ...history, id: 32 };
  const again = { ...shop, orderHistories: { list: async () => [history, second] } };
  const next = { ...status, key: "k32", row: second };
  assert.deepEqual(await kindsOf([next], true, again), ["order.status_changed"]);
});
