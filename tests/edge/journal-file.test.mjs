// A journal in a file: what survives, what is shared by processes, and what becomes of torn lines.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { eachCase } from "../js/support/table.mjs";
import { changeAt, PLACE } from "./support/changes.mjs";
import { load } from "./support/here.mjs";

const { logJournal, logFile } = await load("journal/log.ts", "../entries/log-file.ts");

const DAY_MS = 86_400_000;
const START = Date.parse("2026-01-31T12:00:00.000Z");
const WRITE = { resource: "customers", id: 3, method: "PUT", changes: [], sentAt: START };
const confirmation = { id: crypto.randomUUID(), until: START + DAY_MS };

let records = 100;
/** Of a record of its own, where none is named. */
const openChange = (ms, more = {}) => {
  records += 1;
  const open = { outcome: "unknown", isOpen: true, write: WRITE, record: records };
  return changeAt(ms, { ...open, ...more });
};
const settledOf = (change) => ({ ...change, outcome: "written", isOpen: false, write: null });
const listed = async (journal) =>
  (await journal.list([PLACE], { limit: 10_000 })).map(({ id, outcome }) => `${outcome} ${id}`);

/** A file that is gone after the test; `journal(now?)` opens it as a process does. */
async function fileOf(t) {
  const folder = await mkdtemp(join(tmpdir(), "edge-journal-"));
  t.after(() => rm(folder, { recursive: true }));
  const path = join(folder, "changes.jsonl");
  const opened = [];
  t.after(() => Promise.all(opened.map((one) => one.close())));
  const journal = (now = () => START, days = 2) => {
    opened.push(logFile(path));
    return logJournal(opened.at(-1), days, now);
  };
  return { path, journal };
}

test("given a journal in a file, when its process ends at any line, then the next one knows what was flushed", async (t) => {
  const { path, journal } = await fileOf(t);
  const first = journal();
  const lost = openChange(START, { record: 3 });
  const [written, refused] = [openChange(START + 1), openChange(START + 2)];
  const states = [];
  const after = async (work) => {
    await work;
    states.push([(await stat(path)).size, await listed(first)]);
  };
  states.push([0, []]);
  await after(first.open(lost, null));
  await after(first.open(written, confirmation));
  await after(first.settle(settledOf(written)));
  await after(first.open(refused, null));
  await after(first.drop(PLACE, refused.id));
  const whole = await readFile(path);
  const cuts = Array.from({ length: whole.length + 1 }, (_, at) => [`cut at ${at}`, at]);
  await eachCase("places where a file is cut", cuts, async (at) => {
    await writeFile(path, whole.subarray(0, at));
    const [, expected] = states.findLast(([size]) => size <= at);
    // A line whose end alone is missing is told as soon as another follows it.
    assert.deepEqual(await listed(journal()), expected);
  });
  await writeFile(path, whole);
  const again = journal();
  assert.deepEqual(
    (await again.unsettled(PLACE, "customers", 3)).map(({ id }) => id),
    [lost.id],
  );
  assert.deepEqual((await again.find(PLACE, lost.id)).write, WRITE);
  assert.equal(await again.isUsed(confirmation), true);
  assert.equal((await stat(path)).mode & 0o777, 0o600);
});

test("given a torn last line, when another is added, then that one is not lost", async (t) => {
  const { path, journal } = await fileOf(t);
  const [torn, next] = [openChange(START), openChange(START + 1)];
  const both = journal();
  await both.open(torn, null);
  await truncate(path, (await stat(path)).size - 20);
  await journal().open(next, null);
  assert.deepEqual(await listed(journal()), [`unknown ${next.id}`]);
});

test("given two processes at one file, then each sees what the other wrote, and one of them uses a confirmation", async (t) => {
  const { journal } = await fileOf(t);
  const both = [journal(), journal()];
  const changes = Array.from({ length: 40 }, (_, at) => openChange(START + at));
  await Promise.all(changes.map((change, at) => both[at % 2].open(change, null)));
  await Promise.all(changes.map((change, at) => both[(at + 1) % 2].settle(settledOf(change))));
  const expected = changes.map(({ id }) => `written ${id}`).reverse();
  for (const one of both) assert.deepEqual(await listed(one), expected);

  const rounds = 25;
  for (let round = 0; round < rounds; round += 1) {
    const used = { id: crypto.randomUUID(), until: START + DAY_MS };
    const rivals = [openChange(START + 100 + round), openChange(START + 100 + round)];
    const opened = await Promise.all(rivals.map((one, at) => both[at].open(one, used)));
    assert.deepEqual([...opened].sort(), ["kept", "used"]);
    const kept = rivals.filter((_, at) => opened[at] === "kept").map(({ id }) => id);
    const found = await Promise.all(rivals.map(({ id }) => both[0].find(PLACE, id)));
    assert.deepEqual(
      found.flatMap((one) => one?.id ?? []),
      kept,
    );
  }
  console.log(`${rounds} confirmations used by two processes at once`);
});

