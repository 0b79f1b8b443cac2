// The gate of a shop over days of virtual time: shops of every mood, callers of every kind, and one
// process or several.
import assert from "node:assert/strict";
import { test } from "node:test";
import { gatesOf, inVirtualTime, MINUTE_MS, MOODS, virtualShop } from "./support/gate-world.mjs";
import { randomOf } from "./support/random.mjs";

const START = Date.parse("2026-11-30T12:00:00.000Z");
const REQUEST_MS = 10_000;
/** What a request waits for at most. */
const WAIT_MS = { call: 8_050, job: 20_050, look: 60_050 };
/** And what it may hear late of, from a store that takes its time. */
const STORE_MS = 1_000;
const SEEDS = Number(process.env.GATE_SEEDS ?? 8);
const FROM = Number(process.env.GATE_FROM ?? Date.now() % 1_000_000);
const WORLD_MS = 90_000;

/** Of a caller who stays. */
const never = () => new AbortController().signal;

/** How many requests came within the fullest minute. */
function fullestMinute(came) {
  let [most, from] = [0, 0];
  for (let to = 0; to < came.length; to += 1) {
    while (came[to] - came[from] >= MINUTE_MS) from += 1;
    most = Math.max(most, to - from + 1);
  }
  return most;
}

/** One world of a seed: what was asked, what the shop saw, and what everybody was told. */
async function worldOf(seed) {
  const random = randomOf(seed);
  const whole = (most) => Math.floor(random() * most);
  const limits = { atOnce: 1 + whole(8), perMinute: 60 + whole(1_200) };
  const processes = 1 + whole(3);
  const moods = Object.keys(MOODS);
  return inVirtualTime(START, async (pass) => {
    const shop = virtualShop(random);
    const gates = gatesOf(processes, limits);
    const told = { passed: 0, refused: {}, late: [], wrong: [], left: 0 };
    const all = [];
    const ask = async (priority, caller, leavesAfter) => {
      const began = Date.now();
      const leaving = new AbortController();
      if (leavesAfter !== null) setTimeout(() => leaving.abort(new Error("left")), leavesAfter);
      const gate = gates[whole(processes)];
      const entry = { signal: leaving.signal, priority, caller, mostMs: REQUEST_MS };
      try {
        const passage = await gate.enter("shop", entry);
        if (random() < 0.02) return await passage.leave(null);
        const result = await shop.take(priority, REQUEST_MS);
        await passage.leave({ ...result, milliseconds: result.milliseconds });
        told.passed += 1;
      } catch (thrown) {
        const waited = Date.now() - began;
        if (thrown.message === "left") {
          told.left += 1;
          return;
        }
        const { kind, retryable, saved, retryAfterMs } = thrown.problem ?? { kind: String(thrown) };
        told.refused[kind] = (told.refused[kind] ?? 0) + 1;
        if (!retryable || saved !== "no" || !(retryAfterMs >= 0)) told.wrong.push(kind);
        if (priority === "look" && kind !== "shop_busy") told.wrong.push(`a look: ${kind}`);
        const most = WAIT_MS[priority] + (processes > 1 ? STORE_MS : 0);
        if (waited > most) told.late.push(`${priority} ${waited}`);
      }
    };
    for (let passed = 0; passed < WORLD_MS; passed += 500) {
      if (random() < 0.04) shop.mood = moods[whole(moods.length)];
      const flood = random() < 0.03 ? whole(300) : 0;
      for (let one = 0; one < flood; one += 1) all.push(ask("call", "flood", null));
      const usual = whole(8);
      for (let one = 0; one < usual; one += 1) {
        const priority = ["call", "call", "job", "look"][whole(4)];
        all.push(ask(priority, `caller ${whole(4)}`, random() < 0.1 ? whole(3_000) : null));
      }
      await pass(500);
    }
    shop.mood = "works";
    // Long enough for every wait, and for a shop that was down to be tried again.
    for (let passed = 0; passed < 70_000; passed += 1_000) {
      all.push(ask("call", "last", null));
      await pass(1_000);
    }
    await pass(61_000);
    const isOver = await Promise.race([
      Promise.all(all).then(() => true),
      pass(25).then(() => false),
    ]);
    // If no place was lost, all are free.
    let free = 0;
    for (let one = 0; one < limits.atOnce + 2; one += 1) {
      gates[0]
        .enter("shop", {
          signal: never(),
          priority: "look",
          mostMs: REQUEST_MS,
        })
        .then(() => {
          free += 1;
        })
        .catch(() => {});
    }
    await pass(2_000);
    return { limits, processes, shop, told, isOver, free, asked: all.length };
  });
}

