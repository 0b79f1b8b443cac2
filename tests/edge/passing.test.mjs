// How the requests of an action pass the gate of their shop, and what the gate is told of each.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eachCase } from "../js/support/table.mjs";
import { load } from "./support/here.mjs";

const { outgoing, passing, memoryCache, memoryPace, problem } = await load(
  "shop/outgoing.ts",
  "shop/passing.ts",
  "shop/cache.ts",
  "limits/pace.ts",
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

/** Why an action was stopped, after how long, and whether that speaks against the shop. */
const STOPPED = [
  ["no time is left", "time_limit", 1_100, true],
  ["no time is left, which was short", "time_limit", 900, false],
  ["the package waited for long enough", null, 1_100, true],
  ["its caller left at once", "aborted", 900, false],
  ["its caller left after a while", "aborted", 4_900, false],
  ["its caller left after waiting for long", "aborted", 5_100, true],
  ["another answer was too large", "malformed_response", 9_000, false],
  ["another request found no turn", "shop_busy", 9_000, false],
];

test("given why and when a request is given up, then that speaks against its shop or does not", async () => {
  const { now } = performance;
  try {
    await eachCase("reasons", STOPPED, async (kind, after, isAgainst) => {
      let time = 0;
      performance.now = () => time;
      const told = [];
      const gate = { enter: async () => ({ leave: async (result) => void told.push(result) }) };
      const { signal } = new AbortController();
      const way = passing({
        ...{ gate, installation: "shop", priority: "call", caller: "a", signal },
        ...{ mostMs: () => 10_000, stopped: () => kind && problem(kind, "Stopped.") },
      });
      const place = await way.enter(false, signal);
      place.begin();
      time += after;
      place.end("given up");
      await way.close();
      assert.deepEqual(told, [{ status: null, milliseconds: after, hasLeft: !isAgainst }]);
    });
  } finally {
    performance.now = now;
  }
});

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

test("given an answer that is slowed down here, then its place is given back before it is whole", async () => {
  const told = [];
  const gate = { enter: async () => ({ leave: async (result) => void told.push(result.status) }) };
  const traffic = { requests: 0, writes: 0, milliseconds: 0, stopped: null };
  const { signal } = new AbortController();
  const way = passing({
    ...{ gate, installation: "shop", priority: "call", caller: "a", signal },
    ...{ mostMs: () => 10_000, stopped: () => null },
  });
  const chunks = Array.from({ length: 5 }, () => new Uint8Array(1 << 20));
  const fetch = outgoing({
    ...{
      site: SITE,
      cache: memoryCache(),
      pace: memoryPace(),
      traffic,
      passing: way,
      stop: () => {},
    },
    send: async () => new Response(ReadableStream.from(chunks), { headers: XML }),
  });
  const response = await fetch(`${SITE.url}/api/products`, { method: "GET", signal });
  let [read, atReturn] = [0, null];
  for await (const { byteLength } of response.body) {
    read += byteLength;
    if (told.length > 0) atReturn ??= read;
  }
  await way.close();
  assert.deepEqual(told, [200]);
  assert.ok(atReturn !== null && atReturn <= read, `${atReturn} of ${read}`);
  assert.equal(read, 5 << 20);
});

test("given a turn that comes when the action is over, then nothing is sent, and the place is given back", async () => {
  const told = [];
  let admit;
  const passage = { leave: async (result) => void told.push(result) };
  const gate = {
    enter: () =>
      new Promise((resolve) => {
        admit = () => resolve(passage);
      }),
  };
  const { signal } = new AbortController();
  const way = passing({
    ...{ gate, installation: "shop", priority: "call", caller: "a", signal },
    ...{ mostMs: () => 10_000, stopped: () => null },
  });
  const entering = way.enter(false, signal);
  await way.close();
  admit();
  await assert.rejects(entering, /is over/);
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
