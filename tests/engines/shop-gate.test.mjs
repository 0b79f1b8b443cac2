// One shop behind several processes that share a database: together they give it what one may.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { bearer, makeCaller } from "../edge/support/callers.mjs";
import { load } from "../edge/support/here.mjs";
import { startWorker } from "../edge/support/worker.mjs";
import { startServer } from "../js/support/http-server.mjs";
import { ENGINES } from "./support/engines.mjs";

const { openGate, sqlStates, sharedStates } = await load("limits/gate.ts", "limits/gate-sql.ts");

const LIMITS = { atOnce: 4, perMinute: 100_000 };
const PROCESSES = 3;
/** D1 takes its time in miniflare. */
const REQUESTS = { sqlite: 90, postgres: 90, d1: 24 };
const staying = () => new AbortController().signal;
const ask = (gate, more = {}) =>
  gate.enter("shop", { signal: staying(), priority: "call", ...more });

/** A shop that takes some milliseconds, and how many were at it at once. */
function countedShop() {
  const shop = { open: 0, most: 0, all: 0 };
  return Object.assign(shop, {
    take: async (milliseconds) => {
      shop.open += 1;
      shop.all += 1;
      shop.most = Math.max(shop.most, shop.open);
      await sleep(milliseconds);
      shop.open -= 1;
    },
  });
}

for (const [engine, { skip, open }] of Object.entries(ENGINES)) {
  test(`given ${PROCESSES} processes over ${engine}, then one shop gets no more than one may give it`, {
    skip,
    timeout: 60_000,
  }, async (t) => {
    const opened = await open();
    t.after(opened.stop);
    const failed = [];
    const report = (_, thrown) => failed.push(thrown.message);
    const gateOn = (database) =>
      openGate(LIMITS, { states: sharedStates(sqlStates(database), report) });
    const gates = [gateOn(opened.database)];
    while (gates.length < PROCESSES) gates.push(gateOn(await opened.beside()));

    const shop = countedShop();
    const told = await Promise.all(
      Array.from({ length: REQUESTS[engine] }, async (_, at) => {
        const passage = await ask(gates[at % PROCESSES], { priority: "look" });
        await shop.take(2 + (at % 5));
        await passage.leave({ status: 200, milliseconds: 5 });
        return "answered";
      }),
    );
    assert.deepEqual(new Set(told), new Set(["answered"]));
    assert.ok(shop.most <= LIMITS.atOnce, `${shop.most} at once`);
    assert.deepEqual(failed, []);
    console.log(`${engine}: ${shop.all} requests of ${PROCESSES} processes, ${shop.most} at once`);

    // A process that dies keeps its places until their requests must be over.
    const held = [];
    for (let at = 0; at < LIMITS.atOnce; at += 1)
      held.push(await ask(gates[0], { mostMs: 60_000 }));
    await assert.rejects(ask(gates[1], { signal: AbortSignal.timeout(200) }), {
      name: "TimeoutError",
    });
    const next = ask(gates[1]);
    await held[0].leave({ status: 200, milliseconds: 5 });
    await (await next).leave({ status: 200, milliseconds: 5 });
    await Promise.all(held.slice(1).map((one) => one.leave(null)));

    // What one process sees of a shop that is down, all know.
    for (let failure = 0; failure < 3; failure += 1) {
      const passage = await ask(gates[0]);
      await passage.leave({ status: null, milliseconds: 4_000 });
    }
    for (const gate of gates) {
      await assert.rejects(ask(gate), ({ problem }) => problem.kind === "shop_down");
    }
    const looking = await ask(gates[2], { priority: "look" });
    await looking.leave({ status: 200, milliseconds: 5 });
    for (const gate of gates) await (await ask(gate)).leave({ status: 200, milliseconds: 5 });
    assert.deepEqual(failed, []);
  });
}

test("given two workers over postgres and a shop that hangs, then no more requests reach it than it may have", {
  skip: ENGINES.postgres.skip,
  timeout: 120_000,
}, async (t) => {
  const opened = await ENGINES.postgres.open();
  t.after(opened.stop);
  const seen = { open: 0, most: 0, all: 0 };
  const hanging = await startServer((_, response) => {
    seen.open += 1;
    seen.all += 1;
    seen.most = Math.max(seen.most, seen.open);
    response.on("close", () => {
      seen.open -= 1;
    });
  });
  t.after(hanging.stop);
  const caller = makeCaller("flood", { level: "read" });
  const settings = {
    sites: { hangs: { url: hanging.url, key: "K".repeat(32) } },
    callers: [caller.entry],
    ...{ DATABASE_URL: opened.url, RATE_PER_MINUTE: "100000" },
    ...{ SHOP_CONCURRENCY: "3", READ_TIMEOUT_MS: "4000" },
  };
  const workers = [await startWorker("Node", settings), await startWorker("Node", settings)];
  t.after(() => Promise.all(workers.map((one) => one.stop())));
  const headers = { ...bearer(caller), "Content-Type": "application/json" };
  const kinds = {};
  const askOne = async (_, at) => {
    const init = { method: "POST", headers, body: JSON.stringify({ id: 5 }) };
    const path = "/v1/sites/hangs/actions/get_product";
    const { kind } = await (await workers[at % 2].fetch(path, init)).json();
    kinds[kind] = (kinds[kind] ?? 0) + 1;
  };
  await Promise.all(Array.from({ length: 60 }, askOne));
  await Promise.all(Array.from({ length: 20 }, askOne));
  console.log(
    `two workers: ${seen.most} of 80 requests at once, ${seen.all} in all, ${JSON.stringify(kinds)}`,
  );
  assert.ok(seen.most <= 3, `${seen.most} at once`);
  assert.ok(kinds.shop_down >= 15, JSON.stringify(kinds));
  for (const worker of workers) assert.doesNotMatch(worker.said(), /"failed":"shop_gate"/);
});

test("given a database that fails, then each process gives a shop no more than it may, and says so", async () => {
  const failed = [];
  const states = {
    isShared: true,
    change: async () => {
      throw new Error("The database is gone.");
    },
  };
  const report = (part, thrown) => failed.push(`${part}: ${thrown.message}`);
  const gate = openGate(LIMITS, { states: sharedStates(states, report) });
  const shop = countedShop();
  await Promise.all(
    Array.from({ length: 30 }, async () => {
      const passage = await ask(gate);
      await shop.take(3);
      await passage.leave({ status: 200, milliseconds: 3 });
    }),
  );
  assert.deepEqual([shop.all, shop.most], [30, LIMITS.atOnce]);
  assert.deepEqual(failed, ["shop_gate: The database is gone."]);
});
