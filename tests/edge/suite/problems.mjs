// Every kind of problem that can arise, provoked for real.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { ask, FAULTS, FOREIGN, run } from "../support/world.mjs";
import { assertAnswer, assertProblem } from "./answers.mjs";

const PRODUCT = ["get_product", { id: 5 }];
const CUSTOMER = ["get_customer", { id: 3 }];
const CONTENT = ["update_product_content", { id: 5, name: "Changed" }];

/** What a fault of the host comes to; others than these are got over. */
const OF_FAULT = {
  "html-503": { status: 502, kind: "server", hint: /overloaded|maintenance/ },
  "html-200": { status: 502, kind: "wrong_address", hint: /address/ },
  "fatal-200": { status: 502, kind: "server", hint: /PHP error log/ },
  "empty-500": { status: 502, kind: "server", hint: /PHP error log/ },
  redirect: { status: 502, kind: "wrong_address", hint: /own domain/ },
  disabled: { status: 502, kind: "webservice_disabled", hint: /Webservice/ },
  "no-authorization": { status: 502, kind: "authentication", hint: /key/ },
  truncated: { status: 502, kind: "malformed_response" },
  huge: { status: 502, kind: "malformed_response", hint: /less/ },
  json: { status: 502, kind: "malformed_response", hint: /JSON/ },
};

/** What an action at a site comes to: `[kind, site, action and input, expected]`. */
const AT_SITES = [
  ["invalid_request", "shop", ["get_product", { id: 0 }], { status: 400, field: "id" }],
  [
    "invalid_request",
    "shop",
    ["get_product", { id: 5, colour: "red" }],
    { status: 400, field: "colour" },
  ],
  [
    "validation",
    "shop",
    ["update_product_content", { id: 5, name: "<>{}" }],
    { status: 422, field: "name" },
  ],
  ["authentication", "switched-off", PRODUCT, { status: 502, hint: /key/ }],
  ["authentication", "wrong-key", PRODUCT, { status: 502, hint: /key/ }],
  [
    "permission",
    "usual",
    ["get_stock", { id: 5 }],
    { status: 403, hint: /stock_availables|back office/ },
  ],
  ["permission", "products-only", ["get_customer", { id: 2 }], { status: 403 }],
  ["permission", "products-only", CONTENT, { status: 403 }],
  ["not_found", "shop", ["get_order_details", { id: 99_999 }], { status: 404 }],
  ["not_found", "shop", ["update_product_seo", { id: 99_999, meta_title: "A" }], { status: 404 }],
  ["rate_limited", "strange-always-busy", PRODUCT, { status: 503, wait: 1 }],
  [
    "blocked",
    "strange-firewall",
    PRODUCT,
    { status: 502, hint: /Bot Fight Mode/, by: "Cloudflare" },
  ],
  ["network", "closed", PRODUCT, { status: 502 }],
  ["outcome_unknown", "strange-gone-after-a-write", CONTENT, { status: 502 }],
  ["no_such_action", "shop", ["get_everything", {}], { status: 404, logged: null }],
  ["no_such_site", "nowhere", PRODUCT, { status: 404, logged: null }],
];

/** What a request comes to: `[kind, request, expected]`. */
const REQUESTS = [
  ["unauthorized", { path: "/v1/actions" }, { status: 401, caller: null }],
  ["unauthorized", { path: "/v1/actions", caller: "expired" }, { status: 401, caller: null }],
  [
    "forbidden",
    { path: "/v1/sites/shop/access", caller: "of another site" },
    { status: 403, site: null },
  ],
  [
    "forbidden",
    { path: "/v1/sites/shop/access", caller: "of one action" },
    { status: 403, site: "shop" },
  ],
  [
    "foreign_origin",
    { path: "/v1/actions", caller: "writer", headers: { Origin: FOREIGN } },
    { status: 403 },
  ],
  ["no_such_route", { path: "/v2/actions", caller: "writer" }, { status: 404, hint: /^/ }],
  [
    "no_such_route",
    { path: "/v1/sites/shop", caller: "writer", method: "DELETE" },
    { status: 404, hint: /^/ },
  ],
  ...[
    ["GET", "/mcp/shop", "POST"],
    ["PUT", "/v1/sites/shop/actions/get_product", "POST"],
    ["GET", "/v1/sites/shop/actions/get_product", "POST"],
    ["POST", "/v1/sites/shop/access", "GET, HEAD"],
    ["DELETE", "/v1/sites/shop/changes", "GET, HEAD"],
    ["POST", "/v1/sites", "GET, HEAD"],
    ["POST", "/v1/actions", "GET, HEAD"],
    ["PATCH", "/openapi.json", "GET, HEAD"],
    ["DELETE", "/healthz", "GET, HEAD"],
  ].map(([method, path, allow]) => [
    "method_not_allowed",
    { path, method, caller: "writer" },
    { status: 405, allow },
  ]),
];

