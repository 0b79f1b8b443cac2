// Callers that administrators add, replace, limit, disable and remove, without a deployment.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eachCase } from "../js/support/table.mjs";
import { added, manage, NEW, opens } from "./support/managed.mjs";

const MINUTE = 60_000;
test("given a new caller, then its token is shown once, works at once, and is known by its hash alone", async () => {
  const worker = manage();
  const { token, caller } = await added(worker, { ratePerMinute: 30, expires: "2027-01-31" });
  assert.match(token, /^[\w-]{43}$/);
  assert.deepEqual(caller, {
    id: caller.id,
    ...NEW,
    ...{ confirm: null, claim: null, ratePerMinute: 30, expires: "2027-01-31T00:00:00.000Z" },
    ...{ disabled: false, created: "2026-11-30T12:00:00.000Z", lastUsed: null },
  });
  const { body, line } = await worker.ask("GET", "/v1/sites", { token });
  assert.deepEqual(
    body.sites.map(({ id }) => id),
    ["tea"],
  );
  assert.equal(line.caller, "dashboard");
  const shown = [
    await worker.admin("GET", ""),
    await worker.admin("GET", `/${caller.id}`),
    await worker.admin("PATCH", `/${caller.id}`, { ratePerMinute: 31 }),
  ];
  const { hash } = await worker.store.find(caller.id);
  for (const secret of [
    token,
    Buffer.from(hash).toString("hex"),
    Buffer.from(hash).toString("base64"),
  ]) {
    for (const { text } of shown) assert.ok(!text.includes(secret), text);
    assert.ok(!JSON.stringify(worker.lines).includes(secret));
  }
});

/** What ends a token: `[what, what the administrator does, the reason in the log]`. */
const ENDS = [
  ["disabled", ({ admin }, id) => admin("PATCH", `/${id}`, { disabled: true }), "disabled"],
  ["removed", ({ admin }, id) => admin("DELETE", `/${id}`), "unknown"],
  [
    "replaced at once",
    ({ admin }, id) => admin("POST", `/${id}/rotate`, { overlapMinutes: 0 }),
    "expired",
  ],
  [
    "expired",
    async ({ admin, clock }, id) => {
      await admin("PATCH", `/${id}`, { expires: "2026-11-30T12:00:30Z" });
      clock.now += 30_000;
      return { status: 200 };
    },
    "expired",
  ],
];

test("given a token whose caller is disabled, removed, replaced or expired, then it opens nothing from the very next request on, and the log says why", () =>
  eachCase("ends", ENDS, async (end, reason) => {
    const worker = manage();
    const { token, caller } = await added(worker);
    assert.equal(await opens(worker, token), 200);
    const { status } = await end(worker, caller.id);
    assert.ok(status < 300);
    const { status: after, body, line } = await worker.ask("GET", "/v1/sites", { token });
    assert.deepEqual([after, body.kind, line.refused], [401, "unauthorized", reason]);
    assert.ok(!JSON.stringify(line).includes(token));
  }));

test("given a request that is sent again with its key, then there is one caller, and its token is told again", async () => {
  const worker = manage();
  const again = (path, body) =>
    worker.ask("POST", `/v1/admin/callers${path}`, {
      ...{ caller: "admin", body },
      headers: { "Idempotency-Key": `once-more ${path}` },
    });
  const [one, two] = [await again("", NEW), await again("", NEW)];
  assert.deepEqual([one.status, two.status, two.text], [201, 201, one.text]);
  assert.equal(two.headers.get("Idempotency-Replayed"), "true");
  const path = `/${one.body.caller.id}/rotate`;
  const rotated = [await again(path, {}), await again(path, {})];
  assert.equal(rotated[0].text, rotated[1].text);
  const { body } = await worker.admin("GET", "");
  assert.equal(body.callers.length, 2, "the caller, and what replaces it");
});

