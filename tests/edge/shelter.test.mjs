// A shop that hangs, and everybody else: what reaches it at once, and how long the others take.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startDemoServer } from "../browser/support/demo-server.mjs";
import { startServer } from "../js/support/http-server.mjs";
import { bearer, makeCaller } from "./support/callers.mjs";
import { SKIP, startCloudflare } from "./support/cloudflare.mjs";
import { startWorker } from "./support/worker.mjs";

const AT_ONCE = 5;
/** Requests at the shop that hangs. */
const FLOOD = 300;
/** Requests to others, one after the other at each of them, and how many at a time. */
const [ROUNDS, LANES] = [process.env.PROOFS ? 200 : 30, 2];
/** Requests at the shop that hangs, when it is known to. */
const LATER = 10;
/** On a machine that others use too. */

const caller = makeCaller("flood", { level: "read" });
const other = makeCaller("quiet", { level: "read" });
let shop;

before(async () => {
  shop = await startDemoServer();
});

after(() => shop?.stop());

/** The binding of the gatekeepers, for the instance that has them and for others. */
const gatekeepers = (scriptName) => ({
  SHOP_GATE: { className: "Gatekeeper", useSQLite: true, ...(scriptName && { scriptName }) },
});

test("given two instances with a gatekeeper, then one shop gets no more than one may give it", {
  skip: SKIP,
  timeout: 120_000,
}, async () => {
  const slow = await countedShop(async ({ url, headers }, response) => {
    const answer = await fetch(`${shop.url}${url}`, {
      headers: { authorization: headers.authorization },
    });
    const body = await answer.text();
    setTimeout(
      () => response.writeHead(answer.status, { "Content-Type": "text/xml" }).end(body),
      20,
    );
  });
  const settings = {
    SITES: JSON.stringify({ slow: { url: slow.url, key: shop.keys.everything } }),
    CALLERS: JSON.stringify([other.entry]),
    SHOP_CONCURRENCY: "3",
  };
  const worker = await startCloudflare({
    here: { settings, durableObjects: gatekeepers() },
    there: { settings, durableObjects: gatekeepers("here") },
  });
  const one = (at) => {
    const fetch = (path, init) => worker.fetch(at % 2 === 0 ? "here" : "there", path, init);
    return ask({ fetch }, other, "slow");
  };
  try {
    const told = await Promise.all(Array.from({ length: 24 }, (_, at) => one(at)));
    const answered = told.filter(({ status }) => status === 200).length;
    console.log(
      `two instances on Cloudflare: ${answered} of ${told.length} answered, ${slow.most} at once`,
    );
    for (const { status, body } of told) {
      assert.ok(status === 200 || body.kind === "shop_busy", JSON.stringify(body));
    }
    assert.ok(answered >= 3);
    assert.ok(slow.most <= 3, `${slow.most} at once`);
    assert.doesNotMatch(worker.said(), /shop_gate/);
  } finally {
    await worker.stop();
    await slow.stop();
  }
});

/** A shop that `answer` answers, and how many of its requests were open at once, at most. */
async function countedShop(answer) {
  const seen = { open: 0, most: 0, all: 0 };
  const server = await startServer((request, response) => {
    seen.open += 1;
    seen.all += 1;
    seen.most = Math.max(seen.most, seen.open);
    response.on("close", () => {
      seen.open -= 1;
    });
    answer(request, response);
  });
  return Object.assign(seen, { url: server.url, stop: server.stop });
}

const p95 = (times) =>
  times.toSorted((one, another) => one - another)[Math.floor(times.length * 0.95)];

async function timesOf(worker, site) {
  const times = [];
  const lane = async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const start = performance.now();
      const { status } = await ask(worker, other, site);
      assert.equal(status, 200);
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return times;
}

async function ask(worker, who, site) {
  const start = performance.now();
  const response = await worker.fetch(`/v1/sites/${site}/actions/get_product`, {
    method: "POST",
    headers: { ...bearer(who), "Content-Type": "application/json" },
    body: JSON.stringify({ id: 5 }),
  });
  const body = await response.json();
  const milliseconds = performance.now() - start;
  return { status: response.status, body, headers: response.headers, milliseconds };
}

test(`given ${FLOOD} requests at a shop that hangs, then ${AT_ONCE} of them reach it, each is told why, and the others do not notice`, {
  timeout: 120_000,
}, async () => {
  const hanging = await countedShop(() => {});
  const key = shop.keys.everything;
  const worker = await startWorker("Node", {
    sites: { hangs: { url: hanging.url, key }, works: { url: shop.url, key } },
    callers: [caller.entry, other.entry],
    RATE_PER_MINUTE: "100000",
    SHOP_CONCURRENCY: String(AT_ONCE),
    SHOP_RATE_PER_MINUTE: "100000",
    READ_TIMEOUT_MS: "4000",
  });
  try {
    await timesOf(worker, "works");
    const quiet = p95(await timesOf(worker, "works"));
    const flood = Array.from({ length: FLOOD }, () => ask(worker, caller, "hangs"));
    const loud = p95(await timesOf(worker, "works"));
    const kinds = new Map();
    for (const { body } of await Promise.all(flood)) {
      kinds.set(body.kind, (kinds.get(body.kind) ?? 0) + 1);
      assert.match(body.kind, /^(?:shop_busy|shop_down|time_limit|timeout)$/);
      assert.deepEqual([body.saved, body.retryable], ["no", true]);
    }
    console.log(
      `the shop that hangs had ${hanging.most} of ${FLOOD} requests at once, ${hanging.all} in all; ${JSON.stringify(Object.fromEntries(kinds))}; the others' p95 ${quiet.toFixed(1)} ms and ${loud.toFixed(1)} ms`,
    );
    assert.ok(hanging.most <= AT_ONCE, `${hanging.most} at once`);
    // Other tests run beside this one, so times count only where it runs alone.
    if (process.env.PROOFS) assert.ok(loud <= 2 * quiet, `${loud} ms, ${quiet} ms without`);
    // Of those who come now one may find out whether it still hangs; the others are told at once.
    const later = Array.from({ length: LATER }, () => ask(worker, caller, "hangs"));
    const told = (await Promise.all(later)).filter(({ body }) => body.kind === "shop_down");
    assert.ok(told.length >= LATER - 1, `${told.length} of ${LATER}`);
    for (const { status, headers, milliseconds } of told) {
      assert.equal(status, 504);
      assert.ok(Number(headers.get("Retry-After")) >= 1);
      assert.ok(milliseconds < 2_000, `${milliseconds} ms`);
    }
  } finally {
    await worker.stop();
    await hanging.stop();
  }
});