/** The cases for the workers of a world; `seen` takes in the kinds. */
export function problems(world, { worker, tight, open, broken }, seen) {
  const { callers } = world;
  const { writer } = callers;
  const expectProblem = async (of, answer, expected) => {
    await assertProblem(of, answer, expected);
    if ("field" in expected) assert.equal(answer.body.field, expected.field);
    seen.add(expected.kind);
  };

  // Asked first, because it takes as long as a shop may take.
  // One request at a time: of several at once so many fail that the shop counts as down.
  const hanging = run(worker, writer, "strange-hangs", ...CUSTOMER);
  hanging.catch(() => {});

  const atSites = AT_SITES.map(
    ([kind, site, [action, input], { logged = action, field, by, ...expected }]) => [
      `${kind}: ${action} ${JSON.stringify(input)} at ${site}`,
      async () => {
        const answer = await run(worker, writer, site, action, input);
        if (field !== undefined) assert.equal(answer.body.field, field);
        assert.equal(answer.body.by, by);
        // Callers know a site by its id: where it is, only its owner has to know.
        const { host } = new URL(world.sites[site]?.url ?? world.store.url);
        assert.ok(!answer.text.includes(host), answer.text);
        await expectProblem(worker, answer, {
          kind,
          site,
          action: logged,
          caller: "writer",
          ...expected,
        });
      },
    ],
  );
  const faults = FAULTS.map((fault) => [
    `fault ${fault}: ${OF_FAULT[fault]?.kind ?? "got over"}`,
    async () => {
      const site = `fault-${fault}`;
      const answer = await run(worker, writer, site, ...PRODUCT);
      const expected = OF_FAULT[fault];
      if (expected) return expectProblem(worker, answer, { site, action: PRODUCT[0], ...expected });
      await assertAnswer(worker, answer, { status: 200, site, action: PRODUCT[0] });
      assert.equal(answer.body.products[0].id, 5);
    },
  ]);
  const requests = REQUESTS.map(([kind, { caller, ...request }, { allow = null, ...expected }]) => [
    `${kind}: ${request.method ?? "GET"} ${request.path} of ${caller ?? "nobody"}`,
    async () => {
      const answer = await ask(worker, { ...request, caller: callers[caller] });
      await expectProblem(worker, answer, { kind, ...expected });
      assert.equal(answer.headers.has("WWW-Authenticate"), expected.status === 401);
      assert.equal(answer.headers.get("Allow"), allow);
    },
  ]);

  const particular = [
    [
      "conflict: a token of what the record no longer is",
      async () => {
        const content = (more) =>
          run(worker, writer, "shop", CONTENT[0], { id: 11, name: "First", ...more });
        const { body } = await content({ preview: true });
        assert.equal((await content({ name: "Faster" })).status, 200);
        const answer = await content({ expect: body.token });
        await expectProblem(worker, answer, { status: 409, kind: "conflict", action: CONTENT[0] });
        assert.match(JSON.stringify(answer.body.found), /Faster/);
      },
    ],
    [
      "confirmation_invalid: a token that was not handed out here",
      async () => {
        const input = { id: 11, name: "Confirmed", expect: `ps1-${"0".repeat(32)}` };
        const answer = await run(worker, writer, "shop", CONTENT[0], input);
        const [status, kind] = [412, "confirmation_invalid"];
        await expectProblem(worker, answer, { status, kind });
        assert.equal(answer.body.field, "expect");
      },
    ],
    [
      "confirmation_required: a write of a caller that has to confirm",
      async () => {
        const answer = await run(worker, callers.confirmer, "shop", ...CONTENT);
        const [status, kind] = [428, "confirmation_required"];
        await expectProblem(worker, answer, { status, kind });
        assert.equal(answer.body.field, "expect");
      },
    ],
    [
      "no_such_change: one that the journal of the site has not",
      async () => {
        const change = "2026-01-01T00:00:00.000Z-00000000-0000-4000-8000-000000000000";
        const answer = await run(worker, writer, "other", "undo_change", { change });
        await expectProblem(worker, answer, { status: 404, kind: "no_such_change", site: "other" });
      },
    ],
    [
      "a shop that breaks off",
      async () => {
        const site = "strange-breaks-off";
        const answer = await run(worker, writer, site, ...PRODUCT);
        await expectProblem(worker, answer, { status: 502, kind: "network", site });
      },
    ],
    [
      "timeout: a shop that never answers",
      async () =>
        expectProblem(worker, await hanging, {
          status: 504,
          kind: "timeout",
          site: "strange-hangs",
        }),
    ],
    [
      "time_limit: an action that takes longer than it may",
      async () => {
        const answer = await run(tight, writer, "strange-trickles", ...PRODUCT);
        await expectProblem(tight, answer, { status: 504, kind: "time_limit", action: PRODUCT[0] });
      },
    ],
    [
      "time_limit: a write to a shop that never answers",
      async () => {
        const answer = await run(tight, callers.replaced, "strange-hangs", ...CONTENT);
        await expectProblem(tight, answer, { status: 504, kind: "time_limit", action: CONTENT[0] });
      },
    ],
    [
      "body_too_slow: a body that stops in its middle",
      async () => {
        const stopping = new ReadableStream({
          start: (controller) => controller.enqueue(Buffer.from('{"id":')),
        });
        const more = { body: stopping, duplex: "half" };
        const answer = await run(tight, writer, "shop", PRODUCT[0], null, more);
        await expectProblem(tight, answer, { status: 408, kind: "body_too_slow" });
      },
    ],
    ["busy: more writes to one record than may wait", () => busy(tight, writer, expectProblem)],
    ["busy: a write whose turn does not come in its time", () => outOfTime(tight, writer)],
    [
      "too_many_requests: more of a token than a minute has",
      () => tooMany(tight, callers.reader, expectProblem),
    ],
    [
      "not_configured: no token at all",
      async () => {
        const answer = await ask(open, { path: "/v1/actions", caller: writer });
        await expectProblem(open, answer, { status: 503, kind: "not_configured", hint: /CALLERS/ });
        assert.equal((await ask(open, { path: "/healthz" })).status, 200);
      },
    ],
    [
      "not_configured: a setting that is wrong",
      async () => {
        const { status, body, headers } = await ask(broken, {
          path: "/v1/actions",
          caller: writer,
        });
        assert.deepEqual([status, body.kind], [503, "not_configured"]);
        assert.match(body.hint, /SITES/);
        assert.equal(body.instance, `urn:uuid:${headers.get("X-Request-Id")}`);
        assert.equal(headers.get("X-Content-Type-Options"), "nosniff");
        assert.equal(headers.get("Content-Type"), "application/problem+json");
        await broken.toSay(/The setting `SITES` is not JSON/);
        assert.doesNotMatch(broken.said(), /DEMO0KEY/);
      },
    ],
  ];
  return [...atSites, ...faults, ...requests, ...particular];
}