test("given a disabled caller, then it can be enabled again, and is what it was", async () => {
  const worker = manage();
  const { token, caller } = await added(worker, { level: "write", confirm: "required" });
  await worker.admin("PATCH", `/${caller.id}`, { disabled: true });
  const { body } = await worker.admin("PATCH", `/${caller.id}`, { disabled: false });
  assert.deepEqual(body.caller, caller);
  assert.equal(await opens(worker, token), 200);
});

test("given a replaced token, then both work for the overlap, the old one ends with it, and the name stays", async () => {
  const worker = manage();
  const old = await added(worker, { ratePerMinute: 70 });
  const { status, body } = await worker.admin("POST", `/${old.caller.id}/rotate`, {
    overlapMinutes: 5,
  });
  assert.equal(status, 201);
  assert.equal(body.replaced.expires, "2026-11-30T12:05:00.000Z");
  const { id: _, ...same } = body.caller;
  const { id: __, ...before } = old.caller;
  assert.deepEqual(same, before);
  assert.deepEqual([await opens(worker, old.token), await opens(worker, body.token)], [200, 200]);
  worker.clock.now += 5 * MINUTE;
  assert.deepEqual([await opens(worker, old.token), await opens(worker, body.token)], [401, 200]);
  const again = await worker.admin("POST", `/${old.caller.id}/rotate`, {});
  assert.deepEqual([again.status, again.body.kind], [409, "conflict"], "it has expired");
  const wrong = await worker.admin("POST", `/${body.caller.id}/rotate`, { overlapMinutes: -1 });
  assert.deepEqual([wrong.status, wrong.body.field], [422, "overlapMinutes"]);
});

test("given a caller that is disabled while its token is replaced, then it has no token at all", async () => {
  const around = (store) => ({
    ...store,
    change: async (id, members) => {
      await store.change(id, { isDisabled: true });
      return store.change(id, members);
    },
  });
  const worker = manage({ around });
  const { token, caller } = await added(worker);
  const { status } = await worker.admin("POST", `/${caller.id}/rotate`, {});
  assert.equal(status, 404);
  const { body } = await worker.admin("GET", "");
  assert.deepEqual(
    body.callers.map(({ id, disabled }) => [id, disabled]),
    [[caller.id, true]],
  );
  assert.equal(await opens(worker, token), 401);
});

test("given two changes at once, then both count, and a caller that was removed stays removed", async () => {
  // Each request waits for the other after it has read.
  const gates = [];
  const around = (store) => ({
    ...store,
    change: async (...change) => {
      await new Promise((go) => gates.push(go));
      return store.change(...change);
    },
  });
  const worker = manage({ around });
  const { token, caller } = await added(worker);
  const both = [
    worker.admin("PATCH", `/${caller.id}`, { disabled: true }),
    worker.admin("PATCH", `/${caller.id}`, { ratePerMinute: 5 }),
  ];
  while (gates.length < 2) await new Promise((next) => setImmediate(next));
  for (const go of gates.splice(0).reverse()) go();
  await Promise.all(both);
  const { body } = await worker.admin("GET", `/${caller.id}`);
  assert.deepEqual([body.caller.disabled, body.caller.ratePerMinute], [true, 5]);
  const late = worker.admin("PATCH", `/${caller.id}`, { ratePerMinute: 6 });
  while (gates.length < 1) await new Promise((next) => setImmediate(next));
  assert.equal((await worker.admin("DELETE", `/${caller.id}`)).status, 204);
  for (const go of gates.splice(0)) go();
  assert.equal((await late).status, 404);
  assert.deepEqual((await worker.admin("GET", "")).body.callers, []);
  assert.equal(await opens(worker, token), 401);
});

