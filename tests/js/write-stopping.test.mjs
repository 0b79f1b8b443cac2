// An AbortSignal that fires at any step of a write: what is told is true.
import assert from "node:assert/strict";
import { test } from "node:test";
import { client, demoShop } from "./support/demo-shop.mjs";
import { assertErrorOf, assertFails, errorOf } from "./support/errors.mjs";
import { eachCase } from "./support/table.mjs";
import { changed, writesOf } from "./support/writes.mjs";

const SIZE = { products: 24, orders: 20, customers: 12 };

/** A write and how many requests it takes. */
const WRITES = [
  ["update", (shop, options) => shop.products.update(5, { name: { fr: "Plat" } }, options)],
  ["customer", (shop, options) => shop.customers.update(2, { note: "A" }, options)],
  ["stock", (shop, options) => shop.stockAvailables.update(2, { quantity: 41 }, options)],
  [
    "status",
    (shop, options) => shop.orderHistories.create({ id_order: 4, id_order_state: 6 }, options),
  ],
  ["delete", (shop, options) => shop.resource("order_histories").delete(1, options)],
  [
    "action",
    (shop, { signal }) => shop.run("update_product_seo", { id: 5, meta_title: "A" }, { signal }),
  ],
];

/** How often the write asks the shop when nobody stops it. */
async function requestsOf(write, version) {
  const demo = demoShop({ ...SIZE, version });
  await write(client(demo), {});
  return demo.log.length;
}

/** Stops at the request of that number: before the shop has it, or with its answer on the way. */
function stopping(at, answered, version) {
  const controller = new AbortController();
  let count = 0;
  const stop = () => {
    count += 1;
    if (count === at) controller.abort();
  };
  const hooks = answered ? { reshape: stop } : { before: stop };
  return { demo: demoShop({ ...SIZE, version }, hooks), signal: controller.signal };
}

/** Whether the store was changed, in whatever way. */
const isChanged = (demo) => JSON.parse(demo.store.changes()).length > 0;

async function steps() {
  const cases = [];
  for (const version of ["1.6", "9.0"]) {
    for (const [name, write] of WRITES) {
      const count = await requestsOf(write, version);
      for (let at = 1; at <= count; at += 1) {
        for (const answered of [false, true]) {
          const when = answered ? "answered" : "sent";
          cases.push([`${name} of ${version}, ${at} ${when}`, write, version, at, answered]);
        }
      }
    }
  }
  return cases;
}

test("given a signal at any step, then a write is never told to be unmade that was made", async () => {
  const ends = { AbortedError: 0, OutcomeUnknownError: 0, written: 0 };
  await eachCase("steps", await steps(), async (write, version, at, answered) => {
    const { demo, signal } = stopping(at, answered, version);
    let error;
    const told = await write(client(demo), { signal }).catch((thrown) => {
      error = thrown;
    });
    const sent = writesOf(demo).length;
    if (error === undefined) {
      assert.equal(told.written, true);
      assert.ok(isChanged(demo));
      ends.written += 1;
      return;
    }
    assertErrorOf(error, error.name);
    ends[error.name] += 1;
    if (error.name === "AbortedError") {
      assert.equal(sent, 0, "a write that was sent is no write that was stopped");
      assert.equal(isChanged(demo), false);
    } else {
      assert.equal(sent, 1);
    }
    // Nothing goes on in the background.
    const count = demo.log.length;
    await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal(demo.log.length, count);
  });
  console.log(JSON.stringify(ends));
  assert.ok(Object.values(ends).every((count) => count > 0));
});

test("given a signal that fires between an answer and the write, then it was never sent", () =>
  eachCase("writes", WRITES, async (write) => {
    const demo = demoShop(SIZE);
    const reads = [];
    await write(client(demo, { onExchange: ({ method }) => reads.push(method) }), {});
    const before = reads.findIndex((method) => method !== "GET");
    const stopped = demoShop(SIZE);
    const controller = new AbortController();
    let count = 0;
    const onExchange = () => {
      count += 1;
      if (count === before) controller.abort();
    };
    const call = write(client(stopped, { onExchange }), { signal: controller.signal });
    await assertFails(call, "AbortedError");
    assert.deepEqual(writesOf(stopped), []);
  }));

test("given a signal that fired before, then nothing is sent", () =>
  eachCase("writes", WRITES, async (write) => {
    const demo = demoShop(SIZE);
    await assertFails(write(client(demo), { signal: AbortSignal.abort() }), "AbortedError");
    assert.deepEqual(demo.log, []);
  }));

test("given a write that was stopped, then the next one of the same record goes on", async () => {
  const { demo, signal } = stopping(2, false, "8.2");
  const shop = client(demo);
  const first = errorOf(shop.products.update(5, { name: { fr: "A" } }, { signal }));
  const second = shop.products.update(5, { name: { fr: "B" } });
  assertErrorOf(await first, "AbortedError");
  assert.equal((await second).after.name["2"], "B");
  assert.deepEqual(changed(demo), ["products/5 name[2]"]);
});

test("given a write that waits for another of the same record, then its signal ends the wait", async () => {
  let release;
  const held = new Promise((resolve) => {
    release = resolve;
  });
  const demo = demoShop(SIZE, { before: (_, init) => (init.method === "GET" ? undefined : held) });
  const shop = client(demo);
  const controller = new AbortController();
  const first = shop.products.update(5, { name: { fr: "A" } });
  const second = errorOf(
    shop.products.update(5, { name: { fr: "B" } }, { signal: controller.signal }),
  );
  while (writesOf(demo).length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  const count = demo.log.length;
  controller.abort();
  const late = new Promise((resolve) => setTimeout(resolve, 1_000, "it waits on"));
  assertErrorOf(await Promise.race([second, late]), "AbortedError");
  assert.equal(demo.log.length, count);
  release();
  assert.equal((await first).after.name["2"], "A");
});
