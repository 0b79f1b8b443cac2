// A shop that goes on after its answer is lost: what callers are told meanwhile, what the journal
// knows, and that nothing is sent twice.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { eachCase } from "../js/support/table.mjs";
import { deferred } from "./support/deferred.mjs";
import { load } from "./support/here.mjs";
import { journaled, startBeside } from "./support/journaled.mjs";
import { ENDINGS, makeLate } from "./support/late-shop.mjs";
import { keptNamespace } from "./support/namespace.mjs";
import { isReading } from "./support/shop.mjs";

const { logJournal, logFile, divideTime } = await load(
  "journal/log.ts",
  "../entries/log-file.ts",
  "shop/write-time.ts",
);

const MINUTE_MS = 60_000;
/** A write has a second and a half at the shop, and one to be looked for. */
const SETTINGS = { WRITE_TIMEOUT_MS: "3000" };
const NO_DENIAL =
  /nothing (?:of the change )?(?:was|is) (?:written|saved|changed|there)|not saved/i;

/** What is written, where the shop shows it, and what the journal says of it. */
const SLOW_WRITES = {
  update_customer: {
    input: { id: 3, note: "Prefers a call." },
    other: { id: 3, note: "Something else." },
    elsewhere: { id: 4, note: "Somebody else." },
    shows: ["customers/3", "note"],
    noted: ["customers", 3, "note"],
  },
  update_product_content: {
    input: { id: 5, name: { en: "Tea of the week" } },
    other: { id: 5, name: { en: "Tea of the year" } },
    elsewhere: { id: 7, name: { en: "Another tea" } },
    shows: ["products/5", "name", 1],
    noted: ["products", 5, "name"],
  },
  update_order_status: {
    input: { id: 5, state: 4, send_email: true },
    other: { id: 5, state: 5 },
    elsewhere: { id: 6, state: 4 },
    shows: ["orders/5", "current_state"],
    noted: ["orders", 5, "current_state"],
  },
};

/** Where two workers keep one journal: `(t) => ({ settings, host })`. */
const JOURNALS = {
  "a file": async (t) => {
    const folder = await mkdtemp(join(tmpdir(), "edge-slow-"));
    t.after(() => rm(folder, { recursive: true }));
    const journalFile = (path, days) => logJournal(logFile(path), days);
    return { settings: { JOURNAL_FILE: join(folder, "changes.jsonl") }, host: { journalFile } };
  },
  "Workers KV": async () => ({ settings: { JOURNAL_KV: keptNamespace() }, host: {} }),
};

/** A worker, another beside it with the same journal, and a clock that can be set ahead. */
async function twoWorkers(t, place) {
  const { now } = Date;
  const clock = { ahead: 0 };
  Date.now = () => now() + clock.ahead;
  t.after(() => {
    Date.now = now;
  });
  const { settings, host } = await JOURNALS[place](t);
  const edge = await journaled(t, { ...SETTINGS, ...settings }, { host });
  const beside = await startBeside(edge, {}, host);
  t.after(beside.stop);
  const latest = async () => {
    const { body, text } = await edge.list("limit=5", "reader");
    assert.ok(body.changes, text);
    return body.changes.map(({ id, outcome, fields }) => [id, outcome, fields[0].after]);
  };
  return { edge, beside, clock, latest };
}

const assertUnknown = ({ status, body, text }) => {
  assert.deepEqual([status, body.kind], [502, "outcome_unknown"], text);
  assert.deepEqual([body.saved, body.retryable], ["unknown", false]);
  assert.doesNotMatch(`${body.detail} ${body.hint}`, NO_DENIAL);
  assert.match(body.hint, /list_changes/);
};

test("given the time of a write, then a request and the looks behind it fit in, and what does not is not sent", async () => {
  const times = [700, 3_000, 10_000, 60_000, 600_000].flatMap((most) =>
    [0, 0.1, 0.3, 0.5, 0.9, 1.5].map((share) => [`${most} ms, ${share} passed`, most, share]),
  );
  await eachCase("times", times, (most, share) => {
    let now = 1_000;
    const time = divideTime(most, () => now);
    now += most * share;
    const all = most * share + time.requestMs() + time.settleMs;
    if (time.isEnough()) assert.ok(all <= most, `${all} of ${most}`);
    if (share === 0) assert.ok(time.isEnough());
    if (share > 1) assert.ok(!time.isEnough());
  });
  const usual = divideTime(60_000, () => 0);
  // Longer than PHP usually runs.
  assert.deepEqual([usual.requestMs(), usual.settleMs], [37_000, 20_000]);
});

