// How the requests of actions pass the gate of their shop: in which order of importance, what the gate is
// told of each, and what a refusal leaves behind.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eachCase } from "../js/support/table.mjs";
import { load } from "./support/here.mjs";
import { journaled, refusal } from "./support/journaled.mjs";
import { ENDINGS, makeLate } from "./support/late-shop.mjs";

const { outgoing, passing, memoryCache, memoryPace, problem, openGate } = await load(
  "shop/outgoing.ts",
  "shop/passing.ts",
  "shop/cache.ts",
  "limits/pace.ts",
  "limits/gate.ts",
  "problem.ts",
);

const SITE = { id: "one", name: "One", url: "https://shop.example", key: "K".repeat(32) };
const XML = { "Content-Type": "text/xml;charset=utf-8" };
const later = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A body that begins and never ends. */
const endless = () => new ReadableStream({ start: (stream) => stream.enqueue(new Uint8Array(9)) });

/** What the shop does, what the action does meanwhile, and what the gate is told. */
const TOLD = [
  [
    "a document",
    async () => new Response("<prestashop/>", { headers: XML }),
    {},
    { status: 200, isOfShop: true },
  ],
  [
    "a page of the host",
    async () => new Response("Back soon", { status: 503, headers: { "Retry-After": "9" } }),
    {},
    { status: 503, isOfShop: false, retryAfterMs: 9_000 },
  ],
  [
    "an error of the shop",
    async () => new Response("<prestashop/>", { status: 500, headers: XML }),
    {},
    { status: 500, isOfShop: true },
  ],
  [
    "an answer without a body",
    async () => new Response(null, { status: 304 }),
    {},
    { status: 304, isOfShop: false },
  ],
  [
    "no connection",
    async () => Promise.reject(new TypeError("fetch failed")),
    {},
    { status: null, hasLeft: false },
  ],
  [
    "no answer in time",
    (_, { signal }) =>
      new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
    { mostMs: 20 },
    { status: null, hasLeft: false },
  ],
  [
    "a caller who leaves",
    (_, { signal }) =>
      new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
    { leavesAfter: 20 },
    { status: null, hasLeft: true },
  ],
  [
    "a body that never ends",
    async () => new Response(endless(), { headers: XML }),
    { leavesAfter: 20 },
    { status: null, hasLeft: true },
  ],
  [
    "too large a body",
    async () => new Response(new Uint8Array(9 << 20), { headers: XML }),
    {},
    { status: 200, isOfShop: true },
  ],
];

/** One request of one action, and all that its gate is told. */
async function tell(send, { mostMs = null, leavesAfter } = {}) {
  const told = [];
  const gate = {
    enter: async () => ({ leave: async (result) => void told.push(result) }),
  };
  const leaving = new AbortController();
  const traffic = { requests: 0, writes: 0, milliseconds: 0, stopped: null };
  const stop = (why) => {
    traffic.stopped ??= why;
  };
  const way = passing({
    ...{ gate, installation: "shop", priority: "call", caller: "a", signal: leaving.signal },
    ...{ mostMs: () => 10_000, stopped: () => traffic.stopped },
  });
  const [cache, pace] = [memoryCache(), memoryPace()];
  const fetch = outgoing({
    site: SITE,
    cache,
    pace,
    traffic,
    passing: way,
    stop,
    mostMs: () => mostMs,
    send,
  });
  const asking = fetch(`${SITE.url}/api/products/5`, { method: "GET", signal: leaving.signal });
  const reading = asking.then((response) => response.text()).catch(() => {});
  if (leavesAfter === undefined) await reading;
  else {
    await later(leavesAfter);
    stop(problem("aborted", "The caller ended the request."));
    leaving.abort();
    await Promise.race([reading, later(20)]);
  }
  await way.close();
  await way.close();
  return told;
}

test("given how a request ends, then the gate is told so, once", () =>
  eachCase("endings", TOLD, async (send, action, expected) => {
    const told = await tell(send, action);
    assert.equal(told.length, 1);
    const [{ milliseconds, ...result }] = told;
    for (const [name, value] of Object.entries(expected)) assert.equal(result[name], value, name);
    assert.ok(milliseconds >= 0);
  }));

test("given a place that no request uses, then it is given back", async () => {
  const told = [];
  const gate = { enter: async () => ({ leave: async (result) => void told.push(result) }) };
  const { signal } = new AbortController();
  const way = passing({
    ...{ gate, installation: "shop", priority: "call", caller: "a", signal },
    ...{ mostMs: () => 10_000, stopped: () => null },
  });
  await way.reserve();
  await way.reserve();
  await way.close();
  assert.deepEqual(told, [null]);
});

