// Many sites and callers in one database: the start of a worker, a request of each, how long a token
// goes on that is disabled, and the memory of the process. `PROOFS=1` has 5,000 of each.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { load } from "../edge/support/here.mjs";
import { startShop } from "../edge/support/shop.mjs";
import { ENGINES } from "./support/engines.mjs";
import { startNode } from "./support/pairs.mjs";

const { makeMasterSecret, readMasterSecrets, sqlSites, sqlCallers } = await load(
  "sites/sealed.ts",
  "sites/sql.ts",
  "callers/sql.ts",
);

const COUNT = process.env.PROOFS ? 5_000 : 150;
const AT_ONCE = 20;
const REVOKED = 20;
/** Milliseconds in which a token that is disabled has to be refused. */
const REVOKED_MS = 1_000;

const secret = makeMasterSecret("first");
const tokenOf = (at) => `token-of-${at}`;
const siteOf = (at) => `shop-${String(at).padStart(5, "0")}`;

/** D1 belongs to no process. */
const { d1: _, ...OF_PROCESSES } = ENGINES;

for (const [name, { skip, open }] of Object.entries(OF_PROCESSES)) {
  test(`given ${COUNT} sites and callers in ${name}, then each is served its own, and one that is disabled at once not`, {
    skip,
    timeout: 900_000,
  }, async (t) => {
    const shop = await startShop();
    t.after(shop.stop);
    const engine = await open();
    t.after(engine.stop);
    const sites = sqlSites(engine.database, readMasterSecrets(secret));
    const callers = sqlCallers(engine.database);
    await forEach(COUNT, async (at) => {
      await sites.put({ id: siteOf(at), name: `Shop ${at}`, url: shop.url, key: shop.key });
      await callers.put(callerOf(at));
    });

    const settings = {
      DATABASE_URL: engine.url,
      MASTER_SECRETS: secret,
      RATE_PER_MINUTE: "1000",
      // The shop is on this machine.
      PRIVATE_ADDRESSES: "allow",
    };
    let started = performance.now();
    const worker = await startNode(settings);
    t.after(worker.stop);
    const startMs = performance.now() - started;
    const ask = (at, path, init) =>
      fetch(worker.url + path, {
        ...init,
        headers: { Authorization: `Bearer ${tokenOf(at)}`, "Content-Type": "application/json" },
      });
    const before = await residentMegabytes(worker.pid);

    started = performance.now();
    await forEach(COUNT, async (at) => {
      const path = `/v1/sites/${siteOf(at)}/actions/list_languages`;
      const response = await ask(at, path, { method: "POST", body: "{}" });
      assert.equal(response.status, 200, await response.text());
    });
    const eachMs = (performance.now() - started) / COUNT;
    const after = await residentMegabytes(worker.pid);
    const others = await ask(0, `/v1/sites/${siteOf(1)}/access`);
    assert.equal(others.status, 403);

    let slowest = 0;
    for (let at = 0; at < REVOKED; at += 1) {
      await callers.change(`caller-${at}`, { isDisabled: true });
      const revoked = performance.now();
      while ((await ask(at, "/v1/sites")).status !== 401) {
        assert.ok(performance.now() - revoked < REVOKED_MS, `caller ${at} goes on`);
      }
      slowest = Math.max(slowest, performance.now() - revoked);
    }
    t.diagnostic(
      `${COUNT} sites and callers in ${name}: start ${startMs.toFixed(0)} ms, ${eachMs.toFixed(1)} ms a request, ` +
        `refused ${slowest.toFixed(0)} ms after it was disabled, memory ${before} MB and then ${after} MB`,
    );
  });
}

function callerOf(at) {
  return {
    id: `caller-${at}`,
    hash: new Uint8Array(createHash("sha256").update(tokenOf(at)).digest()),
    name: `dashboard ${at}`,
    sites: new Set([siteOf(at)]),
    level: "write",
    confirms: false,
    needsClaim: false,
    held: null,
    ratePerMinute: null,
    expires: null,
    isDisabled: false,
    created: Date.now(),
    lastUsed: null,
  };
}

/** Some at once, from 0 on. */
async function forEach(count, work) {
  const rest = Array.from({ length: count }).keys();
  const some = async () => {
    for (const at of rest) await work(at);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, some));
}

async function residentMegabytes(pid) {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}
