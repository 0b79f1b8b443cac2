// What every journal does. Not all are `shared` by processes that see each other at once, `decide`
// what comes first, or follow the clock of the test.
import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { changeAt } from "../../edge/support/changes.mjs";
import { DAYS } from "./places.mjs";

const DAY_MS = 86_400_000;
const idsOf = (changes) => changes.map(({ id }) => id);

/** Changes of the place of a case, at moments after its start. */
const maker =
  (at, clock) =>
  (ms, more = {}) =>
    changeAt(clock.start + ms, { ...at, ...more });
const opened = (change) => ({ ...change, outcome: "unknown", isOpen: true });
const confirmation = (clock) => ({ id: crypto.randomUUID(), until: clock.start + 4_500_000 });

/** `[name, where it holds, (scene) => …]`; a scene is `{ journal, beside, at, clock, change }`. */
const CASES = [
  [
    "a write is kept before it goes out",
    "everywhere",
    async ({ journal, at, change }) => {
      const one = opened(change(0));
      assert.equal(await journal.open(one, null), "kept");
      assert.deepEqual(await journal.find(at, one.id), one);
      assert.equal(await journal.find({ ...at, site: "elsewhere" }, one.id), undefined);
      assert.deepEqual(idsOf(await journal.unsettled(at, "customers", 3)), [one.id]);
    },
  ],
  [
    "its outcome replaces it",
    "everywhere",
    async ({ journal, at, change }) => {
      const one = change(0);
      await journal.open(opened(one), null);
      await journal.settle(one);
      await journal.settle({ ...one, lasting: ["A row stays."] });
      const [listed, ...others] = await journal.list([at], { limit: 5 });
      assert.deepEqual([listed.outcome, listed.lasting, others], ["written", ["A row stays."], []]);
      assert.deepEqual(await journal.unsettled(at, "customers", 3), []);
    },
  ],
  [
    "what was not saved is gone",
    "everywhere",
    async ({ journal, at, change }) => {
      const one = opened(change(0));
      await journal.open(one, null);
      await journal.drop(at, one.id);
      assert.equal(await journal.find(at, one.id), undefined);
      assert.deepEqual(await journal.list([at], { limit: 5 }), []);
      assert.deepEqual(await journal.unsettled(at, "customers", 3), []);
    },
  ],
  [
    "what is opened twice is one change, and no longer open once it is settled",
    "shared",
    async ({ journal, beside, at, change }) => {
      const one = change(0);
      assert.equal(await journal.open(opened(one), null), "kept");
      assert.equal(await journal.open(opened(one), null), "kept");
      await beside.settle(one);
      await journal.open(opened(one), null);
      assert.deepEqual(
        (await journal.list([at], { limit: 5 })).map(({ isOpen }) => isOpen),
        [false],
      );
    },
  ],
  [
    "pages hold each change once, newest first, also of one moment",
    "everywhere",
    async ({ journal, at, change }) => {
      const changes = Array.from({ length: 25 }, (_, index) =>
        change(index % 3, { record: 1 + (index % 2) }),
      );
      await Promise.all(changes.map((one) => journal.settle(one)));
      const seen = [];
      for (let before; seen.length <= changes.length; before = seen.at(-1).id) {
        const page = await journal.list([at], { limit: 4, before });
        if (page.length === 0) break;
        seen.push(...page);
      }
      // Newest first; those of one moment by their ids.
      const order = (one, other) =>
        one.at === other.at ? (one.id < other.id ? -1 : 1) : one.at < other.at ? 1 : -1;
      assert.deepEqual(idsOf(seen), idsOf(changes.toSorted(order)));
      const ofOne = await journal.list([at], { limit: 50, resource: "customers", record: 2 });
      assert.deepEqual(
        idsOf(ofOne),
        idsOf(changes.filter(({ record }) => record === 2).sort(order)),
      );
      assert.deepEqual(await journal.list([at], { limit: 50, resource: "orders" }), []);
    },
  ],
  [
    "several sites are one list, and others are not in it",
    "everywhere",
    async ({ journal, at, change }) => {
      const sites = [at.site, `${at.site}-2`, `${at.site}-3`];
      const changes = sites.map((site, index) => change(index, { site }));
      for (const one of changes) await journal.settle(one);
      const places = sites.slice(0, 2).map((site) => ({ ...at, site }));
      assert.deepEqual(
        idsOf(await journal.list(places, { limit: 9 })),
        idsOf([changes[1], changes[0]]),
      );
      assert.deepEqual(await journal.list([], { limit: 9 }), []);
    },
  ],
  [
    "more sites than a statement takes are one list",
    "everywhere",
    async ({ journal, at, change }) => {
      const places = Array.from({ length: 170 }, (_, index) => ({
        ...at,
        site: `${at.site}-${index}`,
      }));
      const changes = [3, 100, 169, 50].map((index, ms) =>
        change(ms, { site: places[index].site }),
      );
      for (const one of changes) await journal.settle(one);
      assert.deepEqual(
        idsOf(await journal.list(places, { limit: 3 })),
        idsOf(changes.reverse().slice(0, 3)),
      );
    },
  ],
  [
    "a change says which newest one undoes it, also from another page",
    "everywhere",
    async ({ journal, at, change }) => {
      const one = change(0);
      const [first, second] = [change(1, { undoes: one.id }), change(2, { undoes: one.id })];
      for (const each of [one, first, second]) await journal.settle(each);
      const [listed] = await journal.list([at], { limit: 1, before: first.id });
      assert.deepEqual([listed.id, listed.undone_by], [one.id, second.id]);
      const [newest] = await journal.list([at], { limit: 1 });
      assert.equal(newest.undone_by, null);
    },
  ],
  [
    "what is open is met through every site of the installation, and by its record alone",
    "everywhere",
    async ({ journal, at, change }) => {
      const one = opened(change(0));
      await journal.open(one, null);
      const unsettled = async (place, resource = "customers", record = 3) =>
        (await journal.unsettled(place, resource, record)).length;
      assert.deepEqual(
        [
          await unsettled({ ...at, site: "another" }),
          await unsettled({ site: "another", installation: "elsewhere" }),
          await unsettled(at, "orders"),
          await unsettled(at, "customers", 4),
        ],
        [1, 0, 0, 0],
      );
      await journal.drop(at, one.id);
    },
  ],
  [
    "texts come back as they were",
    "everywhere",
    async ({ journal, at, change }) => {
      const odd = '\u0000 \ud83d\udc00 "quoted" \\ \n $1 ? \u2028 é';
      const fields = [{ field: "note", language: null, before: odd, after: "x".repeat(400_000) }];
      const one = change(0, { fields });
      await journal.settle(one);
      assert.ok(isDeepStrictEqual(await journal.find(at, one.id), one));
    },
  ],
  [
    "another process sees all of it at once",
    "shared",
    async ({ journal, beside, at, change }) => {
      const [settled, open] = [change(0), opened(change(1))];
      await journal.settle(settled);
      await journal.open(open, null);
      assert.deepEqual(idsOf(await beside.list([at], { limit: 5 })), [open.id, settled.id]);
      assert.deepEqual(idsOf(await beside.unsettled(at, "customers", 3)), [open.id]);
      await beside.drop(at, open.id);
      assert.equal(await journal.find(at, open.id), undefined);
    },
  ],
  [
    "a confirmation is used once, also by two at once",
    "decide",
    async ({ journal, beside, at, clock, change }) => {
      const used = confirmation(clock);
      assert.equal(await journal.isUsed(used), false);
      const both = [opened(change(0)), opened(change(1))];
      const told = await Promise.all([journal.open(both[0], used), beside.open(both[1], used)]);
      assert.equal(told.filter((one) => one === "kept").length, 1, told.join());
      assert.equal((await journal.list([at], { limit: 5 })).length, 1);
      assert.deepEqual([await journal.isUsed(used), await beside.isUsed(used)], [true, true]);
      const kept = both[told.indexOf("kept")];
      await journal.settle({ ...kept, isOpen: false });
      assert.equal(await beside.open(opened(change(2)), used), "used");
    },
  ],
  [
    "of two processes that write one record at once, one may",
    "contends",
    async ({ journal, beside, at, change }) => {
      for (let round = 0; round < 10; round += 1) {
        const record = 100 + round;
        const both = [
          opened(change(round, { record })),
          opened(change(round, { record, site: `${at.site}-2` })),
        ];
        const told = await Promise.all([journal.open(both[0], null), beside.open(both[1], null)]);
        assert.deepEqual(told.toSorted(), ["kept", "taken"]);
        assert.deepEqual(idsOf(await journal.unsettled(at, "customers", record)), [
          both[told.indexOf("kept")].id,
        ]);
      }
    },
  ],
  [
    "other records and installations are in nobody's way",
    "everywhere",
    async ({ journal, beside, at, change }) => {
      const all = [
        change(0),
        change(0, { record: 4 }),
        change(0, { resource: "orders" }),
        change(0, { site: "another", installation: `${at.installation}-2` }),
      ].map(opened);
      const told = await Promise.all(
        all.map((one, index) => (index % 2 ? beside : journal).open(one, null)),
      );
      assert.deepEqual(told, Array(4).fill("kept"));
    },
  ],
  [
    "what the writer knows of is not in its way, and what is too old is in nobody's",
    "contends",
    async ({ journal, beside, clock, change }) => {
      const earlier = opened(change(0));
      await journal.open(earlier, null);
      assert.equal(await beside.open(opened(change(1)), null), "taken");
      const later = opened(change(2));
      assert.equal(await beside.open(later, null, [earlier]), "kept");
      clock.add(300_100);
      assert.equal(await journal.open(opened(change(300_100)), null), "kept");
    },
  ],
  [
    "who has to wait for another writer may confirm again",
    "in SQL",
    async ({ journal, beside, clock, change }) => {
      const earlier = change(0);
      await journal.open(opened(earlier), null);
      const used = confirmation(clock);
      assert.equal(await beside.open(opened(change(1)), used), "taken");
      assert.equal(await beside.isUsed(used), false);
      await journal.settle(earlier);
      assert.equal(await beside.open(opened(change(2)), used), "kept");
    },
  ],
  [
    "after its days a change is gone",
    "by its clock",
    async ({ journal, at, clock, change }) => {
      const [settled, open] = [change(0), opened(change(1))];
      await journal.settle(settled);
      await journal.open(open, null);
      clock.add(DAYS * DAY_MS + 2_000);
      assert.deepEqual(
        [
          await journal.find(at, settled.id),
          await journal.list([at], { limit: 5 }),
          await journal.unsettled(at, "customers", 3),
        ],
        [undefined, [], []],
      );
    },
  ],
  [
    "a clock that is set back hides nothing and opens nothing twice",
    "decide",
    async ({ journal, beside, at, clock, change }) => {
      const used = confirmation(clock);
      const one = change(3_600_000);
      clock.add(3_600_000);
      await journal.open(opened(one), used);
      await journal.settle(one);
      clock.add(-3_600_000);
      assert.deepEqual(idsOf(await beside.list([at], { limit: 5 })), [one.id]);
      assert.equal(await beside.open(opened(change(0)), used), "used");
    },
  ],
];

/** Which journals a case holds for. */
const HOLDS = {
  everywhere: () => true,
  shared: (place) => place !== "memory",
  decide: (place) => place !== "Workers KV",
  contends: (place) => !["memory", "Workers KV"].includes(place),
  "in SQL": (place) => ["sqlite", "postgres", "d1"].includes(place),
  "by its clock": (place) => place !== "Workers KV",
};

let scenes = 0;

/** The cases for a place, on what is opened there. */
export function journalCases(place, { store, beside }) {
  return CASES.filter(([, where]) => HOLDS[where](place)).map(([name, , run]) => [
    name,
    async () => {
      scenes += 1;
      const at = { site: `site-${scenes}`, installation: `installation-${scenes}` };
      // Workers KV lets go by the real clock, and the others by that of the test.
      let time = Date.now();
      const clock = { start: time, add: (ms) => (time += ms) };
      const clocks = { now: () => time };
      await run({
        journal: store(clocks),
        beside: beside(clocks),
        at,
        clock,
        change: maker(at, clock),
      });
    },
  ]);
}
