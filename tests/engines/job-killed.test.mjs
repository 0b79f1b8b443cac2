// A job on PostgreSQL whose process is killed again and again, at a shop with faults: each item is
// written once. PROOFS=1 runs 2,000 items and ten kills in some minutes; else it is a small one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { bearer, makeCaller } from "../edge/support/callers.mjs";
import { randomOf } from "../edge/support/random.mjs";
import { startShop } from "../edge/support/shop.mjs";
import { startWorker } from "../edge/support/worker.mjs";
import { SKIP, startPostgres } from "./support/postgres.mjs";

const SIZE = process.env.PROOFS
  ? { items: 2_000, kills: 10, perMinute: 6_000, mostMs: 1_200_000 }
  : { items: 40, kills: 1, perMinute: 3_000, mostMs: 150_000 };
/**
 * A write that was not seen to be saved is judged after five minutes. In the small form they are over when
 * the next process starts, whose clock is ahead; with PROOFS=1 the test waits.
 */
const LATER_MS = process.env.PROOFS ? 0 : 360_000;
const later = (starts) => {
  const code = `const { now } = Date; Date.now = () => now() + ${starts * LATER_MS};`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` };
};
const AT_ONCE = 4;
const FAULTS = 0.05;
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
const ACTION = "update_product_seo";
const WINDOW_MS = 60_000;

const PAGE = { status: 503, body: "<html>Overloaded</html>" };
/** By name: what becomes of a request that writes. The last one takes five minutes to be judged. */
const OF_WRITES = {
  "refused ahead of saving": () => PAGE,
  "saved, and the answer lost": (answer) => {
    answer();
    return "break";
  },
  "saved, and answered with a page of the host": (answer) => {
    answer();
    return { status: 500, body: "<html>Timeout</html>" };
  },
  ...(process.env.PROOFS && { "lost ahead of saving": () => "break" }),
};

/** Counts what reaches a shop, and makes some of it fail. */
function watched(shop, draw) {
  const seen = { written: new Map(), faults: {}, mostAtOnce: 0, mostAMinute: 0, requests: 0 };
  const times = [];
  let underWay = 0;
  const fault = (method, answer) => {
    if (draw() >= FAULTS) return undefined;
    const names = method === "GET" ? ["a read refused"] : Object.keys(OF_WRITES);
    const name = names[Math.floor(draw() * names.length)];
    seen.faults[name] = (seen.faults[name] ?? 0) + 1;
    return method === "GET" ? PAGE : OF_WRITES[name](answer);
  };
  shop.before = async ({ method, url, answer: made }) => {
    const now = performance.now();
    times.push(now);
    while (times[0] <= now - WINDOW_MS) times.shift();
    seen.requests += 1;
    seen.mostAMinute = Math.max(seen.mostAMinute, times.length);
    underWay += 1;
    seen.mostAtOnce = Math.max(seen.mostAtOnce, underWay);
    const answer = () => {
      const told = made();
      const [, id] = /products\/(\d+)/.exec(url) ?? [];
      if (method !== "GET" && told.status === 200 && id !== undefined) {
        seen.written.set(Number(id), (seen.written.get(Number(id)) ?? 0) + 1);
      }
      return told;
    };
    // As long as a quick shop takes.
    await sleep(2 + draw() * 4);
    try {
      return fault(method, answer) ?? answer();
    } finally {
      underWay -= 1;
    }
  };
  return seen;
}

test(`given a job of ${SIZE.items} texts at a shop with faults, when its process is killed ${SIZE.kills} times, then each text is written once, within the budget, and the report is right`, {
  skip: SKIP,
  timeout: SIZE.mostMs,
}, async (t) => {
  t.diagnostic(`SEED=${seed}`);
  const draw = randomOf(seed);
  const server = await startPostgres();
  t.after(server.stop);
  const shop = await startShop({ products: SIZE.items * 4 });
  t.after(shop.stop);
  const caller = makeCaller("writer");
  const settings = {
    sites: { one: { url: shop.url, key: shop.key } },
    callers: [caller.entry],
    DATABASE_URL: await server.database(),
    RATE_PER_MINUTE: "60000",
    SHOP_CONCURRENCY: String(AT_ONCE),
    SHOP_RATE_PER_MINUTE: String(SIZE.perMinute),
    WRITE_TIMEOUT_MS: "9000",
    CONFIRM_SECRET: "a secret that all of the processes share",
  };
  let worker = await startWorker("Node", settings);
  t.after(() => worker.stop());
  const ask = async (path, body) => {
    const response = await worker.fetch(`/v1/sites/one/jobs${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: { ...bearer(caller), "Content-Type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const told = await response.json();
    assert.ok(response.ok, JSON.stringify(told));
    return told;
  };
  const until = async (id, isIt) => {
    for (;;) {
      const job = await ask(`/${id}`);
      if (isIt(job)) return job;
      await sleep(100);
    }
  };
  const ids = shop.ids("products", "product").slice(0, SIZE.items);
  const items = ids.map((id) => ({
    action: ACTION,
    input: { id, meta_title: `Title ${id}`, language: 1 },
  }));
  const seen = watched(shop, draw);
  const began = performance.now();
  const made = await ask("", { items });
  const previewed = await until(made.id, ({ state }) => state === "previewed");
  const preparedMs = performance.now() - began;
  assert.equal(previewed.items.ready, ids.length, JSON.stringify(previewed));
  assert.equal(seen.written.size, 0);
  await ask(`/${made.id}/confirm`, { token: previewed.token });
  for (let kill = 1; kill <= SIZE.kills; kill += 1) {
    const wanted = Math.floor((SIZE.items * kill) / (SIZE.kills + 1));
    while (seen.written.size < wanted) await sleep(5);
    await sleep(draw() * 40);
    process.kill(worker.pid, "SIGKILL");
    await worker.ended;
    worker = await startWorker("Node", { ...settings, ...later(kill) });
  }
  const isOver = ({ state }) => state === "done" || state === "paused";
  const onlyLooks = ({ items: { ready, running } }) => LATER_MS > 0 && ready + running === 0;
  let done = await until(made.id, (job) => isOver(job) || onlyLooks(job));
  if (!isOver(done)) {
    await worker.stop();
    worker = await startWorker("Node", { ...settings, ...later(SIZE.kills + 1) });
    done = await until(made.id, isOver);
  }
  const tookMs = performance.now() - began;
  t.diagnostic(
    JSON.stringify({
      preparedMs: Math.round(preparedMs),
      tookMs: Math.round(tookMs),
      kills: SIZE.kills,
      items: done.items,
      requests: seen.requests,
      mostAtOnce: seen.mostAtOnce,
      mostAMinute: seen.mostAMinute,
      faults: seen.faults,
    }),
  );
  assert.equal(done.state, "done", JSON.stringify(done.reason));
  assert.ok(seen.mostAtOnce <= AT_ONCE, `${seen.mostAtOnce} at once`);
  assert.ok(seen.mostAMinute <= SIZE.perMinute, `${seen.mostAMinute} in a minute`);
  const twice = [...seen.written].filter(([, times]) => times !== 1);
  assert.deepEqual(twice, [], "written more than once");
  const report = [];
  for (let after = 0; after !== null; ) {
    const page = await ask(`/${made.id}/items?limit=1000&after=${after}`);
    report.push(...page.items);
    after = page.next;
  }
  assert.equal(report.length, ids.length);
  for (const { input, state, change, problem } of report) {
    const isThere = shop.text(`products/${input.id}`, "meta_title", 1) === `Title ${input.id}`;
    const told = { id: input.id, state, isThere, hasChange: change !== null, problem };
    const isRight = isThere
      ? state === "written" && change !== null
      : state === "failed" && problem.saved === "no";
    assert.ok(isRight, JSON.stringify(told));
  }
});
