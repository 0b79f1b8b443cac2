// Callers that administrators add, replace, limit, disable and remove, without a deployment.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Validator } from "@cfworker/json-schema";
import { eachCase } from "../js/support/table.mjs";
import { manage, SETTLED } from "./support/managed.mjs";

const MINUTE = 60_000;
const NEW = { name: "dashboard", sites: ["tea"], level: "read" };

/** What is asked with a token, as the status of a route that every caller may ask. */
const opens = async ({ ask }, token) => (await ask("GET", "/v1/sites", { token })).status;

const added = async (worker, more = {}, caller = "admin") => {
  const { status, body, text } = await worker.admin("POST", "", { ...NEW, ...more }, caller);
  assert.equal(status, 201, text);
  return body;
};

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

/** What can mean nothing: `[what, members, the member told]`. */
const IMPOSSIBLE = [
  ["no name", { name: undefined }, "name"],
  ["a name with a line break", { name: "a\nb" }, "name"],
  ["a name that a signed token has", { name: "jwt:ann" }, "name"],
  ["a site that none can be", { sites: ["Tea Shop"] }, "sites"],
  ["a site with a star in a list", { sites: ["*"] }, "sites"],
  ["no sites", { sites: [] }, "sites"],
  ["sites that are no list", { sites: "tea" }, "sites"],
  [
    "more sites than can be meant",
    { sites: Array.from({ length: 1_001 }, (_, at) => `s${at}`) },
    "sites",
  ],
  ["an unknown action", { level: ["get_product", "drop_tables"] }, "level"],
  ["an action of the prototype", { level: ["constructor"] }, "level"],
  ["an unknown level", { level: "owner" }, "level"],
  ["no level", { level: undefined }, "level"],
  ["a confirmation of nothing", { level: "read", confirm: "required" }, "confirm"],
  ["a confirmation of reading actions", { level: ["get_stock"], confirm: "required" }, "confirm"],
  ["a confirmation by an admin", { level: "admin", confirm: "required" }, "confirm"],
  ["a claim of an admin", { level: "admin", claim: "required" }, "claim"],
  [
    "a claim for actions that cannot be held",
    { level: ["list_changes"], claim: "required" },
    "claim",
  ],
  ["a claim that is a flag", { claim: true }, "claim"],
  ["no requests", { ratePerMinute: 0 }, "ratePerMinute"],
  ["half a request", { ratePerMinute: 1.5 }, "ratePerMinute"],
  ["a limit that is a text", { ratePerMinute: "100" }, "ratePerMinute"],
  ["an end that is no date", { expires: "soon" }, "expires"],
  ["an end that is past", { expires: "2026-11-30T11:59:59Z" }, "expires"],
  ["another member", { token: "mine" }, null],
  ["a hash of its own", { sha256: "0".repeat(64) }, null],
];

test("given a caller that could never mean anything, then it is refused by the member, when it is added and when it is changed", async () => {
  const worker = manage();
  const { caller } = await added(worker);
  await eachCase("callers", IMPOSSIBLE, async (members, field) => {
    const whole = await worker.admin("POST", "", { ...NEW, ...members });
    assert.deepEqual([whole.status, whole.body.kind, whole.body.field], [422, "validation", field]);
    assert.ok(!whole.text.includes("drop_tables") && !whole.text.includes("mine"));
    if ("name" in members || Object.values(members).includes(undefined)) return;
    const changed = await worker.admin("PATCH", `/${caller.id}`, members);
    assert.deepEqual([changed.status, changed.body.field], [422, field], changed.text);
  });
  const { body } = await worker.admin("GET", "");
  assert.deepEqual(body, { callers: [caller], next: null });
});

