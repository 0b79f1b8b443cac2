// Two sites over one PrestaShop that write the same record at once, round after round.
import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { ENDINGS, makeLate } from "./support/late-shop.mjs";
import { writeRounds } from "./support/rounds.mjs";
import { startShop } from "./support/shop.mjs";
import { PLACE_NAMES, startOver, WAYS } from "./support/two-sites.mjs";

const CUSTOMER = 3;

let collisions = 0;
after(() => console.log(`${collisions} collisions`));

// At once, because undoing takes the second in which others who looked before may write.
describe("given two sites over one PrestaShop", { concurrency: true }, () => {
  for (const way of Object.keys(WAYS)) {
    for (const { name: place, skip } of PLACE_NAMES) {
      test(`given two sites ${way}, when both write one record ${place}, then no row is double and no value lost`, {
        skip,
        timeout: 240_000,
      }, async (t) => {
        const shop = await startShop({ version: "8.2", orders: 600 });
        t.after(shop.stop);
        const edge = await startOver(shop, way, place);
        t.after(edge.stop);
        await writeRounds(edge, shop, () => {
          collisions += 1;
        });
      });
    }
  }
});

for (const { name: place, skip } of PLACE_NAMES) {
  test(`given a write through one site that may still come ${place}, when another writes the record, then it waits until that is known`, {
    skip,
    timeout: 120_000,
  }, async (t) => {
    const shop = await startShop({ version: "8.2" });
    t.after(shop.stop);
    const edge = await startOver(shop, "by address", place, {
      WRITE_TIMEOUT_MS: "6000",
    });
    t.after(edge.stop);
    const late = makeLate(shop, ENDINGS[504]);
    const write = (site, note, at) => edge.run(site, "update_customer", { id: CUSTOMER, note }, at);
    const kindOf = async (asked) => (await asked).body.kind;
    assert.equal(await kindOf(write("two", "Late", 1)), "outcome_unknown");
    assert.equal(await kindOf(write("one", "Next", 0)), "outcome_unknown");
    assert.equal(late.writes.length, 1);
    late.land();
    shop.before = async () => {};
    const { body } = await write("one", "Next", 0);
    assert.deepEqual([body.fields[0].before, body.fields[0].after], ["Late", "Next"]);
    const listed = await edge.ask("/v1/sites/one/changes", {}, 0);
    assert.deepEqual(
      listed.body.changes.map(({ site, outcome }) => [site, outcome]),
      [
        ["one", "written"],
        ["two", "written"],
      ],
    );
  });
}