let cases = 0;
for (const place of Object.keys(JOURNALS)) {
  for (const [action, { input, other, elsewhere, shows, noted }] of Object.entries(SLOW_WRITES)) {
    const endings = place === "a file" ? Object.keys(ENDINGS) : ["504"];
    for (const ending of endings) {
      test(`given ${ending} while ${action} is still being saved, and a journal in ${place}, then it is unknown everywhere, sent once, and known when it is there`, async (t) => {
        const { edge, beside, latest } = await twoWorkers(t, place);
        const before = edge.shop.text(...shows);
        const rows = edge.shop.rows(5);
        const late = makeLate(edge.shop, ENDINGS[ending]);

        const wrote = await edge.run(action, input);
        assertUnknown(wrote);
        assert.ok(wrote.id, "it is in the journal");
        const [{ resource, record, fields }] = (await edge.list("limit=1")).body.changes;
        assert.deepEqual([resource, record, fields[0].field], noted);
        assert.equal(fields[0].before, before);

        // Whoever, wherever, and whatever: until it is known nothing else is sent.
        const tries = [
          [action, input, "writer", "one"],
          [action, input, "colleague", "one", beside],
          [action, other, "colleague", "one", beside],
          [action, other, "writer", "one"],
          ["undo_change", { change: wrote.id }, "writer", "one", beside],
        ];
        for (const one of tries) {
          const refused = await edge.run(...one);
          assertUnknown(refused);
          assert.equal(refused.id, null, "what is not sent is no change");
        }
        assert.equal(late.writes.length, 1, String(late.writes));
        const [[id, outcome, after]] = await latest();
        assert.deepEqual([id, outcome], [wrote.id, "unknown"]);
        const preview = await edge.run(action, { ...other, preview: true }, "colleague");
        assert.equal(preview.status, 200, preview.text);
        assert.equal(edge.shop.text(...shows), before);

        late.land();
        late.leave();
        edge.shop.before = async () => {};
        assert.deepEqual(await latest(), [[wrote.id, "written", after]]);
        assert.equal(edge.shop.text(...shows), after);
        assert.equal(edge.shop.rows(5) - rows, action === "update_order_status" ? 1 : 0);
        const next = await edge.run(action, elsewhere, "colleague", "one", beside);
        assert.deepEqual([next.status, next.body.written], [200, true], next.text);
        const undone = await edge.run("undo_change", { change: wrote.id });
        assert.deepEqual([undone.status, undone.body.written], [200, true], undone.text);
        assert.equal(edge.shop.text(...shows), before);
        cases += 1;
      });
    }
  }
}

test("given a write that lands while it is looked for, then it is told as written, once", async (t) => {
  const { edge, latest } = await twoWorkers(t, "a file");
  const late = makeLate(edge.shop, ENDINGS["502"]);
  const { before } = edge.shop;
  let looks = 0;
  edge.shop.before = async (request) => {
    const told = await before(request);
    if (late.writes.length > 0 && request.method === "GET") {
      looks += 1;
      if (looks === 2) late.land();
    }
    return told;
  };
  const { status, id, body, text } = await edge.run("update_customer", { id: 3, note: "Late" });
  assert.deepEqual([status, body.written], [200, true], text);
  assert.ok(looks >= 2);
  assert.deepEqual(await latest(), [[id, "written", "Late"]]);
  assert.equal(late.writes.length, 1);
});

test("given a write that lands between two looks of the next one, then both are written, and the journal knows both", async (t) => {
  const { edge, latest } = await twoWorkers(t, "a file");
  const late = makeLate(edge.shop, ENDINGS["504"]);
  const first = await edge.run("update_customer", { id: 3, note: "First" });
  assertUnknown(first);
  let looks = 0;
  edge.shop.before = async ({ method, url }) => {
    if (method !== "GET" || !isReading(url, "customers", 3)) return;
    looks += 1;
    if (looks === 2) late.land();
  };
  const second = await edge.run("update_customer", { id: 3, note: "Second" });
  assert.deepEqual([second.status, second.body.written], [200, true], second.text);
  assert.equal(second.body.fields[0].before, "First");
  assert.deepEqual(await latest(), [
    [second.id, "written", "Second"],
    [first.id, "written", "First"],
  ]);
});

test("given two workers that share a file and write one record at once, then one writes, and the other is told to come again", async (t) => {
  const { edge, beside, latest } = await twoWorkers(t, "a file");
  const both = deferred();
  const writes = [];
  let reads = 0;
  edge.shop.before = async ({ method, url }) => {
    if (method !== "GET") return void writes.push(url);
    if (!isReading(url, "customers", 3)) return;
    reads += 1;
    // Both have seen by then that nothing is open.
    if (reads === 2) both.resolve();
    await both.promise;
  };
  const answers = await Promise.all([
    edge.run("update_customer", { id: 3, note: "One" }),
    edge.run("update_customer", { id: 3, note: "Two" }, "colleague", "one", beside),
  ]);
  const [wrote, told] = answers.sort((one, other) => one.status - other.status);
  assert.deepEqual([wrote.status, told.status, told.body.kind], [200, 503, "busy"], told.text);
  assert.deepEqual([told.body.saved, told.body.retryable, told.id], ["no", true, null]);
  assert.equal(writes.length, 1);
  assert.deepEqual(await latest(), [[wrote.id, "written", wrote.body.fields[0].after]]);
});

