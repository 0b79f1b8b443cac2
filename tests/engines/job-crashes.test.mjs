// A process that dies at any step of a job, ahead of it or behind it: the next one ends the job, and
// nothing is written twice. Minutes pass by the clock being set ahead. PROOFS=1 tries every step, else some.
import assert from "node:assert/strict";
import { test } from "node:test";
import { randomOf } from "../edge/support/random.mjs";
import { startShop } from "../edge/support/shop.mjs";
import { ENGINES } from "./support/engines.mjs";
import { startJobs } from "./support/jobs.mjs";

const SLOW = { timeout: process.env.PROOFS ? 1_800_000 : 120_000 };
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
/** Rounds of a run that is not whole. */
const SOME = 4;
/** Longer than a lease, and than a shop may go on with a write. */
const LEASE_MS = 11_000;
const FIVE_MINUTES = 301_000;
const ORDER = 6;
const NAMES = { writer: {} };

/** Something that dies at a step: then it does nothing any more. */
class Life {
  isOver = false;
  steps = 0;

  constructor(kind, last, when) {
    Object.assign(this, { kind, last, when });
  }

  /** Whether this step is the last one, so that it is `"ahead"` or `"behind"`; `null` for any other. */
  take(kind) {
    if (this.kind !== kind) return null;
    this.steps += 1;
    if (this.steps !== this.last) return null;
    this.isOver = true;
    return this.when;
  }
}

/** A database that ends with a life. */
function mortal(database, life) {
  const dead = () => {
    throw new Error("The process is dead.");
  };
  const call =
    (method) =>
    async (...values) => {
      if (life.isOver) dead();
      const when = life.take("database");
      if (when === "ahead") dead();
      const answer = await database[method](...values);
      if (when === "behind" || life.isOver) dead();
      return answer;
    };
  return { all: call("all"), batch: call("batch"), close: async () => {} };
}

/** The items of a round, each with a value that the shop does not have. */
function itemsOf(round) {
  return [
    { action: "update_product_seo", input: { id: 6, meta_title: `Title ${round}`, language: 1 } },
    {
      action: "set_tracking_number",
      input: { order: ORDER, number: `N${round}`, state: round % 2 === 0 ? 3 : 4 },
    },
    { action: "update_customer", input: { id: 3, note: `Note ${round}` } },
  ];
}

/** What a shop holds of a round. */
function heldBy(shop) {
  return [
    shop.text("products/6", "meta_title", 1),
    shop.text(`order_carriers/${ORDER}`, "tracking_number"),
    shop.text(`orders/${ORDER}`, "current_state"),
    shop.text("customers/3", "note"),
  ];
}

async function scene(t) {
  const now = Date.now;
  let passed = 0;
  t.mock.method(Date, "now", () => now() + passed);
  const engine = await ENGINES.sqlite.open();
  const shop = await startShop({ products: 24, orders: 8, customers: 5 });
  t.after(async () => {
    await shop.stop();
    await engine.stop();
  });
  const settings = {
    CONFIRM_SECRET: "a secret that all of the processes share",
    // Who is dead looks for its write in vain.
    WRITE_TIMEOUT_MS: "3000",
  };
  const start = (database) => startJobs(database, { shop, settings, names: NAMES });
  const healthy = await start(engine.database);
  let round = 0;
  return async (life) => {
    round += 1;
    const items = itemsOf(round);
    const rows = shop.rows(ORDER);
    const made = await healthy.make(items);
    const { token } = await healthy.until(made.body.id, ["previewed"]);
    const confirmed = await healthy.tell(made.body.id, "confirm", { token });
    assert.equal(confirmed.status, 202, confirmed.text);
    const writes = [];
    shop.before = async ({ method, url, answer }) => {
      if (life.isOver) return "break";
      const when = life.take("shop");
      if (when === "ahead") return "break";
      if (method !== "GET") writes.push(new URL(url, "http://shop").pathname);
      if (when === null) return undefined;
      answer();
      return "break";
    };
    const mortals = await start(mortal(engine.database, life));
    await mortals.work().catch(() => {});
    const hasDied = life.isOver;
    shop.before = async ({ method, url }) => {
      if (method !== "GET") writes.push(new URL(url, "http://shop").pathname);
    };
    let done;
    for (let looks = 0; ; looks += 1) {
      passed += looks === 0 ? LEASE_MS : FIVE_MINUTES;
      await healthy.work();
      done = await healthy.get(made.body.id);
      if (done.state === "done") break;
      assert.ok(looks < 8, `it never ends: ${JSON.stringify(done)}`);
    }
    shop.before = async () => {};
    const [{ meta_title }, { number, state }, { note }] = items.map(({ input }) => input);
    assert.deepEqual(heldBy(shop), [meta_title, number, String(state), note]);
    assert.equal(shop.rows(ORDER), rows + 1, "one row of the status");
    assert.deepEqual(writes.sort(), [...new Set(writes)].sort(), "each record is written once");
    assert.equal(writes.length, 4);
    assert.equal(done.items.written, 3, JSON.stringify(done.items));
    const report = (await healthy.items(done.id)).items;
    for (const { change, problem } of report) {
      assert.ok(change !== null && problem === null, JSON.stringify(report));
    }
    return { hasDied, steps: life.steps };
  };
}

test("given a process that dies at a step of a job, then the next one ends it, and each record is written once", {
  skip: ENGINES.sqlite.skip,
  ...SLOW,
}, async (t) => {
  t.diagnostic(`SEED=${seed}`);
  const draw = randomOf(seed);
  const play = await scene(t);
  const counts = {};
  for (const kind of ["database", "shop"]) {
    const { steps } = await play(new Life(kind, Number.POSITIVE_INFINITY, "never"));
    const all = Array.from({ length: steps }, (_, at) => at + 1).flatMap((last) =>
      ["ahead", "behind"].map((when) => ({ last, when })),
    );
    const share = process.env.PROOFS ? 1 : SOME / 2 / all.length;
    for (const { last, when } of all) {
      if (draw() >= share) continue;
      const told = `${kind}, ${when} step ${last} of ${steps}`;
      const { hasDied } = await play(new Life(kind, last, when)).catch((error) => {
        error.message = `${told}: ${error.message}`;
        throw error;
      });
      assert.ok(hasDied || last > steps - 8, told);
      counts[`${kind}, ${when}`] = (counts[`${kind}, ${when}`] ?? 0) + 1;
    }
    t.diagnostic(`${steps} steps of the ${kind}`);
  }
  console.log(`deaths of a process: ${JSON.stringify(counts)}`);
});
