// One shop behind several processes that share a database: together they give it what one may.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { load } from "../edge/support/here.mjs";
import { ENGINES } from "./support/engines.mjs";

const { openGate, sqlStates, sharedStates } = await load("limits/gate.ts", "limits/gate-sql.ts");

const LIMITS = { atOnce: 4, perMinute: 100_000 };
const [PROCESSES, REQUESTS] = [3, 90];
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
      Array.from({ length: REQUESTS }, async (_, at) => {
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
    for (let failure = 0; failure < 5; failure += 1) {
      const passage = await ask(gates[0]);
      await passage.leave({ status: null, milliseconds: 5 });
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
