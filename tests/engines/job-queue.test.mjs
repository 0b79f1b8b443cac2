// Jobs of the worker as it is built for Cloudflare: a queue wakes it up, D1 has the jobs, and Durable
// Objects write the records.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { bearer, makeCaller } from "../edge/support/callers.mjs";
import { recordWriters, SKIP, startCloudflare } from "../edge/support/cloudflare.mjs";
import { startShop } from "../edge/support/shop.mjs";

const SETTLED_MS = 40_000;

test("given a worker on Cloudflare, when a job is confirmed, then a queue runs it, and its undo", {
  skip: SKIP,
  timeout: 90_000,
}, async (t) => {
  const shop = await startShop({ products: 24, orders: 5, customers: 5 });
  t.after(shop.stop);
  const caller = makeCaller("writer");
  const settings = {
    SITES: JSON.stringify({ one: { url: shop.url, key: shop.key } }),
    CALLERS: JSON.stringify([caller.entry]),
  };
  const cloud = await startCloudflare({
    edge: {
      settings,
      durableObjects: recordWriters(),
      d1Databases: ["DATABASE"],
      queueProducers: { JOB_QUEUE: "jobs" },
      queueConsumers: { jobs: { maxBatchSize: 1, maxBatchTimeout: 0 } },
    },
  });
  t.after(cloud.stop);
  const ask = async (path, body) => {
    const response = await cloud.fetch("edge", `/v1/sites/one/jobs${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: { ...bearer(caller), "Content-Type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const told = await response.json();
    assert.ok(response.ok, JSON.stringify(told));
    return told;
  };
  const until = async (id, state) => {
    for (const began = performance.now(); ; await sleep(100)) {
      const job = await ask(`/${id}`);
      if (job.state === state) return job;
      assert.ok(performance.now() - began < SETTLED_MS, `${JSON.stringify(job)} ${cloud.said()}`);
    }
  };
  const titles = () => [6, 9].map((id) => shop.text(`products/${id}`, "meta_title", 1));
  const before = titles();
  const items = [6, 9].map((id) => ({
    action: "update_product_seo",
    input: { id, meta_title: `Title ${id}`, language: 1 },
  }));
  const made = await ask("", { items });
  const { token } = await until(made.id, "previewed");
  await ask(`/${made.id}/confirm`, { token });
  const done = await until(made.id, "done");
  assert.equal(done.items.written, 2);
  assert.deepEqual(titles(), ["Title 6", "Title 9"]);
  const undoing = await ask(`/${made.id}/undo`, {});
  const previewed = await until(undoing.id, "previewed");
  await ask(`/${undoing.id}/confirm`, { token: previewed.token });
  assert.equal((await until(undoing.id, "done")).items.written, 2);
  assert.deepEqual(titles(), before);
});