const redirects = [301, 302, 303, 307, 308].flatMap((status) => [
  [`${status} with a page`, status, "moved"],
  [`${status} alone`, status, null],
]);

test("given a shop that redirects, then nobody learns where to", () =>
  eachCase("redirects", redirects, async (status, body) => {
    const headers = { Location: "https://secret.example/api/", "X-Kept": "yes" };
    const traffic = { requests: 0, writes: 0, milliseconds: 0, stopped: null };
    const fetch = outgoing({
      ...{ site: SITE, cache: memoryCache(), pace: memoryPace(), traffic, stop: () => {} },
      send: async () => new Response(body, { status, headers }),
    });
    const response = await fetch(`${SITE.url}/api/products/5`, { method: "GET" });
    assert.deepEqual([response.status, response.headers.get("X-Kept")], [status, "yes"]);
    assert.equal(response.headers.get("Location"), null);
    assert.equal(await response.text(), body ?? "");
  }));

/** A gate that refuses the nth request which may be refused; `seen` are the priorities of all. */
function refusing(nth) {
  const seen = [];
  const gate = openGate({ atOnce: 9, perMinute: 100_000 });
  const enter = async (installation, entry) => {
    seen.push(entry.priority);
    const refusable = seen.filter((one) => one !== "look").length;
    if (entry.priority !== "look" && refusable === nth) {
      throw refusal("shop_down", "Down.", { retryable: true, retryAfterMs: 5_000 });
    }
    return gate.enter(installation, entry);
  };
  return { seen, host: { gate: () => ({ enter }) } };
}

const WRITES = [
  ["update_product_content", { id: 5, name: { en: "Another name" } }],
  ["update_order_status", { id: 5, state: 4 }],
  ["update_customer", { id: 3, note: "Prefers a call." }],
];

test("given a gate that refuses any one request of a write, then nothing is written or noted, or all of it is", async (t) => {
  let [refused, written] = [0, 0];
  for (const [action, input] of WRITES) {
    for (let nth = 1; nth < 40; nth += 1) {
      const { host, seen } = refusing(nth);
      const edge = await journaled(t, {}, { host });
      const sent = [];
      edge.shop.before = async ({ method, url }) => {
        if (method !== "GET") sent.push(url);
      };
      const { status, body, id, text } = await edge.run(action, input);
      const { changes } = (await edge.list()).body;
      if (status === 200) {
        assert.ok(body.written, text);
        assert.equal(changes.length, 1);
        // Behind the write everything is a look.
        assert.equal(seen.slice(seen.indexOf("look")).includes("call"), false, String(seen));
        written += 1;
        break;
      }
      assert.deepEqual(
        [status, body.kind, body.saved, body.retryable],
        [503, "shop_down", "no", true],
        text,
      );
      assert.deepEqual([sent, changes, id], [[], [], null]);
      refused += 1;
    }
  }
  console.log(`${refused} refusals of requests of ${WRITES.length} writes, and ${written} writes`);
  assert.equal(written, WRITES.length);
  assert.ok(refused >= 2 * WRITES.length);
});

test("given a shop that takes one request at a time, then every write goes through, and none waits for itself", async (t) => {
  for (const [action, input] of WRITES) {
    const edge = await journaled(t, { SHOP_CONCURRENCY: "1" });
    const { status, text } = await edge.run(action, input);
    assert.equal(status, 200, text);
    const { body } = await edge.list("limit=1");
    const undone = await edge.run("undo_change", { change: body.changes[0].id });
    assert.equal(undone.status, 200, undone.text);
  }
});

test("given a write whose answer is lost and a shop that is down since, then it is looked for all the same", async (t) => {
  const edge = await journaled(t, { WRITE_TIMEOUT_MS: "6000" });
  const late = makeLate(edge.shop, ENDINGS["502"]);
  const { before } = edge.shop;
  edge.shop.before = async (request) => {
    const told = await before(request);
    // Down for everybody, until the write has landed.
    if (late.writes.length > 0 && request.method === "GET" && !isUp)
      return { status: 502, body: "" };
    return told;
  };
  let isUp = false;
  const writing = edge.run("update_customer", { id: 3, note: "Late" });
  while (late.writes.length === 0) await later(5);
  // Others find out that it is down.
  const others = await Promise.all(
    Array.from({ length: 12 }, () => edge.run("get_product", { id: 5 })),
  );
  assert.ok(others.every(({ status }) => status >= 500));
  const { body } = await edge.run("get_product", { id: 5 });
  assert.equal(body.kind, "shop_down");
  late.land();
  isUp = true;
  const { status, body: wrote, text } = await writing;
  assert.deepEqual([status, wrote.written], [200, true], text);
  const { status: served } = await edge.run("get_product", { id: 5 });
  assert.equal(served, 200, "the look's answer shows that it is up again");
});