test(`given ${SEEDS} worlds of shops, callers and processes, then no shop gets more than it may, and everybody is told in time`, {
  timeout: 600_000,
}, async () => {
  const sums = { asked: 0, passed: 0, left: 0 };
  const refused = {};
  for (let seed = FROM; seed < FROM + SEEDS; seed += 1) {
    const { limits, processes, shop, told, isOver, free, asked } = await worldOf(seed);
    const where = `GATE_FROM=${seed}: ${processes} processes, ${JSON.stringify(limits)}`;
    assert.ok(shop.most <= limits.atOnce, `${where}: ${shop.most} at once`);
    const minute = fullestMinute(shop.came);
    assert.ok(minute <= limits.perMinute, `${where}: ${minute} in a minute`);
    assert.equal(shop.early, 0, `${where}: before the end of a pause`);
    assert.deepEqual(told.wrong, [], where);
    assert.deepEqual(told.late, [], where);
    assert.ok(isOver, `${where}: somebody still waits`);
    assert.equal(free, limits.atOnce, `${where}: places were lost`);
    assert.ok(told.passed > 0, where);
    for (const [kind, count] of Object.entries(told.refused)) {
      refused[kind] = (refused[kind] ?? 0) + count;
    }
    sums.asked += asked;
    sums.passed += told.passed;
    sums.left += told.left;
  }
  const day = (SEEDS * (WORLD_MS + 133_000)) / 3_600_000;
  console.log(
    `${SEEDS} worlds from ${FROM}, ${day.toFixed(1)} hours: ${JSON.stringify({ ...sums, ...refused })}`,
  );
  assert.ok(refused.shop_busy > 0 && refused.shop_down > 0);
});

const MOOD_CASES = [
  // Mood, requests that reach it within a minute at most, of 20 a second.
  ["hangs", 60],
  ["is gone", 80],
  ["is behind a gateway", 40],
];

for (const [mood, most] of MOOD_CASES) {
  test(`given a shop that ${mood} for a minute, then few requests reach it, and it is served again soon after`, async () => {
    await inVirtualTime(START, async (pass) => {
      const shop = virtualShop(randomOf(1));
      const [gate] = gatesOf(1, { atOnce: 6, perMinute: 1_200 });
      let [answered, atOnce] = [0, 0];
      const ask = async () => {
        const began = Date.now();
        try {
          const passage = await gate.enter("shop", { signal: never(), priority: "call" });
          const result = await shop.take("call", REQUEST_MS);
          await passage.leave(result);
          if (result.status === 200) answered += 1;
        } catch {
          if (Date.now() - began < 50) atOnce += 1;
        }
      };
      shop.mood = mood;
      for (let passed = 0; passed < MINUTE_MS; passed += 1_000) {
        for (let one = 0; one < 20; one += 1) void ask();
        await pass(1_000);
      }
      const reached = shop.came.length;
      console.log(
        `a shop that ${mood}: ${reached} of 1200 requests reached it, ${atOnce} were refused at once`,
      );
      assert.ok(reached <= most, `${reached}`);
      assert.ok(atOnce > 700, `${atOnce}`);
      shop.mood = "works";
      await pass(60_000);
      void ask();
      await pass(1_000);
      for (let one = 0; one < 5; one += 1) void ask();
      await pass(1_000);
      assert.ok(answered >= 6, `${answered} answers`);
    });
  });
}

test("given one caller who floods a shop, then another's requests go in between", async () => {
  await inVirtualTime(START, async (pass) => {
    const shop = virtualShop(randomOf(1));
    const [gate] = gatesOf(1, { atOnce: 2, perMinute: 6_000 });
    const waits = [];
    const ask = async (caller) => {
      const began = Date.now();
      const passage = await gate.enter("shop", { signal: never(), priority: "call", caller });
      if (caller === "quiet") waits.push(Date.now() - began);
      const result = await shop.take("call", REQUEST_MS);
      await passage.leave(result);
    };
    for (let second = 0; second < 30; second += 1) {
      for (let one = 0; one < 60; one += 1) ask("flood").catch(() => {});
      void ask("quiet");
      await pass(1_000);
    }
    assert.equal(waits.length, 30);
    // A turn of the one who floods, and the own.
    assert.ok(Math.max(...waits) <= 500, `${Math.max(...waits)} ms`);
    console.log(`the other waited for at most ${Math.max(...waits)} ms`);
  });
});
