// Where changes are kept, for how long, and what becomes of writes that can't be noted.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eachCase } from "../js/support/table.mjs";
import { changeAt, PLACE } from "./support/changes.mjs";
import { load } from "./support/here.mjs";
import { journaled } from "./support/journaled.mjs";
import { JOURNALS } from "./support/journals.mjs";
import { keptNamespace } from "./support/namespace.mjs";

const { memoryJournal, kvJournal, recordJournal } = await load(
  "journal/memory.ts",
  "journal/kv.ts",
  "journal/durable.ts",
);

const KV_JOURNALS = JOURNALS["in Workers KV"];
const skip = (await KV_JOURNALS.missing()) ?? false;

const DAY_MS = 86_400_000;
const START = Date.parse("2026-01-31T12:00:00.000Z");
const ID = "2026-01-31T12:00:00.000Z-3f0c8a52-6d1e-4b7a-9c35-0e8d2f4b6a71";

/** A namespace of workerd, ended with the test. */
async function namespaceOf(t) {
  const { settings, stop } = await KV_JOURNALS.open();
  t.after(stop);
  return settings.JOURNAL_KV;
}

test("given a journal in memory, when its days are over, then a change is gone", async () => {
  let now = START;
  const journal = memoryJournal(2, () => now);
  const [old, young] = [changeAt(START), changeAt(START + DAY_MS)];
  await journal.settle(old);
  await journal.settle(young);
  now = START + 2 * DAY_MS + 1;
  assert.equal(await journal.find(PLACE, old.id), undefined);
  assert.equal((await journal.find(PLACE, young.id)).id, young.id);
  assert.deepEqual(
    (await journal.list([PLACE], { limit: 10 })).map(({ id }) => id),
    [young.id],
  );
});

test("given a journal in memory, when more is written than it holds, then the oldest goes", async () => {
  const journal = memoryJournal(9, () => START);
  const changes = Array.from({ length: 1_001 }, (_, at) => changeAt(START + at));
  for (const change of changes) await journal.settle(change);
  assert.equal(await journal.find(PLACE, changes[0].id), undefined);
  assert.equal((await journal.list([PLACE], { limit: 2_000 })).length, 1_000);
});

test("given a journal in Workers KV, when a change is noted, then it is an entry that goes by itself", {
  skip,
}, async (t) => {
  const namespace = await namespaceOf(t);
  const journal = kvJournal(namespace, 3);
  const before = Math.floor(Date.now() / 1000);
  const change = changeAt(START);
  await journal.settle(change);
  const { keys } = await namespace.list({ prefix: "change:one:" });
  assert.equal(keys.length, 1);
  assert.ok(Math.abs(keys[0].expiration - before - 3 * 86_400) < 60);
  assert.deepEqual(keys[0].metadata, { resource: "customers", record: 3, undoes: null });
  assert.deepEqual(await journal.find(PLACE, change.id), change);
});

test("given a journal in Workers KV, when many write at once and in one moment, then none is lost and pages hold each once", {
  skip,
}, async (t) => {
  const journal = kvJournal(await namespaceOf(t), 3);
  const changes = Array.from({ length: 60 }, (_, at) =>
    changeAt(START + (at % 3), { record: 1 + (at % 2) }),
  );
  await Promise.all(changes.map((change) => journal.settle(change)));
  const seen = [];
  let before;
  // Two pages more than there are, so that turning in a circle ends as well.
  for (let pages = 0; pages < 11; pages += 1) {
    const page = await journal.list([PLACE], { limit: 7, before });
    if (page.length === 0) break;
    seen.push(...page);
    before = page.at(-1).id;
  }
  assert.deepEqual(seen.map(({ id }) => id).sort(), changes.map(({ id }) => id).sort());
  assert.deepEqual(
    seen.map(({ at }) => at),
    seen
      .map(({ at }) => at)
      .sort()
      .reverse(),
  );
  const ofOne = await journal.list([PLACE], { limit: 60, resource: "customers", record: 2 });
  assert.equal(ofOne.length, 30);
  assert.deepEqual(await journal.list([{ ...PLACE, site: "on" }], { limit: 9 }), []);
});

