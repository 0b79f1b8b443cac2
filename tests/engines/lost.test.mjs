// A write whose process or whose connection to the database is gone in the middle of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { bearer, makeCaller } from "../edge/support/callers.mjs";
import { deferred } from "../edge/support/deferred.mjs";
import { load, serveHere } from "../edge/support/here.mjs";
import { startShop } from "../edge/support/shop.mjs";
import { ENGINES } from "./support/engines.mjs";
import { startNode } from "./support/pairs.mjs";

const { createWorker } = await load("worker.ts");

const { postgres } = ENGINES;
const caller = makeCaller("writer");
const HEADERS = { ...bearer(caller), "Content-Type": "application/json" };
/** Connections that were ended are known to be within this time, in milliseconds. */
const KNOWN_MS = 60;

const settingsFor = (shop) => ({
  SITES: JSON.stringify({ one: { url: shop.url, key: shop.key } }),
  CALLERS: JSON.stringify([caller.entry]),
  RATE_PER_MINUTE: "100000",
});
const writeAt = async (origin, note) => {
  const body = JSON.stringify({ id: 3, note });
  const path = "/v1/sites/one/actions/update_customer";
  const response = await fetch(origin + path, { method: "POST", headers: HEADERS, body });
  return response.json();
};

test("given connections that break while a write is prepared, then it does not go out, and the next one does", {
  skip: postgres.skip,
  timeout: 60_000,
}, async (t) => {
  const engine = await postgres.open();
  t.after(engine.stop);
  const shop = await startShop();
  t.after(shop.stop);
  const worker = await serveHere(createWorker, settingsFor(shop), { bound: engine.database });
  t.after(worker.stop);
  const write = async (note) => {
    const path = "/v1/sites/one/actions/update_customer";
    const body = JSON.stringify({ id: 3, note });
    return (await worker.fetch(path, { method: "POST", headers: HEADERS, body })).json();
  };
  assert.equal((await write("First")).written, true);
  const writes = [];
  let isBreaking = true;
  shop.before = async ({ method }) => {
    if (method !== "GET") writes.push(method);
    else if (isBreaking) {
      await engine.fail();
      await sleep(KNOWN_MS);
    }
  };
  const refused = await write("Second");
  assert.deepEqual([refused.kind, refused.saved, refused.retryable], ["busy", "no", true]);
  assert.match(refused.detail, /connection .* was lost/);
  assert.deepEqual(writes, []);
  isBreaking = false;
  const next = await write("Third");
  assert.deepEqual([next.written, next.fields[0].before], [true, "First"]);
  assert.equal(writes.length, 1);
});

test("given a process that is killed while it writes, then another one waits for the outcome and not for the dead", {
  skip: postgres.skip,
  timeout: 60_000,
}, async (t) => {
  const engine = await postgres.open();
  t.after(engine.stop);
  const shop = await startShop();
  t.after(shop.stop);
  const settings = { ...settingsFor(shop), DATABASE_URL: engine.url };
  const [first, second] = await Promise.all([startNode(settings), startNode(settings)]);
  t.after(first.stop);
  t.after(second.stop);
  const [arrived, landing] = [deferred(), deferred()];
  let sent = 0;
  shop.before = async ({ method, answer }) => {
    if (method === "GET") return undefined;
    sent += 1;
    arrived.resolve();
    await landing.promise;
    answer();
    return "break";
  };
  const lost = writeAt(first.url, "Of the dead").catch(() => undefined);
  await arrived.promise;
  await first.stop();
  await lost;
  const waiting = await writeAt(second.url, "Of the living");
  assert.equal(waiting.kind, "outcome_unknown");
  assert.equal(sent, 1);
  landing.resolve();
  while (shop.text("customers/3", "note") !== "Of the dead") await sleep(20);
  shop.before = async () => {};
  const { written, fields } = await writeAt(second.url, "Of the living");
  assert.deepEqual([written, fields[0].before], [true, "Of the dead"]);
  const response = await fetch(`${second.url}/v1/sites/one/changes`, { headers: HEADERS });
  const { changes } = await response.json();
  assert.deepEqual(
    changes.map(({ outcome }) => outcome),
    ["written", "written"],
  );
});