test("given two processes that write one record at once, then one of them goes on, and the other when that is known", async (t) => {
  const { journal } = await fileOf(t);
  let now = START;
  const both = [journal(() => now), journal(() => now)];
  const rounds = 40;
  let left;
  for (let round = 0; round < rounds; round += 1) {
    const rivals = both.map(() => openChange(START + round, { record: 3 }));
    const opened = await Promise.all(rivals.map((one, at) => both[at].open(one, null)));
    assert.deepEqual([...opened].sort(), ["kept", "taken"]);
    const kept = opened.indexOf("kept");
    const open = await both[0].unsettled(PLACE, "customers", 3);
    assert.deepEqual(
      open.map(({ id }) => id),
      [rivals[kept].id],
    );
    left = rivals[kept];
    if (round < rounds - 1) await both[round % 2].settle(settledOf(left));
  }
  const next = () => openChange(now, { record: 3 });
  assert.equal(await both[0].open(next(), null), "taken");
  const known = next();
  assert.equal(await both[1].open(known, null, [left]), "kept");
  await both[1].settle(settledOf(known));
  now += 301_000;
  assert.equal(await both[0].open(next(), null), "kept");
  console.log(`${rounds} writes to one record by two processes at once`);
});

test("given many lines that mean nothing any more, then the file is put together anew while others write", async (t) => {
  const { path, journal } = await fileOf(t);
  const both = [journal(), journal()];
  const changes = Array.from({ length: 1_400 }, (_, at) => openChange(START + at));
  let largest = 0;
  for (let at = 0; at < changes.length; at += 20) {
    const some = changes.slice(at, at + 20);
    await Promise.all(some.map((change, index) => both[index % 2].open(change, null)));
    await Promise.all(
      some.map((change, index) =>
        index === 0 ? null : both[(index + 1) % 2].settle(settledOf(change)),
      ),
    );
    largest = Math.max(largest, (await readFile(path, "utf8")).split("\n{").length);
  }
  const { length } = (await readFile(path, "utf8")).split("\n{");
  assert.ok(length < largest, `${length} lines after ${largest}`);
  const expected = changes
    .map(({ id }, at) => `${at % 20 === 0 ? "unknown" : "written"} ${id}`)
    .reverse();
  for (const one of [...both, journal()]) assert.deepEqual(await listed(one), expected);
  console.log(`${changes.length} changes by two processes, ${length} of ${largest} lines left`);
});

test("given lines that are added while another process puts the file together anew, then none is lost", async (t) => {
  const { path } = await fileOf(t);
  const [tidies, writes, reads] = [logFile(path), logFile(path), logFile(path)];
  t.after(() => Promise.all([tidies, writes, reads].map((one) => one.close())));
  const least = { lines: 1_500, rounds: 20 };
  let isDone = false;
  let rounds = 0;
  let written = 0;
  const tidying = async () => {
    let known = new Set();
    while (!isDone) {
      const { lines, isRewritten } = await tidies.news();
      known = new Set([...(isRewritten ? [] : known), ...lines]);
      await tidies.replace([...known]);
      rounds += 1;
    }
  };
  const writing = async () => {
    for (; written < least.lines || rounds < least.rounds; written += 1) {
      await writes.append(JSON.stringify({ at: written }), false);
    }
    isDone = true;
  };
  await Promise.all([tidying(), writing()]);
  const { lines } = await reads.news();
  assert.equal(new Set(lines.map((line) => JSON.parse(line).at)).size, written);
  console.log(`${written} lines, the file put together anew ${rounds} times meanwhile`);
});

test("given a line that is on the disk only when the write before it is settled, then that write still came first", async (t) => {
  const { path, journal } = await fileOf(t);
  const record = 3;
  const [one, other] = [openChange(START, { record }), openChange(START + 1, { record })];
  const first = journal();
  const file = logFile(path);
  t.after(file.close);
  const append = async (line, isFlushed) => {
    await file.append(line, isFlushed);
    if (line.includes('"open"')) await first.settle(settledOf(one));
  };
  const slow = logJournal({ ...file, append }, 2, () => START);
  assert.equal(await first.open(one, null), "kept");
  assert.equal(await slow.open(other, null), "taken");
  assert.deepEqual(await listed(slow), [`written ${one.id}`]);
  assert.equal(await slow.open(openChange(START + 2, { record }), null), "kept");
});

test("given lines in another order than they were made, then what is settled or dropped stays so", async (t) => {
  const { path, journal } = await fileOf(t);
  const [settled, dropped] = [openChange(START), openChange(START + 1)];
  const lines = [
    { settled: settledOf(settled) },
    { dropped: dropped.id, site: "one" },
    { open: settled, confirmation: null },
    { open: dropped, confirmation },
  ];
  await writeFile(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  const one = journal();
  assert.deepEqual(await listed(one), [`written ${settled.id}`]);
  assert.equal(await one.isUsed(confirmation), true);
});

test("given days that are over, then a change is gone from memory, and from the file with the next tidying", async (t) => {
  const { path, journal } = await fileOf(t);
  let now = START;
  const one = journal(() => now);
  const old = Array.from({ length: 1_050 }, (_, at) => openChange(START + at));
  for (const change of old) await one.open(change, null);
  const { size } = await stat(path);
  now = START + 3 * DAY_MS;
  assert.deepEqual(await listed(one), []);
  assert.ok((await stat(path)).size < size / 100);
});

test("given a path of no file, then the setting is told", () => {
  assert.throws(() => logFile("/nowhere/at/all/changes.jsonl"), /The setting `JOURNAL_FILE` names/);
});
