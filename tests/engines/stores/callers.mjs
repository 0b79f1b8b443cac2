// What every store of callers does.
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { isDeepStrictEqual } from "node:util";

const MINUTE = 1_790_000_040_000;
const hashOf = (token) => new Uint8Array(createHash("sha256").update(token).digest());

const caller = (id, more = {}) => ({
  id,
  hash: new Uint8Array(randomBytes(32)),
  name: "dashboard",
  sites: "*",
  level: "write",
  confirms: false,
  needsClaim: false,
  held: null,
  ratePerMinute: null,
  expires: null,
  isDisabled: false,
  created: MINUTE,
  lastUsed: null,
  ...more,
});
const isSame = async (found, expected) =>
  assert.ok(isDeepStrictEqual(await found, expected), JSON.stringify(await found));

/** `[name, (scene) => …]`; a scene is `{ callers, beside, prefix }`. */
const CASES = [
  [
    "every kind of entry comes back as it was",
    async ({ callers, beside, prefix }) => {
      const all = [
        caller(`${prefix}a`),
        caller(`${prefix}b`, { sites: new Set(["one", "two"]), level: new Set(["get_stock"]) }),
        caller(`${prefix}c`, {
          level: "admin",
          expires: MINUTE + 1,
          ratePerMinute: 7,
          lastUsed: MINUTE,
        }),
        caller(`${prefix}d`, { confirms: true, needsClaim: true, isDisabled: true }),
        caller(`${prefix}e`, {
          held: { customer: { email: "a@b.example" }, writes: ["update_customer"] },
        }),
      ];
      for (const one of all) assert.equal(await callers.put(one), true);
      for (const one of all) {
        await isSame(beside.find(one.id), one);
        await isSame(beside.findByHash(one.hash), one);
      }
      assert.equal(await beside.find(`${prefix}z`), undefined);
      assert.equal(await beside.findByHash(hashOf("no token")), undefined);
    },
  ],
  [
    "a token opens one entry, also if two are added at once",
    async ({ callers, beside, prefix }) => {
      const hash = hashOf(prefix);
      const told = await Promise.all(
        [callers, beside].map((store, at) => store.put(caller(`${prefix}${at}`, { hash }))),
      );
      assert.deepEqual(told.toSorted(), [false, true]);
      const kept = `${prefix}${told.indexOf(true)}`;
      assert.equal((await beside.findByHash(hash)).id, kept);
      assert.equal(await callers.find(`${prefix}${told.indexOf(false)}`), undefined);
      assert.equal(await callers.put(caller(kept, { hash })), true);
    },
  ],
  [
    "the token that an entry had before opens nothing",
    async ({ callers, beside, prefix }) => {
      const [before, after] = [caller(`${prefix}a`), caller(`${prefix}a`)];
      await callers.put(before);
      await callers.put(after);
      assert.equal(await beside.findByHash(before.hash), undefined);
      assert.equal((await beside.findByHash(after.hash)).id, after.id);
    },
  ],
  [
    "two changes at once both count, and nothing else changes",
    async ({ callers, beside, prefix }) => {
      const one = caller(`${prefix}a`, { sites: new Set(["one"]) });
      await callers.put(one);
      const [last] = await Promise.all([
        callers.change(one.id, { isDisabled: true }),
        beside.change(one.id, { ratePerMinute: 9, level: "read", expires: MINUTE }),
      ]);
      assert.equal(last.isDisabled, true);
      const expected = {
        ...one,
        isDisabled: true,
        ratePerMinute: 9,
        level: "read",
        expires: MINUTE,
      };
      await isSame(callers.findByHash(one.hash), expected);
      await isSame(beside.change(one.id, {}), expected);
    },
  ],
  [
    "what was removed stays so",
    async ({ callers, beside, prefix }) => {
      const one = caller(`${prefix}a`);
      await callers.put(one);
      assert.deepEqual([await beside.remove(one.id), await callers.remove(one.id)], [true, false]);
      assert.equal(await callers.change(one.id, { isDisabled: false }), undefined);
      await callers.used(one.id, MINUTE);
      assert.equal(await callers.findByHash(one.hash), undefined);
      assert.equal(await callers.find(one.id), undefined);
    },
  ],
  [
    "the last use is noted, and a change keeps it",
    async ({ callers, beside, prefix }) => {
      const one = caller(`${prefix}a`);
      await callers.put(one);
      await beside.used(one.id, MINUTE);
      await callers.change(one.id, { isDisabled: true });
      assert.equal((await callers.find(one.id)).lastUsed, MINUTE);
      await callers.used(one.id, MINUTE + 60_000);
      assert.equal((await beside.find(one.id)).lastUsed, MINUTE + 60_000);
    },
  ],
  [
    "pages go through all, by id",
    async ({ callers, prefix }) => {
      const ids = Array.from({ length: 23 }, (_, at) => `${prefix}${String(at).padStart(2, "0")}`);
      await Promise.all(ids.toReversed().map((id) => callers.put(caller(id))));
      const seen = [];
      for (let after = prefix; seen.length < ids.length; after = seen.at(-1)) {
        const page = await callers.list({ after, limit: 5 });
        assert.ok(page.length > 0, `after ${after}`);
        seen.push(...page.map(({ id }) => id));
      }
      assert.deepEqual(seen.slice(0, ids.length), ids);
      assert.equal((await callers.list({ after: null, limit: 3 })).length, 3);
    },
  ],
];

let scenes = 0;

export function callerCases(_, { store, beside }) {
  const clocks = {};
  const stores = { callers: store(clocks), beside: beside(clocks) };
  return CASES.map(([name, run]) => [
    name,
    async () => {
      scenes += 1;
      await run({ ...stores, prefix: `c${scenes}-` });
    },
  ]);
}
