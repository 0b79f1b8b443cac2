// The page of the consent: who may give it, for what, and until when.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { bearer } from "../edge/support/callers.mjs";
import { eachCase } from "../js/support/table.mjs";
import {
  administer,
  authorizeQuery,
  callTool,
  decide,
  exchange,
  granted,
  openConsent,
  pkce,
  register,
  resourceAt,
  startOAuthWorld,
  tokens,
  USUAL,
} from "./support/oauth-world.mjs";

const { engine, skip } = USUAL;
let world;
before(async () => {
  if (!skip) world = await startOAuthWorld(engine);
});
after(() => world?.stop());

/** Who tries to consent at `shop`, with which scopes, and what the token then has; `null` for none. */
const GIVERS = [
  ["a writer who ticks nothing", "writer", [], "read"],
  [
    "a writer who ticks all",
    "writer",
    ["content", "orders", "customers"],
    "read content orders customers",
  ],
  ["a writer who forges a scope", "writer", ["admin", "orders"], "read orders"],
  ["a reader who ticks orders", "reader", ["orders"], "read"],
  ["somebody of another site", "elsewhere", ["orders"], null],
  ["an assistant for single customers", "claimed", [], null],
  ["an administrator, who runs no action", "admin", ["orders"], null],
  ["somebody whose token has expired", "expired", [], null],
];

test("given somebody who consents, then the app gets no more than they have", { skip }, () =>
  eachCase("givers", GIVERS, async (name, scopes, expected) => {
    const client = await register(world);
    const { verifier, challenge } = pkce();
    const page = await openConsent(world, authorizeQuery(world, client, challenge));
    const code = world.callers[name].token;
    const fields = [
      ["handle", page.handle],
      ["decision", "approve"],
      ["code", code],
    ];
    const form = [...fields, ...scopes.map((scope) => ["scope", scope])];
    const response = await decide(world, page, form);
    if (expected === null) {
      assert.equal(response.status, 403);
      assert.equal(response.headers.get("Location"), null);
      assert.ok(!(await response.text()).includes(code));
      return;
    }
    const back = new URL(response.headers.get("Location")).searchParams;
    const issued = await tokens(world, exchange(client, back.get("code"), verifier));
    assert.equal(issued.scope, expected);
  }),
);

test("given a site that nobody set up, then its page looks like any other, and only a token learns that it is not there", {
  skip,
}, async () => {
  const client = await register(world);
  const { challenge } = pkce();
  const pages = await Promise.all(
    ["second", "absent"].map((site) =>
      openConsent(
        world,
        authorizeQuery(world, client, challenge, { resource: resourceAt(world, site) }),
      ),
    ),
  );
  const neutral = ({ html, handle }, site) =>
    html
      .replaceAll(site, "SITE")
      .replaceAll(handle, "HANDLE")
      .replace(/nonce="[^"]+"/, "");
  assert.equal(neutral(pages[0], "second"), neutral(pages[1], "absent"));
  const [, absent] = pages;
  const { token } = world.callers.writer;
  const answer = await decide(world, absent, {
    handle: absent.handle,
    decision: "approve",
    code: token,
  });
  assert.equal(answer.status, 403);
  assert.match(await answer.text(), /There is no shop of this name/);
});

test("given the form of another browser, a used one or a forged one, then it does nothing", {
  skip,
}, async () => {
  const client = await register(world);
  const { token } = world.callers.writer;
  const open = () => openConsent(world, authorizeQuery(world, client, pkce().challenge));
  const [page, other] = [await open(), await open()];
  const approve = { decision: "approve", code: token };
  const forms = [
    ["another browser", { ...page, cookie: "" }, { ...approve, handle: page.handle }],
    [
      "the cookie of another page",
      { ...page, cookie: other.cookie },
      { ...approve, handle: page.handle },
    ],
    ["a forged handle", page, { ...approve, handle: "A".repeat(43) }],
    ["no handle", page, approve],
  ];
  await eachCase("forms", forms, async (from, fields) => {
    const answer = await decide(world, from, fields);
    assert.equal(answer.status, 400);
    assert.equal(answer.headers.get("Location"), null);
  });
  assert.equal((await decide(world, page, { ...approve, handle: page.handle })).status, 303);
  assert.equal((await decide(world, page, { ...approve, handle: page.handle })).status, 400);
  const denied = await decide(world, other, { decision: "deny", handle: other.handle });
  const { searchParams } = new URL(denied.headers.get("Location"));
  assert.equal(searchParams.get("error"), "access_denied");
  assert.equal(searchParams.get("code"), null);
});

test("given a client with a hostile name, then the page shows it as text, and nothing runs or frames it", {
  skip,
}, async () => {
  const hostile = `</h1><script>alert(1)</script><img src=x onerror=alert(2)>"'&\u202e\u0000${"x".repeat(300)}`;
  const client = await register(world, { client_name: hostile });
  const { html, response } = await openConsent(
    world,
    authorizeQuery(world, client, pkce().challenge),
  );
  assert.equal(response.status, 200);
  assert.ok(!/<script|<img|\u202e/.test(html));
  const policy = response.headers.get("Content-Security-Policy");
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.match(policy, /form-action 'self' http:\/\/localhost:7777;/);
  assert.equal(response.headers.get("X-Frame-Options"), "DENY");
});

