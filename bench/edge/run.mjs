/** What the edge worker adds to the requests it makes of a shop: workerd, on loopback, in one run. */

import { readFile } from "node:fs/promises";
import { PrestaShop } from "@aismarttalk/prestashop";
import { startDemoServer } from "../../tests/browser/support/demo-server.mjs";
import { startBetween } from "../../tests/edge/support/between.mjs";
import { bearer, makeCaller } from "../../tests/edge/support/callers.mjs";
import { startCloudflare } from "../../tests/edge/support/cloudflare.mjs";
import { load, percentile } from "./load.mjs";

const ACTION = "get_order_by_reference";
const WORKER = "the worker";
const BARE = "pass-through";
const AT_ONCE = [1, 16];

const store = await startDemoServer();
const key = store.keys.everything;
let input;
let requests;
try {
  const shop = new PrestaShop({ url: store.url, key });
  const display = ["reference"];
  const [{ reference }] = await shop.orders.list({ filter: { id: 24 }, display });
  input = JSON.stringify({ reference });
  requests = await requestsOf();
  console.log(
    `\nThe edge worker in workerd: ${ACTION}, ${requests.length} request(s) to the shop each`,
  );
  console.log("(the cache of languages is miniflare's, which is slower than Cloudflare's)");
  await compare();
} finally {
  await store.stop();
}

/** The worker with one site; `script` is a worker beside it. */
function start(url, beside = {}) {
  const caller = makeCaller("bench", { level: "read" });
  const settings = {
    SITES: JSON.stringify({ shop: { url, key } }),
    CALLERS: JSON.stringify([caller.entry]),
    RATE_PER_MINUTE: "1000000",
  };
  const target = (origin) => ({
    url: `${origin}/v1/sites/shop/actions/${ACTION}`,
    method: "POST",
    headers: { ...bearer(caller), "Content-Type": "application/json" },
    body: input,
  });
  return startCloudflare({ worker: { settings }, ...beside }).then((server) => ({
    server,
    target: target(server.origin("worker")),
  }));
}

/** What the action asks of the shop once languages and order states are kept. */
async function requestsOf() {
  const between = await startBetween(store.url);
  const { server, target } = await start(between.url);
  await fetch(target.url, target);
  const before = between.seen.length;
  await fetch(target.url, target);
  const asked = between.seen.slice(before).map(({ url }) => `${store.url}${url}`);
  await server.stop();
  await between.stop();
  if (asked.length === 0) throw new Error("The action asks nothing of the shop.");
  return asked;
}

async function compare() {
  const script = await readFile(new URL("pass-through.js", import.meta.url), "utf8");
  const settings = { REQUESTS: requests, AUTHORIZATION: `Basic ${btoa(`${key}:`)}` };
  const { server, target } = await start(store.url, { bare: { settings, script } });
  const targets = {
    [WORKER]: target,
    [BARE]: { url: server.origin("bare"), method: "GET", headers: {} },
  };
  for (const atOnce of AT_ONCE) {
    console.log(
      `${atOnce} at a time`.padEnd(20) +
        ["a second", "p50", "p99"].map((name) => name.padStart(12)).join(""),
    );
    const seen = await load(targets, atOnce).catch((error) => {
      throw new Error(`${error.message}\n${server.said()}`);
    });
    for (const [name, { times, seconds }] of Object.entries(seen)) {
      const figures = [
        (times.length / seconds).toFixed(0),
        ms(percentile(times, 0.5)),
        ms(percentile(times, 0.99)),
      ];
      console.log(name.padEnd(20) + figures.map((figure) => figure.padStart(12)).join(""));
    }
    const cost = ({ times, seconds }) => (seconds * 1000) / times.length;
    const added = cost(seen[WORKER]) - cost(seen[BARE]);
    const median = percentile(seen[WORKER].times, 0.5) - percentile(seen[BARE].times, 0.5);
    console.log(
      `the worker costs ${ms(added)} a request on the whole, ${ms(median)} at the median`,
    );
  }
  await server.stop();
}

function ms(milliseconds) {
  return `${milliseconds.toFixed(2)} ms`;
}