test("given a shop that hangs since, when changes are listed, then the list does not wait for it", async (t) => {
  for (const settings of [{ READ_TIMEOUT_MS: "1000" }, {}]) {
    const edge = await journaled(t, { ...SETTINGS, ...settings });
    makeLate(edge.shop, ENDINGS["504"]);
    const { id } = await edge.run("update_customer", { id: 3, note: "First" });
    edge.shop.before = () => new Promise(() => {});
    const { status, body, text } = await edge.list();
    assert.equal(status, 200, text);
    assert.deepEqual([body.changes[0].id, body.changes[0].outcome], [id, "unknown"]);
  }
});

test("given a site that names another shop since, when a write to it is unknown, then the record still waits, and no more than its time", async (t) => {
  const { edge, clock } = await twoWorkers(t, "a file");
  const { settings, host } = { settings: edge.environment, host: edge.host };
  const late = makeLate(edge.shop, ENDINGS["504"]);
  assertUnknown(await edge.run("update_customer", { id: 3, note: "First" }));
  const sites = JSON.parse(settings.SITES);
  const moved = { SITES: JSON.stringify({ ...sites, one: { ...sites.one, shopId: 1 } }) };
  const beside = await startBeside(edge, moved, host);
  t.after(beside.stop);
  const asked = ["update_customer", { id: 3, note: "Second" }, "writer", "one", beside];
  assertUnknown(await edge.run(...asked));
  assert.equal(late.writes.length, 1);
  edge.shop.before = async () => {};
  clock.ahead = 6 * MINUTE_MS;
  assert.equal((await edge.run(...asked)).status, 200);
});

test("given a write that never lands, when its time is over, then it is no change, and the record can be written", async (t) => {
  const { edge, beside, clock, latest } = await twoWorkers(t, "a file");
  const late = makeLate(edge.shop, ENDINGS.reset);
  const wrote = await edge.run("update_customer", { id: 3, note: "Never" });
  assertUnknown(wrote);
  clock.ahead = 4 * MINUTE_MS;
  assert.deepEqual(await latest(), [[wrote.id, "unknown", "Never"]]);
  clock.ahead = 6 * MINUTE_MS;
  edge.shop.before = async () => {};
  assert.deepEqual(await latest(), []);
  const next = await edge.run("update_customer", { id: 3, note: "Now" }, "writer", "one", beside);
  assert.deepEqual([next.status, next.body.fields[0].before], [200, ""], next.text);
  assert.deepEqual(await latest(), [[next.id, "written", "Now"]]);
  assert.equal(late.writes.length, 1);
});

test("given a text that holds the key of the shop, when its outcome is unknown, then the journal holds neither, and the record still waits", async (t) => {
  const { edge, beside, clock } = await twoWorkers(t, "a file");
  const late = makeLate(edge.shop, ENDINGS["504"]);
  const wrote = await edge.run("update_customer", { id: 3, note: `It is ${edge.shop.key}.` });
  assertUnknown(wrote);
  assert.ok(!(await edge.list()).text.includes(edge.shop.key));
  const asked = ["update_customer", { id: 3, note: "Again" }, "colleague", "one", beside];
  assertUnknown(await edge.run(...asked));
  assert.equal(late.writes.length, 1);
  clock.ahead = 6 * MINUTE_MS;
  late.land();
  edge.shop.before = async () => {};
  assert.equal((await edge.run(...asked)).status, 200);
});

test("given a shop that is slow to be read, when no time is left for the write, then nothing is sent and that is said", async (t) => {
  const edge = await journaled(t, { WRITE_TIMEOUT_MS: "1200" });
  const writes = [];
  edge.shop.before = async ({ method, url }) => {
    if (method !== "GET") writes.push(url);
    // Longer than leaves time for the write, and shorter than all of it.
    else await new Promise((resolve) => setTimeout(resolve, 560));
  };
  const { status, id, body, text } = await edge.run("update_customer", { id: 3, note: "One" });
  assert.deepEqual([status, body.kind, body.saved], [504, "time_limit", "no"], text);
  assert.equal(body.retryable, true);
  assert.equal(id, null);
  assert.deepEqual(writes, []);
  assert.deepEqual((await edge.list()).body.changes, []);
});

test.after(() => console.log(`${cases} writes that were saved after their answer was lost`));