test("given sites that are not there, then the caller is made, and they are told", async () => {
  const worker = manage();
  const { caller, unknownSites } = await added(worker, { sites: ["tea", "tee", "clay"] });
  assert.deepEqual([caller.sites, unknownSites], [["tea", "tee", "clay"], ["tee"]]);
  const { body } = await worker.admin("PATCH", `/${caller.id}`, { sites: ["leaf"] });
  assert.deepEqual([body.caller.sites, body.unknownSites], [["leaf"], []]);
  const limit = await worker.admin("PATCH", `/${caller.id}`, { ratePerMinute: 9 });
  assert.deepEqual(limit.body.unknownSites, []);
  assert.deepEqual((await added(worker, { sites: "*" })).unknownSites, []);
});

test("given many callers, then pages list each once, in the order in which they were added", async () => {
  const worker = manage();
  const ids = [];
  for (let at = 0; at < 25; at += 1) {
    worker.clock.now += 1;
    ids.push((await added(worker, { name: `caller ${at}` })).caller.id);
  }
  const seen = [];
  let next = null;
  let pages = 0;
  do {
    const after = next === null ? "" : `&after=${next}`;
    const { body } = await worker.admin("GET", `?limit=7${after}`);
    seen.push(...body.callers.map(({ id }) => id));
    ({ next } = body);
    pages += 1;
  } while (next !== null);
  assert.deepEqual([seen, pages], [ids, 4]);
  await eachCase(
    "pages that are none",
    ["limit=0", "limit=1001", "limit=x", "limit=1.5", "page=2"].map((query) => [query, query]),
    async (query) => assert.equal((await worker.admin("GET", `?${query}`)).status, 400),
  );
});

test("given uses of a token, then the last is noted to the minute, and a store that fails refuses nobody", async () => {
  let notes = 0;
  let isFailing = false;
  const around = (store) => ({
    ...store,
    used: async (...use) => {
      notes += 1;
      if (isFailing) throw new Error("full");
      return store.used(...use);
    },
  });
  const worker = manage({ around });
  const { token, caller } = await added(worker);
  const lastUsed = async () => (await worker.admin("GET", `/${caller.id}`)).body.caller.lastUsed;
  for (let at = 0; at < 10; at += 1) await opens(worker, token);
  assert.deepEqual([notes, await lastUsed()], [1, "2026-11-30T12:00:00.000Z"]);
  worker.clock.now += MINUTE;
  await opens(worker, token);
  assert.deepEqual([notes, await lastUsed()], [2, "2026-11-30T12:01:00.000Z"]);
  worker.clock.now -= 10 * MINUTE;
  await opens(worker, token);
  assert.equal(notes, 3, "a clock that is set back does not silence it");
  isFailing = true;
  worker.clock.now += 20 * MINUTE;
  assert.equal(await opens(worker, token), 200);
});

test("given a store that fails, then tokens of the setting work, and others are told to retry, not that they are wrong", async () => {
  const failing = async () => {
    throw new Error("down at 10.0.0.7");
  };
  const around = (store) => ({ ...store, findByHash: failing, list: failing });
  const worker = manage({ around });
  assert.equal((await worker.ask("GET", "/v1/sites", { caller: "writer" })).status, 200);
  const refused = [
    await worker.ask("GET", "/v1/sites", { token: "of-the-store" }),
    await worker.admin("GET", ""),
  ];
  for (const { status, body, text } of refused) {
    assert.deepEqual([status, body.kind, body.retryable], [503, "callers_unreadable", true]);
    assert.ok(!text.includes("10.0.0.7"));
  }
  const told = worker.lines.filter(({ failed }) => failed === "callers");
  assert.deepEqual(
    told.map(({ error }) => error.message),
    ["down at 10.0.0.7", "down at 10.0.0.7"],
  );
});

test("given no store, then managing callers says what to set", async () => {
  const { ask } = manage({ around: () => null });
  const { status, body } = await ask("GET", "/v1/admin/callers", { caller: "admin" });
  assert.deepEqual([status, body.kind], [503, "not_configured"]);
  assert.match(body.hint, /DATABASE_URL/);
});
