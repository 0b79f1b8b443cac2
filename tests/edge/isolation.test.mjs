// Many shops behind one worker: one that hangs is felt by nobody else.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PrestaShop } from "@aismarttalk/prestashop";
import { startDemoServer } from "../browser/support/demo-server.mjs";
import { startServer } from "../js/support/http-server.mjs";
import { leaveOut } from "../js/support/left-out.mjs";
import { makeCaller } from "./support/callers.mjs";
import { RUNTIMES, startWorker } from "./support/worker.mjs";
import { run } from "./support/world.mjs";

const SITE_COUNT = 100;
const REQUESTS = process.env.PROOFS ? 1_000 : 400;
const AT_ONCE = 50;
/** A thousand connections are not what this is about. */
const KEPT = { headers: { Connection: "keep-alive" } };
/** In the middle, so that others come before and behind it. */
const HANGING = "site-37";

let store;
let hanging;
let orders;

before(async () => {
  store = await startDemoServer();
  hanging = await startServer(() => {});
  const shop = new PrestaShop({ url: store.url, key: store.keys.everything });
  const all = await shop.orders.list({ display: ["id", "reference"] });
  // One for each site, so that an answer that belongs to another is seen.
  orders = all
    .filter(({ reference }) => all.filter((one) => one.reference === reference).length === 1)
    .slice(0, SITE_COUNT);
});

after(() => Promise.all([store.stop(), hanging.stop()]));

for (const runtime of ["workerd", "Node"]) {
  test(`given ${REQUESTS} requests over ${SITE_COUNT} sites in ${runtime}, when one shop hangs, then the others answer right`, async (t) => {
    const leftOut = await RUNTIMES[runtime].missing();
    if (leftOut !== undefined) {
      return leaveOut(t, leftOut);
    }
    const usual = await round(runtime, store.url);
    const beside = await round(runtime, hanging.url);
    const { length } = beside.times;
    assert.equal(length, REQUESTS - REQUESTS / SITE_COUNT);
    console.log(
      `${runtime}: ${length} requests to ${SITE_COUNT - 1} sites answered right, p50 ${ms(beside.times, 0.5)} and p99 ${ms(beside.times, 0.99)} beside a shop that hangs; ${ms(usual.times, 0.5)} and ${ms(usual.times, 0.99)} without`,
    );
  });
}

/** All the requests, `AT_ONCE` of them at a time; the times of those to the sites that do not hang. */
async function round(runtime, urlOfOne) {
  const caller = makeCaller("dashboard", { level: "read" });
  const site = { url: store.url, key: store.keys.everything };
  const sites = Object.fromEntries(
    Array.from({ length: SITE_COUNT }, (_, at) => [`site-${at}`, site]),
  );
  sites[HANGING] = { ...site, url: urlOfOne };
  const stuck = [];
  const worker = await startWorker(runtime, {
    sites,
    callers: [caller.entry],
    RATE_PER_MINUTE: "100000",
  });
  try {
    const times = [];
    let next = 0;
    const visit = async () => {
      while (next < REQUESTS) {
        const at = next++ % SITE_COUNT;
        const one = `site-${at}`;
        const { id, reference } = orders[at];
        const started = performance.now();
        const input = { reference };
        const send = () => run(worker, caller, one, "get_order_by_reference", input, KEPT);
        // A kept connection may be closed just as a request goes out, which is no answer yet.
        const answered = send().catch(send);
        if (one === HANGING && urlOfOne === hanging.url) {
          // Others must not wait here for what the worker waits for.
          stuck.push(answered.catch(() => null));
          continue;
        }
        const { status, body, text } = await answered;
        if (one !== HANGING) times.push(performance.now() - started);
        assert.equal(status, 200, text);
        assert.deepEqual(
          body.orders.map((order) => order.id),
          [id],
          `${one} has an answer of its own`,
        );
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, visit));
    return { times };
  } finally {
    await worker.stop();
    for (const answer of await Promise.all(stuck)) {
      // Either it was told that the shop does not answer, or it waited to the end.
      assert.ok(answer === null || answer.status === 504, answer?.text);
    }
  }
}

function ms(times, share) {
  const sorted = [...times].sort((one, other) => one - other);
  return `${sorted[Math.floor((sorted.length - 1) * share)].toFixed(0)} ms`;
}