test("given the setting CALLERS with an entry that could never mean anything, then the worker says which and what, and serves nothing", async () => {
  const sha256 = "a".repeat(64);
  // The end of a token may well have come, and the hash is the setting's own member.
  const isOfRoutes = ([, members]) => "sha256" in members || members.expires?.startsWith("2026");
  const entries = IMPOSSIBLE.filter((one) => !isOfRoutes(one));
  await eachCase("settings", entries, async (members, field) => {
    const right = SETTLED.writer.entry;
    const CALLERS = JSON.stringify([right, { ...NEW, sha256, ...members }]);
    assert.throws(
      () => manage({ settings: { CALLERS } }),
      ({ setting, message }) => {
        assert.equal(setting, "CALLERS");
        assert.match(
          message,
          field === null ? /unknown member/ : new RegExp(`\\[1\\].*.${field}.`),
        );
        return !message.includes("drop_tables");
      },
    );
  });
  const twice = JSON.stringify([SETTLED.writer.entry, { ...SETTLED.writer.entry, level: "read" }]);
  assert.throws(
    () => manage({ settings: { CALLERS: twice } }),
    /\[1\].*`sha256` is that of an entry/,
  );
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

/** Who may not manage, and what: `[who, method, path, body]`. */
const FOREIGN = [
  ["GET", ""],
  ["POST", "", NEW],
  ["GET", "/ID"],
  ["PATCH", "/ID", { disabled: true }],
  ["POST", "/ID/rotate", {}],
  ["DELETE", "/ID"],
].map(([method, path, body]) => [`${method} ${path}`, method, path, body]);

test("given a token that is no administrator's, or none, then it manages nothing", async () => {
  const worker = manage();
  const { caller, token } = await added(worker, { level: "write", sites: "*" });
  await eachCase("routes", FOREIGN, async (method, path, body) => {
    const whole = `/v1/admin/callers${path.replace("ID", caller.id)}`;
    for (const who of [{ caller: "writer" }, { token }]) {
      const refused = await worker.ask(method, whole, { ...who, ...(body && { body }) });
      assert.deepEqual([refused.status, refused.body.kind], [403, "forbidden"]);
    }
    assert.equal((await worker.ask(method, whole, body && { body })).status, 401);
  });
  assert.equal(await opens(worker, token), 200);
});

test("given an administrator of some sites, then it gives away no others, and does not see who has them", async () => {
  const worker = manage();
  const own = "admin of tea";
  const all = await added(worker, { sites: "*", level: "write" });
  const clay = await added(worker, { sites: ["tea", "clay"] });
  const colleague = await added(worker, { sites: ["tea"], level: "admin" });
  const tea = await added(worker, { sites: ["tea"] }, own);
  await eachCase(
    "callers of others",
    [all, clay, colleague].flatMap(({ caller: { id } }) =>
      FOREIGN.slice(2).map(([what, method, path, body]) => [
        `${what} ${id}`,
        method,
        path,
        body,
        id,
      ]),
    ),
    async (method, path, body, id) => {
      const { status, body: problem } = await worker.admin(
        method,
        path.replace("ID", id),
        body,
        own,
      );
      const none = await worker.admin(method, path.replace("ID", "0-0"), body, own);
      assert.deepEqual([status, problem.kind], [404, "no_such_caller"]);
      const { instance: _, ...same } = problem;
      const { instance: __, ...of } = none.body;
      assert.deepEqual(same, of, "nobody learns that it exists");
    },
  );
  await eachCase(
    "gifts",
    [
      ["all sites", { sites: "*" }],
      ["another site", { sites: ["tea", "clay"] }],
      ["all sites to an admin", { sites: "*", level: "admin" }],
      ["its own sites to an admin", { level: "admin" }],
    ],
    async (members) => {
      const made = await worker.admin("POST", "", { ...NEW, ...members }, own);
      assert.deepEqual([made.status, made.body.kind], [403, "forbidden"]);
      const changed = await worker.admin("PATCH", `/${tea.caller.id}`, members, own);
      assert.equal(changed.status, 403, changed.text);
    },
  );
  const { body } = await worker.admin("GET", "", undefined, own);
  assert.deepEqual(
    body.callers.map(({ id }) => id),
    [tea.caller.id],
  );
  assert.equal((await worker.admin("GET", `/${all.caller.id}`)).status, 200);
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

test("given what these routes answer, then it is what OpenAPI says of them", async () => {
  const worker = manage();
  const { body: document } = await worker.ask("GET", "/openapi.json");
  const { id } = (await added(worker)).caller;
  const routes = [
    ["get", "", 200],
    ["post", "", 201, { ...NEW, ratePerMinute: 5, expires: "2027-01-31" }],
    ["post", "", 422, { ...NEW, level: "owner" }],
    ["post", "", 400, []],
    ["get", "/{id}", 200],
    ["patch", "/{id}", 200, { disabled: true, level: ["get_stock"] }],
    ["patch", "/{id}", 422, { name: "other" }],
    ["post", "/{id}/rotate", 409, {}],
    ["patch", "/{id}", 200, { disabled: false }],
    ["post", "/{id}/rotate", 201, { overlapMinutes: 1 }],
    ["post", "/{id}/rotate", 422, { overlapMinutes: "1" }],
    ["delete", "/{id}", 204],
    ["delete", "/{id}", 404],
    ["get", "/{id}", 404],
  ].map(([method, path, status, body]) => [
    `${method} ${path} ${status}`,
    method,
    path,
    status,
    body,
  ]);
  await eachCase("answers", routes, async (method, path, status, body) => {
    const answer = await worker.admin(method.toUpperCase(), path.replace("{id}", id), body);
    assert.equal(answer.status, status, answer.text);
    const operation = document.paths[`/v1/admin/callers${path}`][method];
    const described = operation.responses[status];
    const { content } = described.$ref
      ? document.components.responses[described.$ref.split("/").at(-1)]
      : described;
    if (content === undefined) return assert.equal(answer.text, "");
    const { schema } = content[answer.headers.get("Content-Type")];
    const whole = { ...schema, components: document.components };
    const { errors } = new Validator(whole, "2020-12", false).validate(answer.body);
    assert.deepEqual(errors, []);
  });
});

test("given an administrator's token, then it runs no action and no tool", async () => {
  const worker = manage();
  const { body } = await worker.ask("GET", "/v1/actions", { caller: "admin" });
  assert.deepEqual(body.actions, []);
  for (const action of ["check_access", "get_product", "update_product_content"]) {
    const path = `/v1/sites/tea/actions/${action}`;
    const { status } = await worker.ask("POST", path, { caller: "admin", body: { id: 5 } });
    assert.equal(status, 403, action);
  }
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
