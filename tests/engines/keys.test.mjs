// Idempotency keys wherever they are kept: the same cases in memory and in every database.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { load } from "../edge/support/here.mjs";
import { eachCase } from "../js/support/table.mjs";
import { ENGINES } from "./support/engines.mjs";

const { memoryKeys, sqlKeys } = await load("idempotency/memory.ts", "idempotency/sql.ts");

const NOW = Date.parse("2026-03-01T12:00:00Z");
const [UNDER_WAY_MS, DAY_MS] = [300_000, 86_400_000];
const NEW = { is: "new" };
const newKey = (caller = "a") => ({ id: randomUUID(), caller });

/** By name, `(keys, beside) => …`; `beside` are those of another process. */
const CASES = {
  "the first of twenty at once is the one": async (keys, beside) => {
    const key = newKey();
    const begun = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        (at % 2 === 0 ? keys : beside).begin(key, `run ${at}`, NOW),
      ),
    );
    const kinds = begun.map(({ is }) => is).sort();
    assert.deepEqual(kinds, ["new", ...Array.from({ length: 19 }, () => "under way")]);
  },
  "an answer is kept for a day, also for other processes": async (keys, beside) => {
    const key = newKey();
    await keys.begin(key, "one", NOW);
    await keys.finish(key.id, "one", "print", "an answer ' $1 \u{1F3FA}");
    const answered = { is: "answered", fingerprint: "print", answer: "an answer ' $1 \u{1F3FA}" };
    assert.deepEqual(await beside.begin(key, "two", NOW + DAY_MS - 1), answered);
    assert.deepEqual(await beside.begin(key, "two", NOW + DAY_MS), NEW);
  },
  "an answer too large to keep is told as answered": async (keys) => {
    const key = newKey();
    await keys.begin(key, "one", NOW);
    await keys.finish(key.id, "one", "print", null);
    const answered = { is: "answered", fingerprint: "print", answer: null };
    assert.deepEqual(await keys.begin(key, "two", NOW), answered);
  },
  "a request whose process died is lost, and never begins again": async (keys, beside) => {
    const key = newKey();
    await keys.begin(key, "one", NOW);
    assert.equal((await beside.begin(key, "two", NOW + UNDER_WAY_MS - 1)).is, "under way");
    assert.equal((await beside.begin(key, "two", NOW + UNDER_WAY_MS)).is, "lost");
    assert.equal((await beside.begin(key, "three", NOW + UNDER_WAY_MS)).is, "lost");
  },
  "who did not begin a request neither answers nor releases it": async (keys, beside) => {
    const key = newKey();
    await keys.begin(key, "one", NOW);
    await beside.finish(key.id, "two", "print", "not mine");
    await beside.release(key.id, "two");
    assert.equal((await keys.begin(key, "three", NOW)).is, "under way");
  },
  "a request that did nothing is forgotten, one with an answer is not": async (keys, beside) => {
    const key = newKey();
    await keys.begin(key, "one", NOW);
    await keys.release(key.id, "one");
    assert.deepEqual(await beside.begin(key, "two", NOW), NEW);
    await beside.finish(key.id, "two", "print", "answer");
    await beside.release(key.id, "two");
    assert.equal((await keys.begin(key, "three", NOW)).is, "answered");
  },
  "a clock that is set back forgets nothing": async (keys) => {
    const key = newKey();
    await keys.begin(key, "one", NOW);
    await keys.finish(key.id, "one", "print", "answer");
    assert.equal((await keys.begin(key, "two", NOW - DAY_MS)).is, "answered");
  },
};

test("given keys in memory, then each case holds", async () => {
  const keys = memoryKeys();
  const cases = Object.entries(CASES).map(([name, run]) => [name, () => run(keys, keys)]);
  await eachCase("cases of keys in memory", cases, (run) => run());
});

for (const [name, { skip, open }] of Object.entries(ENGINES)) {
  test(`given keys in ${name}, then each case holds`, { skip, timeout: 60_000 }, async (t) => {
    const engine = await open();
    t.after(engine.stop);
    const [keys, beside] = [sqlKeys(engine.database), sqlKeys(await engine.beside())];
    const cases = Object.entries(CASES).map(([of, run]) => [of, () => run(keys, beside)]);
    await eachCase(`cases of keys in ${name}`, cases, (run) => run());
  });
}
