// Journals that a version before installations wrote, keyed by site.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { changeAt, PLACE } from "./support/changes.mjs";
import { load } from "./support/here.mjs";
import { ENDINGS, makeLate } from "./support/late-shop.mjs";
import { keptNamespace } from "./support/namespace.mjs";
import { done, folderOf, startSites } from "./support/sites-of-one.mjs";

const { recordJournal, memoryJournal } = await load("journal/durable.ts", "journal/memory.ts");

/** By name, `open(t)` gives `{ settings, age }`. */
const OLD_JOURNALS = {
  "in a file": async (t) => {
    const path = join(await folderOf(t), "changes.jsonl");
    const age = async () => {
      const text = await readFile(path, "utf8");
      const lines = text.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line)]));
      for (const { open, settled } of lines) delete (open ?? settled)?.installation;
      const old = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
      assert.ok(!old.includes("installation"));
      await writeFile(path, old);
    };
    return { settings: { JOURNAL_FILE: path }, age };
  },
  "in Workers KV": async () => {
    const namespace = keptNamespace();
    const { kept } = namespace;
    const age = async () => {
      for (const [key, { value, options }] of [...kept]) {
        const { installation: _, ...change } = JSON.parse(value);
        const { site: __, ...metadata } = options.metadata;
        const [kind, , rest] = key.split(":");
        kept.delete(key);
        const old = { value: JSON.stringify(change), options: { ...options, metadata } };
        kept.set(`${kind}:${change.site}:${rest}`, old);
      }
      assert.ok([...kept.keys()].every((key) => /^(?:open|change):one:/.test(key)));
    };
    return { settings: { JOURNAL_KV: namespace }, age };
  },
};

for (const [place, open] of Object.entries(OLD_JOURNALS)) {
  test(`given a journal ${place} that an earlier version wrote, then its changes are listed, settled, in the way and taken back as before`, async (t) => {
    const { settings, age } = await open(t);
    const edge = await startSites(t, { settings: { WRITE_TIMEOUT_MS: "3000", ...settings } });
    const note = () => edge.shop.text("customers/3", "note");
    const written = await done(
      edge.run("update_customer", { id: 3, note: "Before" }, "at one", "one"),
    );
    const late = makeLate(edge.shop, ENDINGS[504]);
    const lost = await edge.run("update_customer", { id: 4, note: "Late" }, "at one", "one");
    await age();
    await edge.restart();

    const listed = async () =>
      (await edge.changes("everywhere", "one")).map(({ id, outcome }) => [id, outcome]);
    assert.deepEqual(await listed(), [
      [lost.id, "unknown"],
      [written.id, "written"],
    ]);
    const again = await edge.run("update_customer", { id: 4, note: "New" }, "at one", "one");
    assert.equal(again.body.kind, "outcome_unknown", again.text);
    assert.equal(late.writes.length, 1);
    late.land();
    edge.shop.before = async () => {};
    assert.deepEqual(await listed(), [
      [lost.id, "written"],
      [written.id, "written"],
    ]);
    assert.equal(note(), "Before");
    await done(edge.run("undo_change", { change: written.id }, "at one", "one"));
    assert.equal(note(), "");
  });
}

test("given a record that had another writer, when the new one is asked first, then it takes over what is open, and asks no more", async () => {
  const kept = new Map();
  const storage = {
    get: async (key) => kept.get(key),
    put: async (key, value) => void kept.set(key, structuredClone(value)),
    delete: async (keys) => {
      for (const key of keys) kept.delete(key);
    },
    list: async ({ prefix }) => new Map([...kept].filter(([key]) => key.startsWith(prefix))),
  };
  const shared = memoryJournal(9);
  const { installation: _, ...earlier } = changeAt(Date.now(), { isOpen: true, write: null });
  await shared.open(earlier, null);
  let asked = 0;
  const counting = {
    ...shared,
    unsettled: (...query) => {
      asked += 1;
      return shared.unsettled(...query);
    },
  };
  const open = async () =>
    (await recordJournal(counting, storage).unsettled(PLACE, "customers", 3)).map(({ id }) => id);
  assert.deepEqual(await open(), [earlier.id]);
  assert.deepEqual(await open(), [earlier.id], "it is still open");
  await recordJournal(counting, storage).settle({ ...earlier, isOpen: false });
  assert.deepEqual(await open(), []);
  assert.equal(asked, 1);
});
