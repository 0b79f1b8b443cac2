// What every store of sites does.
import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";

const site = (id, more = {}) => ({
  id,
  name: `Shop ${id}`,
  url: `https://${id}.example`,
  key: "K".repeat(32),
  ...more,
});
const everything = () => true;
const idsOf = (sites) => sites.map(({ id }) => id);

/** `[name, (scene) => …]`; a scene is `{ sites, beside, prefix }`, where ids begin with `prefix`. */
const CASES = [
  [
    "a site comes back with its key and all that it has",
    async ({ sites, beside, prefix }) => {
      const whole = site(`${prefix}whole`, {
        name: 'A "quoted" \u0000 \ud83d\udc00 shop',
        shopId: 2,
        defaultLanguage: "fr",
        auth: "query",
        installation: "clay",
      });
      const plain = site(`${prefix}plain`);
      for (const one of [whole, plain]) assert.equal(await sites.put(one), true);
      for (const one of [whole, plain])
        assert.ok(isDeepStrictEqual(await beside.find(one.id), one), one.id);
      const listed = await beside.list((id) => id.startsWith(prefix));
      assert.deepEqual(listed, [
        { id: plain.id, name: plain.name, installation: plain.url },
        { id: whole.id, name: whole.name, installation: "clay" },
      ]);
    },
  ],
  [
    "of two that are added under one id at once, one is",
    async ({ sites, beside, prefix }) => {
      const id = `${prefix}twice`;
      const told = await Promise.all(
        [sites, beside].map((store, at) =>
          store.put(site(id, { name: `By ${at}` }), { isNew: true }),
        ),
      );
      assert.deepEqual(told.toSorted(), [false, true]);
      assert.equal((await sites.find(id)).name, `By ${told.indexOf(true)}`);
    },
  ],
  [
    "a site is replaced and removed at once, for every process",
    async ({ sites, beside, prefix }) => {
      const id = `${prefix}moved`;
      await sites.put(site(id));
      await sites.put(site(id, { url: "https://new.example", key: "N".repeat(32) }));
      const { url, key } = await beside.find(id);
      assert.deepEqual([url, key], ["https://new.example", "N".repeat(32)]);
      assert.deepEqual([await beside.remove(id), await sites.remove(id)], [true, false]);
      assert.equal(await sites.find(id), undefined);
    },
  ],
  [
    "ids that can be none are not looked up",
    async ({ sites }) => {
      for (const id of ["", "A", "../x", "a b", "-a", "x".repeat(64), "' OR 1=1 --", "a\u0000"]) {
        assert.equal(await sites.find(id), undefined, id);
      }
    },
  ],
  [
    "pages go through all in one order, and skip what is not reached",
    async ({ sites, prefix }) => {
      const ids = ["b", "a-b", "aa", "a0", "a", "ab", "b-a"].map((one) => prefix + one);
      for (const id of ids) await sites.put(site(id));
      const reaches = (id) => ids.includes(id) && id !== `${prefix}aa`;
      const seen = [];
      for (let after = null; seen.length <= ids.length; after = seen.at(-1)) {
        const page = idsOf(await sites.page({ after, limit: 2, reaches }));
        if (page.length === 0) break;
        seen.push(...page);
      }
      const expected = ids.filter(reaches).sort();
      assert.deepEqual(seen, expected);
      assert.deepEqual(idsOf(await sites.list(reaches)), expected);
    },
  ],
  [
    "more than a statement reads are one list",
    async ({ sites, prefix, fill }) => {
      const ids = Array.from({ length: 1_100 }, (_, at) => prefix + (10_001 + at));
      await fill(ids);
      assert.deepEqual(idsOf(await sites.list((id) => id.startsWith(prefix))), ids);
      const last = await sites.page({ after: ids[1_050], limit: 500, reaches: everything });
      assert.deepEqual(idsOf(last).slice(0, 49), ids.slice(1_051));
    },
  ],
];

let scenes = 0;

/** Many rows in one statement, which takes a hundredth of the time. */
const FILL = `INSERT INTO sites (id, entry, shown)
  WITH RECURSIVE numbers (at) AS (SELECT 1 UNION ALL SELECT at + 1 FROM numbers WHERE at < CAST($1 AS INTEGER))
  SELECT CAST($2 AS TEXT) || CAST(10000 + at AS TEXT), 'read by nobody', '{"name":"Filled"}' FROM numbers`;

/** A namespace cannot compare before it writes, and takes long to be filled. */
const NOT_IN_KV = /^(?:of two that are added|more than a statement)/;

export function siteCases(place, { store, beside, database }) {
  const clocks = {};
  const stores = { sites: store(clocks), beside: beside(clocks) };
  return CASES.filter(([name]) => place !== "Workers KV" || !NOT_IN_KV.test(name)).map(
    ([name, run]) => [
      name,
      async () => {
        scenes += 1;
        const prefix = `s${scenes}-`;
        const fill = (ids) =>
          database
            ? database.all(FILL, [ids.length, prefix])
            : Promise.all(ids.map((id) => stores.sites.put(site(id))));
        await run({ ...stores, prefix, fill });
      },
    ],
  );
}
