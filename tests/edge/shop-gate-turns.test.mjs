// Turns that come at an awkward moment: nobody is forgotten, and no place is lost.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import {
  gatesOf,
  inVirtualTime,
  memoryStates,
  openGate,
  slowStates,
} from "./support/gate-world.mjs";

const START = Date.parse("2026-11-30T12:00:00.000Z");
const ONE = { atOnce: 1, perMinute: 1_000 };
/** Much less than what a request that was forgotten waits for. */
const SOON_MS = 400;
const ANSWERED = { status: 200, milliseconds: 5 };
const never = () => new AbortController().signal;
const call = (gate, signal = never()) => gate.enter("shop", { signal, priority: "call" });

/** Whether something happens soon. */
const soon = (work) => Promise.race([work.then(() => true), sleep(SOON_MS, false)]);

test("given a caller who leaves in the moment of his turn, then his place is the next one's", async () => {
  let [given, left] = [0, 0];
  // The turn takes some steps; he leaves behind each of them.
  for (let steps = 0; steps < 12; steps += 1) {
    const gate = openGate(ONE);
    const first = await call(gate);
    const leaving = new AbortController();
    const second = call(gate, leaving.signal);
    await sleep(1);
    void first.leave(ANSWERED);
    for (let step = 0; step < steps; step += 1) await null;
    leaving.abort(new Error("left"));
    const passage = await second.catch(({ message }) => assert.equal(message, "left"));
    given += passage ? 1 : 0;
    left += passage ? 0 : 1;
    await passage?.leave(null);
    assert.ok(await soon(call(gate)), `the place is lost after ${steps} steps`);
  }
  console.log(`${left} left in the moment of their turn, and ${given} had it`);
  assert.ok(left > 0);
});

test("given a place that becomes free while another request is told to wait, then that one gets it", async () => {
  const states = memoryStates();
  let answer = async (told) => told;
  const slow = {
    isShared: false,
    // Decided at once, and told when the test says so.
    change: (...all) => states.change(...all).then((told) => answer(told)),
  };
  const gate = openGate(ONE, { states: slow });
  const first = await call(gate);
  let tell;
  const isTold = new Promise((resolve) => {
    tell = resolve;
  });
  answer = (told) => isTold.then(() => told);
  const second = call(gate);
  await sleep(1);
  answer = async (told) => told;
  await first.leave(ANSWERED);
  tell();
  assert.ok(await soon(second));
});

test("given a place that another process gives back, then who waits for it sees that soon", () =>
  inVirtualTime(START, async (pass) => {
    const states = slowStates();
    const [here, there] = [openGate(ONE, { states }), openGate(ONE, { states })];
    let [first, second] = [null, null];
    call(here).then((passage) => {
      first = passage;
    });
    await pass(50);
    call(there).then((passage) => {
      second = passage;
    });
    await pass(2_000);
    assert.equal(second, null);
    void first.leave(ANSWERED);
    await pass(150);
    assert.notEqual(second, null);
  }));

test("given a line that is full, then the one too many is told at once, and all others in time", () =>
  inVirtualTime(START, async (pass) => {
    const [gate] = gatesOf(1, { atOnce: 2, perMinute: 100_000 });
    const told = [];
    const began = Date.now();
    for (let one = 0; one < 300; one += 1) {
      call(gate).catch(({ problem }) => told.push([problem.kind, Date.now() - began]));
    }
    await pass(50);
    assert.equal(told.length, 300 - 200);
    await pass(6_000);
    assert.equal(told.length, 300 - 2);
    assert.deepEqual(new Set(told.map(([kind]) => kind)), new Set(["shop_busy"]));
    assert.ok(told.every(([, waited]) => waited <= 5_050));
  }));
