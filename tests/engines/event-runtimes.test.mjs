// Events in the runtimes: a change in a shop becomes a signed message while nobody asks the worker.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { PrestaShop } from "@aismarttalk/prestashop";
import { Webhook } from "standardwebhooks";
import { bearer, makeCaller } from "../edge/support/callers.mjs";
import { startCloudflare } from "../edge/support/cloudflare.mjs";
import { load } from "../edge/support/here.mjs";
import { startShop } from "../edge/support/shop.mjs";
import { RUNTIMES, startWorker } from "../edge/support/worker.mjs";
import { skipFor } from "../js/support/left-out.mjs";
import { ENGINES } from "./support/engines.mjs";

const { makeMasterSecret } = await load("sites/sealed.ts");
const ARRIVES_MS = 20_000;
const caller = makeCaller("writer");

/** By runtime: why it is left out, and how it is started; `go()` wakes up one that sleeps. */
const STARTS = {
  ...Object.fromEntries(
    ["Node", "Deno", "Bun"].map((name) => [
      name,
      {
        missing: async () => ENGINES.postgres.skip || (await RUNTIMES[name].missing()),
        start: async (t, settings) => {
          const engine = await ENGINES.postgres.open();
          t.after(engine.stop);
          const worker = await startWorker(name, { ...settings, DATABASE_URL: engine.url });
          t.after(worker.stop);
          return { fetch: worker.fetch, go: async () => {} };
        },
      },
    ]),
  ),
  workerd: {
    missing: async () => ENGINES.d1.skip,
    start: async (t, settings) => {
      const worker = { settings, d1Databases: ["DATABASE"] };
      const cloudflare = await startCloudflare({ events: worker });
      t.after(cloudflare.stop);
      return {
        fetch: (path, init) => cloudflare.fetch("events", path, init),
        go: () => cloudflare.schedule("events"),
      };
    },
  },
};

for (const [name, { missing, start }] of Object.entries(STARTS)) {
  const skip = skipFor((await missing()) || undefined);
  test(`given ${name}, then a change becomes a message by itself`, { skip }, async (t) => {
    const shop = await startShop();
    t.after(shop.stop);
    const got = [];
    const receiver = createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      got.push({ headers: request.headers, body });
      response.writeHead(204).end();
    });
    await new Promise((resolve) => receiver.listen(0, "127.0.0.1", resolve));
    t.after(() => {
      receiver.closeAllConnections();
      receiver.close();
    });
    const worker = await start(t, {
      SITES: JSON.stringify({ one: { url: shop.url, key: shop.key } }),
      CALLERS: JSON.stringify([caller.entry]),
      MASTER_SECRETS: makeMasterSecret("tests"),
      PRIVATE_ADDRESSES: "allow",
      EVENTS_EVERY_S: "1",
    });
    const ask = async (method, path, body) => {
      const headers = { ...bearer(caller), ...(body && { "Content-Type": "application/json" }) };
      const response = await worker.fetch(`/v1/sites/one/events${path}`, {
        method,
        headers,
        ...(body && { body: JSON.stringify(body) }),
      });
      return response.json();
    };
    /** Waits until `found` gives something, and wakes the worker up meanwhile. */
    const soon = async (found) => {
      for (const until = performance.now() + ARRIVES_MS; performance.now() < until; ) {
        await worker.go();
        const one = await found();
        if (one) return one;
        await sleep(100);
      }
      throw new Error(
        `Nothing within ${ARRIVES_MS} ms: ${JSON.stringify(await ask("GET", "/endpoints"))}`,
      );
    };
    const url = `http://127.0.0.1:${receiver.address().port}/`;
    const { secret } = await ask("POST", "/endpoints", { url, events: ["product.updated"] });
    await soon(async () => (await ask("GET", "/endpoints")).reading.last);
    const client = new PrestaShop({ url: shop.url, key: shop.key });
    await client.products.update(5, { reference: "NEW-5" });
    const { headers, body } = await soon(async () => got[0]);
    const { type, site, data } = new Webhook(secret).verify(body, headers);
    assert.deepEqual([type, site, data.id, data.reference], ["product.updated", "one", 5, "NEW-5"]);
    const { events } = await ask("GET", "");
    assert.equal(events.length, 1);
    await soon(async () => (await ask("GET", "")).events[0].deliveries[0].state === "delivered");
    assert.equal(got.length, 1);
  });
}
