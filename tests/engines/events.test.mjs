// Events of shops: nothing is lost, nothing comes twice, and each record's come in order, whatever fails.
import assert from "node:assert/strict";
import { test } from "node:test";
import { randomOf } from "../edge/support/random.mjs";
import { ENGINES } from "./support/engines.mjs";
import {
  asExpected,
  newEndpoint,
  simulatedReceiver,
  simulatedShop,
  startProcess,
} from "./support/events-world.mjs";

const ALL = [
  "order.created",
  "order.status_changed",
  "order.paid",
  "customer.created",
  "product.created",
  "product.updated",
];
const BEGIN = Date.UTC(2026, 10, 30);
const MINUTE_MS = 60_000;

/** Shares of steps at which something happens. */
const FAULTS = [
  ["before", 0.02],
  ["after", 0.02],
  ["kill before", 0.003],
  ["kill after", 0.003],
];
const ANSWERS = [
  [500, 0.01],
  [503, 0.01],
  [429, 0.005],
  [404, 0.01],
  [302, 0.005],
];

/** What has not arrived after so many rounds, of some minutes each, is lost. */
const MOST_IDLE_ROUNDS = 1_000;

function drawn(table, random) {
  let left = random();
  for (const [value, share] of table) {
    left -= share;
    if (left < 0) return value;
  }
  return null;
}

/** Lets so many things happen in shops, with every fault, until all is delivered. */
async function simulate(database, { seed, changes, shopCount = 3 }) {
  const random = randomOf(seed);
  const clock = { now: BEGIN };
  const shops = Array.from({ length: shopCount }, (_, at) => simulatedShop(`shop-${at}`, random));
  const receiver = simulatedReceiver();
  const counts = { faults: 0, deaths: 0, rounds: 0 };
  let isQuiet = true;
  const fault = () => {
    const happens = isQuiet ? null : drawn(FAULTS, random);
    if (happens !== null) counts.faults += 1;
    return happens;
  };
  receiver.answer = () => (isQuiet ? 200 : (drawn(ANSWERS, random) ?? 200));
  const start = () => startProcess({ database, shops, receiver, clock, random, fault });
  const processes = [start(), start()];
  for (const { name } of shops) {
    const url = `https://receiver.example/${name}`;
    const endpoint = await newEndpoint(receiver, name, url, ALL, clock.now);
    assert.ok(await processes[0].events.store.endpoints.add(endpoint, clock.now));
  }
  await processes[0].run("reading shops");
  isQuiet = false;
  let left = changes;
  let idle = 0;
  let arrived = { count: 0, round: 0 };
  const total = () => shops.reduce((sum, { expected }) => sum + expected.length, 0);
  while (idle < 3 && counts.rounds - arrived.round < MOST_IDLE_ROUNDS) {
    counts.rounds += 1;
    const some = Math.min(left, Math.floor(random() * (changes / 100 + 20)));
    for (let at = 0; at < some; at += 1) shops[Math.floor(random() * shopCount)].happen();
    left -= some;
    // Now and then a clock is set back. What is left to retry waits for hours.
    const stepMs = (left > 0 ? 2 : 20) * MINUTE_MS;
    clock.now += random() < 0.02 ? -30 * MINUTE_MS : Math.floor(random() * stepMs);
    await Promise.all(
      processes.map(async (process, at) => {
        const work = random() < 0.5 ? "reading shops" : "sending";
        if (await process.run(work)) return;
        counts.deaths += 1;
        processes[at] = start();
      }),
    );
    const { length: count } = receiver.accepted;
    if (left > 0 || count > arrived.count) arrived = { count, round: counts.rounds };
    const isOver = left === 0 && receiver.accepted.length >= total();
    idle = isOver ? idle + 1 : 0;
  }
  return { shops, receiver, counts, expected: shops.flatMap((shop) => shop.expected) };
}

/** What was accepted, against what happened. */
function assertWhole({ receiver, expected }, label) {
  const accepted = receiver.accepted.map(asExpected);
  const [wanted, got] = [new Set(expected), new Set(accepted)];
  assert.equal(wanted.size, expected.length, "the simulation names each event once");
  const lost = expected.filter((one) => !got.has(one));
  const extra = accepted.filter((one) => !wanted.has(one));
  assert.deepEqual(lost.slice(0, 5), [], `${label}: ${lost.length} lost`);
  assert.deepEqual(extra.slice(0, 5), [], `${label}: ${extra.length} that never happened`);
  assert.equal(accepted.length, expected.length, `${label}: repeated under another id`);
  assert.deepEqual(receiver.wrong, [], `${label}: signatures`);
}

/** Of each record, events come in the order in which they happened. */
function assertOrder({ receiver, expected }, label) {
  const places = new Map(expected.map((name, at) => [name, at]));
  const last = new Map();
  let compared = 0;
  for (const event of receiver.accepted) {
    const record = `${event.site} ${event.data.resource}/${event.data.id}`;
    const place = places.get(asExpected(event));
    assert.ok(place > (last.get(record) ?? -1), `${label}: ${record} out of order`);
    if (last.has(record)) compared += 1;
    last.set(record, place);
  }
  return compared;
}

const SIZES = process.env.PROOFS
  ? { sqlite: 100_000, postgres: 30_000, d1: 1_000 }
  : { sqlite: 800, postgres: 800, d1: 60 };

for (const [name, { skip, open }] of Object.entries(ENGINES)) {
  test(`given faults of shop, database, receiver and processes on ${name}, then each event arrives, by its id once, and in the order of its record`, {
    skip,
  }, async (t) => {
    const engine = await open();
    t.after(engine.stop);
    const seed = Number(process.env.EVENTS_SEED ?? Date.now() % 1_000_000);
    const label = `${name}, EVENTS_SEED=${seed}`;
    const ended = await simulate(engine.database, { seed, changes: SIZES[name] });
    assertWhole(ended, label);
    const compared = assertOrder(ended, label);
    const { counts, receiver, expected } = ended;
    assert.ok(counts.faults > 0, `${label}: nothing failed`);
    console.log(
      `${label}: ${SIZES[name]} changes, ${expected.length} events, ${receiver.requests} requests, ${receiver.repeats} repeats by id, ${counts.faults} faults, ${counts.deaths} deaths, ${counts.rounds} rounds, ${compared} pairs in order; 0 lost, 0 repeated`,
    );
  });
}