test("given an invitation, then its link works once, in one browser, at one site, for what it says", {
  skip,
}, async () => {
  const made = await administer(world, "POST", "/invitations", {
    site: "shop",
    name: "merchant",
    level: "read",
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const link = await fetch(made.body.link);
  assert.equal(link.status, 200);
  assert.match(await link.text(), new RegExp(resourceAt(world)));
  const [cookie] = link.headers.getSetCookie().map((one) => one.split(";")[0]);
  const client = await register(world);
  const { verifier, challenge } = pkce();
  const query = authorizeQuery(world, client, challenge);
  const elsewhere = await openConsent(
    world,
    authorizeQuery(world, client, challenge, { resource: resourceAt(world, "other") }),
    { Cookie: cookie },
  );
  assert.match(elsewhere.html, /name="code"/);
  const page = await openConsent(world, query, { Cookie: cookie });
  assert.ok(page.html.includes("merchant") && !page.html.includes('name="code"'));
  const browser = { ...page, cookie: `${page.cookie}; ${cookie}` };
  const response = await decide(world, browser, [
    ["handle", page.handle],
    ["decision", "approve"],
    ["scope", "orders"],
  ]);
  assert.equal(response.status, 303, await response.text());
  const code = new URL(response.headers.get("Location")).searchParams.get("code");
  const issued = await tokens(world, exchange(client, code, verifier));
  assert.equal(issued.scope, "read");
  assert.equal((await callTool(world, issued.access_token, "get_stock", { id: 5 })).status, 200);
  const line = world.lines.findLast(({ action }) => action === "get_stock");
  assert.match(line.caller, /^merchant \(oauth [0-9a-f]{8}\)$/);
  assert.equal((await fetch(made.body.link)).status, 404);
  assert.equal(
    (
      await administer(
        world,
        "POST",
        "/invitations",
        { site: "shop", name: "x", level: "read" },
        world.callers["admin of another"],
      )
    ).status,
    403,
  );
});

const INVITATIONS = [
  ["no site", { site: undefined }, "site"],
  ["a site that is no id", { site: "../x" }, "site"],
  ["no name", { name: "" }, "name"],
  ["a level that is none", { level: "everything" }, "level"],
  ["an admin", { level: "admin" }, "level"],
  ["an action that is not there", { level: ["nothing"] }, "level"],
  ["no time", { minutes: 0 }, "minutes"],
  ["too long", { minutes: 43_201 }, "minutes"],
];

test("given an invitation that means nothing, then it is refused with its field", { skip }, () =>
  eachCase("invitations", INVITATIONS, async (change, field) => {
    const usual = { site: "shop", name: "merchant", level: "read" };
    const { status, body } = await administer(world, "POST", "/invitations", {
      ...usual,
      ...change,
    });
    assert.equal(status, 422, JSON.stringify(body));
    assert.equal(body.field, field);
  }),
);

test("given a token that consented, then what became of it in the store counts at the next call", {
  skip,
}, async () => {
  const admin = async (method, path, body) => {
    const response = await world.fetch(`/v1/admin/callers${path}`, {
      method,
      headers: { ...bearer(world.callers.admin), "Content-Type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    assert.ok(response.ok, text);
    return text === "" ? undefined : JSON.parse(text);
  };
  const added = await admin("POST", "", { name: "stored", sites: ["shop"], level: "write" });
  const { id } = added.caller;
  const scopes = ["customers"];
  const agent = await granted(world, { code: added.token, scopes });
  const status = async () =>
    (await callTool(world, agent.access_token, "get_stock", { id: 5 })).status;
  const write = async () => {
    const input = { id: 2, firstname: "Ada", preview: true };
    const { body } = await callTool(world, agent.access_token, "update_customer", input);
    return body.result.isError === true ? JSON.parse(body.result.content[1].text).kind : "done";
  };
  const steps = [
    ["as it was", () => {}, 200, "done"],
    ["reading alone", () => admin("PATCH", `/${id}`, { level: "read" }), 200, "forbidden"],
    ["writing again", () => admin("PATCH", `/${id}`, { level: "write" }), 200, "done"],
    ["another site", () => admin("PATCH", `/${id}`, { sites: ["other"] }), 401, null],
    ["the site again", () => admin("PATCH", `/${id}`, { sites: ["shop"] }), 200, "done"],
    ["disabled", () => admin("PATCH", `/${id}`, { disabled: true }), 401, null],
    ["enabled", () => admin("PATCH", `/${id}`, { disabled: false }), 200, "done"],
    ["held to customers", () => admin("PATCH", `/${id}`, { claim: "required" }), 401, null],
    ["held no more", () => admin("PATCH", `/${id}`, { claim: null }), 200, "done"],
    ["replaced at once", () => admin("POST", `/${id}/rotate`, { overlapMinutes: 0 }), 401, null],
  ];
  await eachCase("changes of the giver", steps, async (change, expected, written) => {
    await change();
    assert.equal(await status(), expected);
    if (written !== null) assert.equal(await write(), written);
  });
});

test("given an invitation that two use at once, then one consent comes of it", {
  skip,
}, async () => {
  const rounds = 5;
  for (let round = 0; round < rounds; round += 1) {
    const invitation = { site: "shop", name: "merchant", level: "read" };
    const { body } = await administer(world, "POST", "/invitations", invitation);
    const client = await register(world);
    const pages = await Promise.all(
      Array.from({ length: 4 }, () =>
        openConsent(world, authorizeQuery(world, client, pkce().challenge)),
      ),
    );
    const answers = await Promise.all(
      pages.map((page) =>
        decide(world, page, { handle: page.handle, decision: "approve", code: body.code }),
      ),
    );
    assert.equal(answers.filter(({ status }) => status === 303).length, 1);
  }
  console.log(`${rounds} invitations, four times at once`);
});