test("given a journal in Workers KV, when an entry is listed and cannot be read yet, then the pages go on behind it", async (t) => {
  const changes = Array.from({ length: 9 }, (_, at) => changeAt(START + at));
  const unseen = new Set([changes[8], changes[5], changes[4], changes[0]].map(({ id }) => id));
  const whole = keptNamespace();
  const namespace = {
    ...whole,
    get: async (key) => {
      const change = await whole.get(key);
      return unseen.has(change?.id) ? null : change;
    },
  };
  const edge = await journaled(t, { JOURNAL_KV: namespace });
  const journal = kvJournal(namespace, 3);
  for (const change of changes) await journal.settle(change);
  const seen = [];
  for (let next = ""; next !== null && seen.length <= changes.length; ) {
    const { body } = await edge.list(`limit=2${next && `&before=${next}`}`);
    seen.push(...body.changes.map(({ id }) => id));
    next = body.next;
  }
  const expected = changes.map(({ id }) => id).filter((id) => !unseen.has(id));
  assert.deepEqual(seen, expected.reverse());
});

test("given a namespace that takes one write a second to a key, then what was settled at once is listed once, and nothing is left behind", async () => {
  const whole = keptNamespace();
  const at = new Map();
  let now = START;
  const limited =
    (write) =>
    async (key, ...rest) => {
      if (now - (at.get(key) ?? 0) < 1_000) throw new Error("429 Too Many Requests");
      at.set(key, now);
      return write(key, ...rest);
    };
  const put = limited(whole.put);
  const journal = kvJournal({ ...whole, put, delete: limited(whole.delete) }, 3, () => now);
  const changes = Array.from({ length: 5 }, (_, index) => changeAt(START + index));
  for (const change of changes) {
    await journal.open({ ...change, outcome: "unknown", isOpen: true }, null);
    await journal.settle(change);
  }
  assert.equal(whole.kept.size, 10, "none could be removed yet");
  const listed = async () =>
    (await journal.list([PLACE], { limit: 9 })).map(({ outcome }) => outcome);
  assert.deepEqual(await listed(), Array(5).fill("written"));
  assert.deepEqual(await journal.unsettled(PLACE, "customers", 3), []);
  now += 2_000;
  assert.deepEqual(await listed(), Array(5).fill("written"));
  assert.deepEqual(
    [...whole.kept.keys()].filter((key) => !key.startsWith("change:")),
    [],
  );
});

test("given a namespace that is a minute late, then the writer of a record knows by itself what is open and what was confirmed", async () => {
  const kept = new Map();
  const storage = {
    get: async (key) => kept.get(key),
    put: async (key, value) => void kept.set(key, structuredClone(value)),
    delete: async (keys) => {
      for (const key of keys) kept.delete(key);
    },
    list: async ({ prefix }) => new Map([...kept].filter(([key]) => key.startsWith(prefix))),
  };
  const whole = keptNamespace();
  const late = {
    ...whole,
    get: async () => null,
    list: async () => ({ keys: [], list_complete: true }),
  };
  let now = START;
  const writer = () =>
    recordJournal(
      kvJournal(late, 3, () => now),
      storage,
      () => now,
    );
  const confirmation = { id: crypto.randomUUID(), until: START + 60_000 };
  const openAt = (ms) => changeAt(ms, { outcome: "unknown", isOpen: true });
  const [first, second, third] = [openAt(START), openAt(START + 1), openAt(START + 2)];
  assert.equal(await writer().open(first, confirmation), "kept");
  assert.equal(await writer().isUsed(confirmation), true);
  assert.equal(await writer().open(second, confirmation), "used");
  const open = async () => (await writer().unsettled(PLACE, "customers", 3)).map(({ id }) => id);
  assert.deepEqual(await open(), [first.id]);
  await writer().settle({ ...first, outcome: "written", isOpen: false });
  assert.equal(await writer().open(third, null), "kept");
  await writer().drop(PLACE, third.id);
  assert.deepEqual(await open(), []);
  // What is over is not kept for ever.
  now += 120_000;
  await writer().open(openAt(now), { id: crypto.randomUUID(), until: now + 60_000 });
  assert.equal([...kept.keys()].filter((key) => key.startsWith("used:")).length, 1);

  const fails = { ...whole, put: FAILING_JOURNALS["that fails"] };
  const failing = recordJournal(kvJournal(fails, 3), storage, () => now);
  const size = kept.size;
  await assert.rejects(failing.open(openAt(START + 3), { id: "never", until: now }));
  assert.equal(kept.size, size, "what was not sent is not kept by half");
});

