// What a process that lives for weeks keeps in mind, and how long it waits for its stores.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./support/here.mjs";

const { boundLimiter, memoryLimiter, memoryCache, memoryJournal, timedJournal, sitesOfKv } =
  await load(
    "limits/rate.ts",
    "shop/cache.ts",
    "journal/memory.ts",
    "journal/timed.ts",
    "sites/kv.ts",
  );

const START = Date.parse("2026-01-31T12:00:00.000Z");
const HOUR_MS = 3_600_000;
const MEGABYTE = 1 << 20;
const never = () => new Promise(() => {});

test("given a clock that is set back, then nobody is refused for it", async () => {
  let now = START;
  const limiter = memoryLimiter(60, () => now);
  assert.equal(await limiter.allow("one"), true);
  now -= HOUR_MS;
  assert.equal(await limiter.allow("one"), true);
  assert.equal(await limiter.allow("one"), true);
});

test("given large answers, then the cache holds no more bytes than it may, and the newest", async () => {
  const cache = memoryCache(() => START);
  for (let name = 0; name < 40; name += 1) {
    await cache.put(String(name), new Response(new Uint8Array(MEGABYTE)));
  }
  const held = [];
  for (let name = 0; name < 40; name += 1) if (await cache.get(String(name))) held.push(name);
  assert.deepEqual(
    held,
    Array.from({ length: 32 }, (_, at) => at + 8),
  );
  // What takes the place of another does not count twice.
  await cache.put("39", new Response(new Uint8Array(MEGABYTE)));
  assert.ok(await cache.get("8"));
});

test("given changes that are over, then those of other sites go from memory too", async () => {
  let now = START;
  const journal = memoryJournal(1, () => now);
  const change = (site, ms) => {
    const at = new Date(ms).toISOString();
    return { id: `${at}-${crypto.randomUUID()}`, site, at, fields: [], write: null };
  };
  await journal.settle(change("idle", START));
  now += 25 * HOUR_MS;
  await journal.settle(change("busy", now));
  now = START;
  // Back in time it would be seen again, if it were still there.
  assert.deepEqual(await journal.list([{ site: "idle" }], { limit: 10 }), []);
});

test("given a limiter of the host that fails or never answers, then the process counts for itself", {
  timeout: 20_000,
}, async () => {
  const fails = async () => {
    throw new Error("internal error");
  };
  for (const limit of [fails, never]) {
    const reported = [];
    const limiter = boundLimiter(
      { limit },
      memoryLimiter(1, () => START),
      (part) => reported.push(part),
    );
    assert.equal(await limiter.allow("one"), true);
    assert.equal(await limiter.allow("one"), 60);
    assert.equal(await limiter.allow("two"), true);
    assert.deepEqual(reported, Array(3).fill("rate_limiter"));
  }
});

test("given a journal that never answers, then nobody waits for it for long", async () => {
  const names = ["open", "settle", "drop", "find", "list", "unsettled", "isUsed"];
  const journal = timedJournal(Object.fromEntries(names.map((name) => [name, never])), 20);
  assert.deepEqual(Object.keys(journal).sort(), names.sort());
  for (const name of names) {
    await assert.rejects(journal[name]({}, {}), /No answer within 20 ms/, name);
  }
});

test("given a journal that keeps a write too late, then that is dropped again: it was never sent", async () => {
  let keep;
  const dropped = [];
  const open = () =>
    new Promise((resolve) => {
      keep = resolve;
    });
  const drop = async (...named) => void dropped.push(named);
  const journal = timedJournal({ open, drop }, 20);
  const change = { site: "one", id: "1" };
  await assert.rejects(journal.open(change, null), /No answer within 20 ms/);
  assert.deepEqual(dropped, []);
  keep(true);
  await new Promise(setImmediate);
  assert.deepEqual(dropped, [[change, "1"]]);
});

test("given sites that are never answered, then it is told, and is worth another try", {
  timeout: 20_000,
}, async () => {
  const sites = sitesOfKv({ get: never, list: never }, {});
  const asked = [sites.find("one"), sites.list(() => true)];
  for (const one of asked) {
    await assert.rejects(one, ({ problem }) => {
      assert.deepEqual([problem.kind, problem.retryable], ["site_unreadable", true]);
      return true;
    });
  }
});
