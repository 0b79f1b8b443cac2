// What all locks do.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";

/** `[name, where it holds, (scene) => …]`; a scene is `{ locks, beside, name }`. */
const CASES = [
  [
    "one at a time holds a name, whoever asks",
    "everywhere",
    async ({ locks, beside, name }) => {
      let [inside, met, turns] = [0, 0, 0];
      const work = async (store) => {
        const lock = await store.acquire(name, 20_000);
        inside += 1;
        if (inside > 1) met += 1;
        assert.equal(lock.isHeld(), true);
        await sleep(2);
        inside -= 1;
        turns += 1;
        await lock.release();
        assert.equal(lock.isHeld(), false);
      };
      await Promise.all(Array.from({ length: 16 }, (_, at) => work(at % 2 ? locks : beside)));
      assert.deepEqual([met, turns], [0, 16]);
    },
  ],
  [
    "who comes first in a process has it first",
    "everywhere",
    async ({ locks, name }) => {
      const first = await locks.acquire(name, 5_000);
      const order = [];
      const others = [1, 2, 3, 4].map(async (at) => {
        const lock = await locks.acquire(name, 20_000);
        order.push(at);
        await lock.release();
      });
      await first.release();
      await Promise.all(others);
      assert.deepEqual(order, [1, 2, 3, 4]);
    },
  ],
  [
    "nobody waits for longer than it says, and then holds nothing",
    "everywhere",
    async ({ locks, beside, name }) => {
      const lock = await locks.acquire(name, 5_000);
      const started = performance.now();
      assert.deepEqual(await Promise.all([locks.acquire(name, 60), beside.acquire(name, 60)]), [
        null,
        null,
      ]);
      const milliseconds = performance.now() - started;
      assert.ok(milliseconds < 4_000, `${milliseconds} ms`);
      await lock.release();
      const next = await beside.acquire(name, 5_000);
      assert.equal(next.isHeld(), true);
      await next.release();
    },
  ],
  [
    "what is released twice is released once",
    "everywhere",
    async ({ locks, beside, name }) => {
      const lock = await locks.acquire(name, 5_000);
      await lock.release();
      const other = await beside.acquire(name, 5_000);
      await lock.release();
      assert.equal(other.isHeld(), true);
      assert.equal(await locks.acquire(name, 30), null);
      await other.release();
    },
  ],
  [
    "other names are free, whatever is in them",
    "everywhere",
    async ({ locks, beside, name }) => {
      const names = [
        name,
        `${name} 2`,
        `${name} '"$1`,
        `${name} é\ud83d\udc00`,
        `${name} ${"x".repeat(3_000)}`,
      ];
      const held = await Promise.all(
        names.map((one, at) => (at % 2 ? locks : beside).acquire(one, 5_000)),
      );
      assert.ok(held.every((lock) => lock?.isHeld()));
      await Promise.all(held.map((lock) => lock.release()));
    },
  ],
];

let scenes = 0;

export function lockCases(_, { store, beside }) {
  const clocks = {};
  const stores = { locks: store(clocks), beside: beside(clocks) };
  return CASES.map(([what, , run]) => [
    what,
    async () => {
      scenes += 1;
      await run({ ...stores, name: `lock ${scenes}` });
    },
  ]);
}
