// Idempotency keys wherever they are kept: the same cases in memory and in every database.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { load } from "../edge/support/here.mjs";
import { eachCase } from "../js/support/table.mjs";
import { ENGINES } from "./support/engines.mjs";
import { startJobs } from "./support/jobs.mjs";

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

test("given a caller that is added with a key, when the request is repeated, then there is one, and nobody reads its token in the database", {
  skip: ENGINES.sqlite.skip,
  timeout: 60_000,
}, async (t) => {
  const engine = await ENGINES.sqlite.open();
  const edge = await startJobs(engine.database);
  t.after(async () => {
    await edge.stop();
    await engine.stop();
  });
  const add = (name) =>
    edge.ask("/v1/admin/callers", {
      who: "admin",
      method: "POST",
      body: { name, sites: ["one"], level: "read" },
      headers: { "Idempotency-Key": "add it" },
    });
  const [added, again, other] = [await add("dashboard"), await add("dashboard"), await add("x")];
  assert.equal(added.status, again.status, added.text);
  assert.equal(again.text, added.text);
  assert.equal(again.headers.get("Idempotency-Replayed"), "true");
  assert.deepEqual([other.status, other.body.kind], [422, "key_reused"]);
  const { body } = await edge.ask("/v1/admin/callers", { who: "admin" });
  assert.equal(body.callers.length, 1);
  const rows = await engine.database.all("SELECT * FROM idempotency_keys");
  assert.equal(rows.length, 1);
  assert.ok(added.body.token.length > 20);
  assert.ok(!JSON.stringify(rows).includes(added.body.token));
});