/** Twenty may wait; the one too many is told at once, and the others are left alone. */
async function busy(worker, caller, expectProblem) {
  const leaving = new AbortController();
  const { signal } = leaving;
  const input = { ...CONTENT[1], id: 12 };
  const all = Array.from({ length: 26 }, () =>
    run(worker, caller, "strange-hangs", CONTENT[0], input, { signal }),
  );
  const refused = await Promise.any(
    all.map(async (one) => {
      const answer = await one;
      if (answer.body.kind !== "busy") throw new Error(answer.text);
      return answer;
    }),
  ).finally(() => Promise.allSettled(all) && leaving.abort());
  await expectProblem(worker, refused, { status: 503, kind: "busy", wait: 5, action: CONTENT[0] });
  await Promise.allSettled(all);
}

/** No write waits for the sum of those before it: all are told in about the time that one may take. */
async function outOfTime(worker, caller) {
  const input = { ...CONTENT[1], id: 13 };
  const writes = Array.from({ length: 8 }, () =>
    run(worker, caller, "strange-hangs", CONTENT[0], input),
  );
  const told = (await Promise.all(writes)).map(({ body: { kind, hint } }) => ({ kind, hint }));
  const late = told.filter(({ kind }) => kind === "busy");
  const stopped = told.filter(({ kind }) => kind === "time_limit");
  assert.equal(late.length + stopped.length, told.length, JSON.stringify(told));
  assert.ok(stopped.length >= 1 && stopped.length <= 2, JSON.stringify(told));
  for (const { hint } of late) assert.match(hint, /Nothing was written/);
}

