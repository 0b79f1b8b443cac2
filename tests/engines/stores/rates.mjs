// What every limit does. Those in a database count over all processes.
import assert from "node:assert/strict";
import { PER_MINUTE } from "./places.mjs";

const many = async (limiter, key, count, perMinute) => {
  const told = [];
  for (let at = 0; at < count; at += 1) told.push(await limiter.allow(key, perMinute));
  return told.filter((one) => one === true).length;
};

/** `[name, where it holds, (scene) => …]`; a scene is `{ rates, beside, key, clock }`. */
const CASES = [
  [
    "a minute's requests pass at once, and then one as each comes back",
    "everywhere",
    async ({ rates, key, clock }) => {
      assert.equal(await many(rates, key, PER_MINUTE + 20), PER_MINUTE);
      const waitSeconds = await rates.allow(key);
      assert.equal(waitSeconds, 60 / PER_MINUTE);
      clock.add(waitSeconds * 1_000);
      assert.equal(await many(rates, key, 5), 1);
      clock.add(3_600_000);
      assert.equal(await many(rates, key, PER_MINUTE + 20), PER_MINUTE, "no more than a minute's");
    },
  ],
  [
    "the requests of many at once are counted each",
    "everywhere",
    async ({ rates, key }) => {
      const told = await Promise.all(
        Array.from({ length: PER_MINUTE * 2 }, () => rates.allow(key)),
      );
      assert.equal(told.filter((one) => one === true).length, PER_MINUTE);
    },
  ],
  [
    "another key is not held back",
    "everywhere",
    async ({ rates, key }) => {
      await many(rates, key, PER_MINUTE);
      assert.equal(await rates.allow(`${key} 2`), true);
      assert.equal(await many(rates, `${key}-of-its-own`, 20, 7), 7);
    },
  ],
  [
    "every number of requests a minute is kept",
    "everywhere",
    async ({ rates, key }) => {
      for (const perMinute of [1, 7, 59, 127]) {
        assert.equal(await many(rates, `${key} ${perMinute}`, perMinute + 5, perMinute), perMinute);
      }
    },
  ],
  [
    "a clock that is set back refuses nobody for longer",
    "everywhere",
    async ({ rates, key, clock }) => {
      await many(rates, key, PER_MINUTE);
      clock.add(-86_400_000);
      const waitSeconds = await rates.allow(key);
      assert.ok(waitSeconds === true || waitSeconds <= 60, String(waitSeconds));
      clock.add(60_000);
      assert.equal(await rates.allow(key), true);
    },
  ],
  [
    "two processes share a minute's requests",
    "in SQL",
    async ({ rates, beside, key, clock }) => {
      const both = async (count) => {
        let passed = 0;
        for (let at = 0; at < count; at += 1) {
          for (const one of [rates, beside]) if ((await one.allow(key)) === true) passed += 1;
        }
        return passed;
      };
      assert.equal(await both(PER_MINUTE), PER_MINUTE);
      // In the long run it is the rate, and a share of each process more in the first minute.
      let passed = 0;
      for (let minute = 0; minute < 2; minute += 1) {
        for (let second = 0; second < 60; second += 5) {
          clock.add(5_000);
          passed += await both(8);
        }
      }
      const most = 2 * PER_MINUTE;
      assert.ok(passed <= most && passed >= most - 2 * (PER_MINUTE / 12), `${passed} of ${most}`);
    },
  ],
  [
    "keys of any text are told apart",
    "everywhere",
    async ({ rates, key }) => {
      const keys = [
        `${key} '; DROP TABLE rates; --`,
        `${key} \u0000`,
        `${key} \ud83d\udc00`,
        `${key} ${"x".repeat(5_000)}`,
      ];
      for (const one of keys) assert.equal(await rates.allow(one), true, one);
    },
  ],
];

let scenes = 0;

export function rateCases(place, { store, beside }) {
  return CASES.filter(([, where]) => where === "everywhere" || place !== "memory").map(
    ([name, , run]) => [
      name,
      async () => {
        scenes += 1;
        let time = 1_790_000_000_000;
        const clocks = { now: () => time };
        const clock = { add: (ms) => (time += ms) };
        await run({ rates: store(clocks), beside: beside(clocks), key: `caller ${scenes}`, clock });
      },
    ],
  );
}
