// A process that is too slow loses its job to another one, wakes up in the middle of a write, and must
// not write a second time.
import assert from "node:assert/strict";
import { test } from "node:test";
import { deferred } from "../edge/support/deferred.mjs";
import { startShop } from "../edge/support/shop.mjs";
import { ENGINES } from "./support/engines.mjs";
import { startJobs } from "./support/jobs.mjs";

/** Longer than a lease. */
const LATER_MS = 11_000;
const TITLE = "Written once";
const isMark = (sql) => /^UPDATE job_items SET sent/.test(sql);

/** The same database, in which the first statement like that waits, ahead of running or behind it. */
function slow(database, isIt, when) {
  const [there, released] = [deferred(), deferred()];
  let isHeld = false;
  const all = async (sql, values) => {
    const isHere = !isHeld && isIt(sql);
    isHeld ||= isHere;
    const hold = async () => {
      there.resolve();
      await released.promise;
    };
    if (isHere && when === "ahead") await hold();
    const rows = await database.all(sql, values);
    if (isHere && when === "behind") await hold();
    return rows;
  };
  const held = { all, batch: (...values) => database.batch(...values), close: async () => {} };
  return { database: held, isThere: there.promise, release: released.resolve };
}

/**
 * By name: where the slow process stops, and how the next one leaves the item: it may have written it,
 * unless the slow one still holds the lock of the record.
 */
const PLACES = {
  "ahead of marking its item as sent": { when: "ahead", found: ["ready", "running", "written"] },
  "behind marking its item as sent": { when: "behind", found: ["looking"] },
};

for (const name of ["sqlite", "postgres"]) {
  const { skip, open } = ENGINES[name];
  for (const [place, { when, found }] of Object.entries(PLACES)) {
    test(`given ${name} and a process that stops ${place}, when another one takes the job over, then the record is written once`, {
      skip,
      timeout: 60_000,
    }, async (t) => {
      const now = Date.now;
      let passed = 0;
      t.mock.method(Date, "now", () => now() + passed);
      const engine = await open();
      const shop = await startShop({ products: 24, orders: 5, customers: 5 });
      t.after(async () => {
        await shop.stop();
        await engine.stop();
      });
      const settings = {
        CONFIRM_SECRET: "a secret that both of the processes share",
        WRITE_TIMEOUT_MS: "3000",
      };
      const names = { writer: {} };
      const other = await startJobs(engine.database, { shop, settings, names });
      const held = slow(await engine.beside(), isMark, when);
      t.after(held.release);
      const sleepy = await startJobs(held.database, { shop, settings, names });
      const writes = [];
      shop.before = async ({ method, url }) => {
        if (method !== "GET") writes.push(url);
      };
      const input = { id: 6, meta_title: TITLE, language: 1 };
      const made = await other.make([{ action: "update_product_seo", input }]);
      const { token } = await other.until(made.body.id, ["previewed"]);
      await other.tell(made.body.id, "confirm", { token });
      const working = sleepy.work();
      await held.isThere;
      passed += LATER_MS;
      await other.work();
      const [{ state }] = (await other.items(made.body.id)).items;
      assert.ok(found.includes(state), state);
      const sent = writes.length;
      held.release();
      await working;
      // A request that was marked may go out, and is found; one that was not may not.
      if (when === "ahead") assert.equal(writes.length, sent);
      let done;
      for (let looks = 0; looks < 8; looks += 1) {
        passed += LATER_MS;
        await other.work();
        done = await other.get(made.body.id);
        if (done.state === "done") break;
      }
      assert.equal(done.items.written, 1, JSON.stringify(done));
      assert.equal(writes.length, 1);
      assert.equal(shop.text("products/6", "meta_title", 1), TITLE);
    });
  }
}
