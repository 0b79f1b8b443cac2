// A caller that hangs up while its write is under way.
import assert from "node:assert/strict";
import { request } from "node:http";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { startDemoServer } from "../browser/support/demo-server.mjs";
import { startBetween } from "./support/between.mjs";
import { bearer, makeCaller } from "./support/callers.mjs";
import { recordWriters, SKIP, startCloudflare } from "./support/cloudflare.mjs";
import { deferred } from "./support/deferred.mjs";
import { startWorker } from "./support/worker.mjs";

const caller = makeCaller("writer");
const HEADERS = { ...bearer(caller), "Content-Type": "application/json" };
const ACTION_PATH = "/v1/sites/clay/actions/update_product_content";
/** Milliseconds in which the worker hears that its caller is gone. */
const HEARS_MS = 150;

const HOSTS = {
  Node: {
    skip: false,
    start: (sites) => startWorker("Node", { sites, callers: [caller.entry] }),
  },
  workerd: { skip: SKIP, start: (sites) => cloudflare(sites, {}) },
  "workerd with shared writers": {
    skip: SKIP,
    start: (sites) => cloudflare(sites, recordWriters()),
  },
};

let shop;

before(async () => {
  shop = await startDemoServer();
});

after(() => shop?.stop());

for (const [place, { skip, start }] of Object.entries(HOSTS)) {
  test(`a write goes on when its caller hangs up, in ${place}`, {
    skip,
    timeout: 60_000,
  }, async () => {
    const isAsked = deferred();
    const mayAnswer = deferred();
    const isSent = deferred();
    const between = await startBetween(shop.url, async ({ method }) => {
      if (method !== "GET") return isSent.resolve();
      isAsked.resolve();
      await mayAnswer.promise;
    });
    const worker = await start({ clay: { url: between.url, key: shop.keys.everything } });
    try {
      const leaving = request(`${worker.url}${ACTION_PATH}`, { method: "POST", headers: HEADERS });
      leaving.on("error", () => {});
      leaving.end(JSON.stringify({ id: 4, name: `Goes on in ${place}` }));
      await isAsked.promise;
      leaving.destroy();
      await sleep(HEARS_MS);
      mayAnswer.resolve();
      await isSent.promise;

      const body = JSON.stringify({ id: 4, name: "Afterwards" });
      const response = await fetch(`${worker.url}${ACTION_PATH}`, {
        method: "POST",
        headers: HEADERS,
        body,
      });
      const { fields } = await response.json();
      assert.equal(fields[0].before, `Goes on in ${place}`);
    } finally {
      await worker.stop();
      await between.stop();
    }
  });
}

async function cloudflare(sites, durableObjects) {
  const settings = { SITES: JSON.stringify(sites), CALLERS: JSON.stringify([caller.entry]) };
  const worker = await startCloudflare({ it: { settings, durableObjects } });
  return { url: worker.origin("it"), stop: worker.stop };
}
