// A write whose process or whose connection to the database is gone in the middle of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { bearer, makeCaller } from "../edge/support/callers.mjs";
import { deferred } from "../edge/support/deferred.mjs";
import { load, serveHere } from "../edge/support/here.mjs";
import { startShop } from "../edge/support/shop.mjs";
import { eachCase } from "../js/support/table.mjs";
import { ENGINES } from "./support/engines.mjs";
import { startNode } from "./support/pairs.mjs";

const { createWorker, makeMasterSecret } = await load("worker.ts", "sites/sealed.ts");

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

test("given a database that is down, then what the settings have works, nothing is written, and the log says what failed", {
  timeout: 60_000,
}, async (t) => {
  const shop = await startShop();
  t.after(shop.stop);
  const down = async () => {
    throw new Error("connection refused");
  };
  const settings = { ...settingsFor(shop), MASTER_SECRETS: makeMasterSecret("first") };
  const bound = { all: down, batch: down, close: async () => {} };
  const worker = await serveHere(createWorker, settings, { bound });
  t.after(worker.stop);
  const run = async (site, action, input, headers = HEADERS) => {
    const path = `/v1/sites/${site}/actions/${action}`;
    const init = { method: "POST", headers, body: JSON.stringify(input) };
    const response = await worker.fetch(path, init);
    const { kind = "none", retryable, saved } = await response.json();
    return [response.status, kind, retryable, saved];
  };
  const unknown = { ...HEADERS, ...bearer(makeCaller("of the database")) };
  const told = (kind) => [503, kind, true, "no"];
  const cases = [
    ["a site of the settings is read", ["one", "list_languages", {}], [200, "none"]],
    [
      "a preview fails for the journal",
      ["one", "update_customer", { id: 3, note: "x", preview: true }],
      told("journal_unreadable"),
    ],
    ["a write is not sent", ["one", "update_customer", { id: 3, note: "x" }], told("busy")],
    [
      "a site of the database cannot be read",
      ["two", "list_languages", {}],
      told("site_unreadable"),
    ],
    [
      "a token of the database cannot be looked up",
      ["one", "list_languages", {}, unknown],
      told("callers_unreadable"),
    ],
  ];
  const writes = [];
  shop.before = async ({ method }) => void (method === "GET" || writes.push(method));
  await eachCase("requests while the database is down", cases, async (asked, expected) => {
    assert.deepEqual((await run(...asked)).slice(0, expected.length), expected);
  });
  assert.deepEqual(writes, []);
  const failed = new Set(worker.lines.flatMap((line) => line.failed ?? []));
  for (const part of ["sites", "callers", "journal", "locks", "rate_limiter"]) {
    assert.ok(failed.has(part), `${part} is not in the log: ${[...failed]}`);
  }
});
