// The worker on each database, in every runtime that has it: a caller and a change that another
// process kept are there.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bearer, makeCaller } from "../edge/support/callers.mjs";
import { changeAt } from "../edge/support/changes.mjs";
import { startCloudflare } from "../edge/support/cloudflare.mjs";
import { COMMAND_LINE } from "../edge/support/runtimes/command-line.mjs";
import { startShop } from "../edge/support/shop.mjs";
import { skipFor } from "../js/support/left-out.mjs";
import { inSql } from "./stores/places.mjs";
import { d1Database, ENGINES } from "./support/engines.mjs";
import { startNode } from "./support/pairs.mjs";

const start = (runtime) => (settings) => COMMAND_LINE[runtime].start(settings, () => {});
/** `[runtime, engine, start(settings)]`. */
const PAIRS = [
  ["Node", "postgres", start("Node")],
  ["Deno", "postgres", start("Deno")],
  ["Bun", "postgres", start("Bun")],
  ["a newer Node", "sqlite", startNode],
  ["Deno", "sqlite", start("Deno")],
  ["Bun", "sqlite", start("Bun")],
];

const admin = makeCaller("admin", { level: "admin" });

/** Adds a caller through one worker, and asks with its token for what stands in the database. */
async function serves(fetch, database, shop) {
  const json = { "Content-Type": "application/json" };
  const change = changeAt(Date.now(), { site: "one", installation: new URL(shop.url).origin });
  await inSql("journal", database).settle(change);
  const added = await fetch("/v1/admin/callers", {
    method: "POST",
    headers: { ...bearer(admin), ...json },
    body: JSON.stringify({ name: "dashboard", sites: ["one"], level: "write" }),
  });
  const { token } = await added.json();
  assert.equal(added.status, 201, token);
  const headers = { ...bearer({ token }), ...json };
  const written = await fetch("/v1/sites/one/actions/update_customer", {
    method: "POST",
    headers,
    body: JSON.stringify({ id: 3, note: "Kept" }),
  });
  assert.equal(written.status, 200, await written.text());
  const { changes } = await (await fetch("/v1/sites/one/changes", { headers })).json();
  assert.deepEqual(
    changes.map(({ id }) => id),
    [written.headers.get("X-Change-Id"), change.id],
  );
  assert.equal(changes[0].outcome, "written");
  const kept = await inSql("callers", database).list({ after: null, limit: 5 });
  assert.deepEqual(
    kept.map(({ name }) => name),
    ["dashboard"],
  );
}

const settingsFor = (shop) => ({
  SITES: JSON.stringify({ one: { url: shop.url, key: shop.key } }),
  CALLERS: JSON.stringify([admin.entry]),
});

for (const [runtime, name, open] of PAIRS) {
  const missing = COMMAND_LINE[runtime] && ((await COMMAND_LINE[runtime].missing()) ?? undefined);
  const skip = ENGINES[name].skip || skipFor(missing);
  test(`given ${name} and ${runtime}, then the worker keeps there what it has to keep`, {
    skip,
    timeout: 60_000,
  }, async (t) => {
    const engine = await ENGINES[name].open();
    t.after(engine.stop);
    const shop = await startShop();
    t.after(shop.stop);
    const worker = await open({ ...settingsFor(shop), DATABASE_URL: engine.url });
    t.after(worker.stop);
    await serves((path, init) => fetch(worker.url + path, init), engine.database, shop);
  });
}

test("given D1 and workerd, then the worker keeps there what it has to keep", {
  skip: ENGINES.d1.skip,
  timeout: 60_000,
}, async (t) => {
  const shop = await startShop();
  t.after(shop.stop);
  const it = { settings: settingsFor(shop), d1Databases: { DATABASE: "kept" } };
  const worker = await startCloudflare({ it });
  t.after(worker.stop);
  const ask = (path, init) => worker.fetch("it", path, init);
  await serves(ask, d1Database(await worker.d1("it")), shop);
});