test("given both journals, when changes of one moment are listed, then both list them alike", {
  skip,
}, async (t) => {
  const kept = [memoryJournal(9, () => START), kvJournal(await namespaceOf(t), 9)];
  const first = changeAt(START);
  const changes = [
    first,
    changeAt(START),
    changeAt(START),
    changeAt(START + 5, { undoes: first.id }),
  ];
  for (const journal of kept) for (const change of changes) await journal.settle(change);
  const [one, other] = await Promise.all(
    kept.map((journal) => journal.list([PLACE], { limit: 9 })),
  );
  assert.deepEqual(one, other);
  assert.equal(one.find(({ id }) => id === first.id).undone_by, changes[3].id);
});

const FAILING_JOURNALS = {
  "that fails": async () => {
    throw new Error("KV PUT failed: 500");
  },
  "that never answers": () => new Promise(() => {}),
};

for (const [how, fails] of Object.entries(FAILING_JOURNALS)) {
  const writesTo = async (t, namespace) => {
    const edge = await journaled(t, { JOURNAL_KV: namespace });
    const writes = [];
    edge.shop.before = async ({ method, url }) => {
      if (method !== "GET") writes.push(`${method} ${url}`);
    };
    return { edge, writes, wrote: await edge.run("update_customer", { id: 3, note: "One" }) };
  };

  test(`given a journal ${how}, when something is to be written, then it is not, and may be tried again`, async (t) => {
    const cases = [
      ["of which nothing can be kept", { put: fails }, "journal_unwritable"],
      ["of which nothing can be read", { list: fails }, "journal_unreadable"],
    ];
    await eachCase(`journals ${how}`, cases, async (spoilt, kind) => {
      const { edge, writes, wrote } = await writesTo(t, keptNamespace(spoilt));
      const { status, id, body } = wrote;
      assert.deepEqual([status, id, body.kind], [503, null, kind]);
      assert.deepEqual([body.saved, body.retryable], ["no", true]);
      assert.match(body.hint, /Nothing was written/);
      assert.deepEqual(writes, []);
      assert.equal(edge.shop.text("customers/3", "note"), "");
    });
  });

  test(`given a journal ${how} once a write was sent, then that is saved, a warning says so, and the next look settles it`, async (t) => {
    let isBroken = true;
    const whole = keptNamespace();
    const put = (key, ...rest) =>
      isBroken && key.startsWith("change:") ? fails() : whole.put(key, ...rest);
    const { edge, writes, wrote } = await writesTo(t, { ...whole, put });
    const { status, id, body } = wrote;
    assert.deepEqual([status, body.written], [200, true]);
    assert.match(body.warnings.join(), /lists its outcome as unknown/);
    assert.equal(writes.length, 1);
    const listed = async () =>
      (await edge.list()).body.changes.map((one) => [one.id, one.outcome, one.fields[0].after]);
    assert.deepEqual(await listed(), [[id, "unknown", "One"]]);
    isBroken = false;
    assert.deepEqual(await listed(), [[id, "written", "One"]]);
    assert.deepEqual(
      [...whole.kept.keys()].map((key) => key.split(":")[0]),
      ["change"],
    );
  });
}

test("given a clock that is set back, when a change is taken back, then that still stands behind it", async (t) => {
  const { now } = Date;
  let set = 0;
  Date.now = () => now() + set;
  t.after(() => {
    Date.now = now;
  });
  const edge = await journaled(t);
  const { id } = await edge.run("update_customer", { id: 3, note: "One" });
  set = -DAY_MS / 24;
  const undone = await edge.run("undo_change", { change: id });
  assert.equal(undone.status, 200, undone.text);
  const { changes } = (await edge.list()).body;
  assert.deepEqual(
    changes.map((one) => [one.id, one.undoes, one.undone_by]),
    [
      [undone.id, id, null],
      [id, null, undone.id],
    ],
  );
  assert.ok(undone.id.startsWith(changes[0].at));
});

test("given a journal that fails, when it is asked, then that is said and may be tried again", async (t) => {
  const fails = FAILING_JOURNALS["that fails"];
  const edge = await journaled(t, {
    JOURNAL_KV: { put: fails, get: fails, delete: fails, list: fails },
  });
  for (const asked of [edge.list(), edge.run("undo_change", { change: ID })]) {
    const { status, body } = await asked;
    assert.deepEqual([status, body.kind, body.retryable], [503, "journal_unreadable", true]);
  }
});

test("given a JOURNAL_KV that is no namespace, when the worker is asked, then it names the setting", async (t) => {
  const edge = await journaled(t, { JOURNAL_KV: "changes" });
  const { status, body } = await edge.list();
  assert.equal(status, 503);
  assert.match(body.hint, /JOURNAL_KV/);
});