/** Twice as many as a minute has, because a minute may end meanwhile. */
async function tooMany(worker, caller, expectProblem) {
  for (let sent = 0; sent < 2 * Number(TIGHT.RATE_PER_MINUTE) + 2; sent += 1) {
    const answer = await run(worker, caller, "shop", "nothing_of_this_name", {});
    if (answer.status === 404) continue;
    const wait = answer.headers.get("Retry-After");
    assert.match(wait, /^[1-9]\d?$/);
    await expectProblem(worker, answer, {
      status: 429,
      kind: "too_many_requests",
      hint: /^/,
      wait,
      site: "shop",
    });
    return;
  }
  assert.fail("all of them were let through");
}

/** The settings of the worker that stops and refuses soon. */
export const TIGHT = {
  BODY_TIMEOUT_MS: "700",
  READ_TIMEOUT_MS: "700",
  WRITE_TIMEOUT_MS: "700",
  RATE_PER_MINUTE: "40",
};

/** Every kind there is, as its table in the worker names them. */
export const KINDS = [
  ...readFileSync(new URL("../../../www/edge/src/problem.ts", import.meta.url), "utf8").matchAll(
    /^ {2}([a-z_]+): \[\d{3}, /gm,
  ),
].map(([, kind]) => kind);

/** Kinds that are not provoked here, and why. */
export const NOT_PROVOKED = {
  aborted: "whoever hangs up gets no answer; hanging-up.test.mjs sees the log",
  insufficient_scope: "of access tokens; engines/oauth.test.mjs has them",
  no_such_consent: "needs a database; engines/oauth.test.mjs has them",
  consents_unreadable: "needs a database that fails; engines/oauth.test.mjs has one",
  site_exists: "needs sites that can be changed; admin-sites.test.mjs has them",
  no_such_caller: "needs a database; admin-callers.test.mjs has them",
  callers_unreadable: "needs a store of callers that fails; admin-callers.test.mjs has one",
  keys_unreachable: "needs keys of signed tokens that are down; signed-tokens.test.mjs has them",
  internal: "what fails here that should not is a bug",
  site_unreadable: "of sites in Workers KV alone; sites.test.mjs has them",
  no_such_endpoint: "needs a database; engines/event-routes.test.mjs has one",
  journal_unreadable: "needs a journal that fails; journal.test.mjs has one",
  journal_unwritable: "needs a journal that fails; journal.test.mjs has one",
  stopping: "of a process that is about to end; dying.test.mjs has them",
  no_such_job: "of jobs, which need a database; engines/jobs.test.mjs has them",
  wrong_job_state: "of jobs, which need a database; engines/jobs.test.mjs has them",
  key_in_use: "needs a shop that holds a write; idempotency.test.mjs has one",
  key_reused: "of requests with a key; idempotency.test.mjs has them",
  shop_busy: "needs a shop with more callers than it is given; shelter.test.mjs has one",
  shop_down: "needs a shop that hangs for all; shelter.test.mjs has one",
  not_undoable: "needs a write whose outcome nobody knows; noted.test.mjs has one",
};
