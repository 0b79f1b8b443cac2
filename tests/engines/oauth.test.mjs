// The worker's own authorization server on each database: what clients do, and what must not work.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { bearer } from "../edge/support/callers.mjs";
import { eachCase } from "../js/support/table.mjs";
import { ENGINES } from "./support/engines.mjs";
import {
  administer,
  authorizeQuery,
  callTool,
  consent,
  decide,
  exchange,
  granted,
  openConsent,
  pkce,
  REDIRECT,
  register,
  renewal,
  resourceAt,
  startOAuthWorld,
  tokens,
  toldBy,
} from "./support/oauth-world.mjs";

for (const [name, { skip }] of Object.entries(ENGINES)) {
  test(`given ${name}, then a client registers, is allowed, calls, steps up, renews and is withdrawn, also over a restart`, {
    skip,
  }, async () => {
    const world = await startOAuthWorld(name);
    try {
      await wholeWay(world);
    } finally {
      await world.stop();
    }
  });
}

async function wholeWay(world) {
  const { token } = world.callers.writer;
  const unauthorized = await callTool(world, "nothing", "get_product");
  assert.equal(unauthorized.status, 401);
  const challenge = unauthorized.headers.get("WWW-Authenticate");
  const [, address] = /resource_metadata="([^"]+)"/.exec(challenge);
  const resource = await (await fetch(address)).json();
  assert.equal(resource.resource, resourceAt(world));
  assert.deepEqual(resource.scopes_supported, ["read", "content", "orders", "customers"]);
  const [issuer] = resource.authorization_servers;
  const server = await (await fetch(`${issuer}/.well-known/oauth-authorization-server`)).json();
  assert.equal(server.issuer, issuer);
  assert.deepEqual(server.code_challenge_methods_supported, ["S256"]);
  // It would tell which sites there are.
  assert.equal(server.protected_resources, undefined);

  const first = await granted(world, { code: token });
  assert.equal(first.scope, "read");
  const product = await callTool(world, first.access_token, "get_product", { id: 5 });
  assert.equal(toldBy(product).products[0].id, 5);
  const refused = await callTool(world, first.access_token, "update_customer", { id: 1 });
  assert.equal(refused.status, 403);
  assert.match(
    refused.headers.get("WWW-Authenticate"),
    /error="insufficient_scope", scope="read customers"/,
  );

  await world.restart();
  const second = await granted(world, { code: token, scopes: ["customers"] });
  const input = { id: 2, firstname: "Ada", preview: true };
  const preview = await callTool(world, second.access_token, "update_customer", input);
  assert.ok(toldBy(preview).token, JSON.stringify(preview.body));
  const renewed = await tokens(world, renewal(second.client, second.refresh_token));
  assert.equal(renewed.scope, "read customers");
  assert.equal((await callTool(world, renewed.access_token, "get_stock", { id: 5 })).status, 200);

  const { body } = await administer(world, "GET", "/consents?site=shop");
  assert.equal(body.consents.length, 2);
  assert.ok(body.consents.every(({ givenBy, by }) => givenBy === "writer" && by === "token"));
  assert.ok(!JSON.stringify(body).includes(token));
  for (const { id } of body.consents) {
    assert.equal((await administer(world, "DELETE", `/consents/${id}`)).status, 204);
  }
  assert.equal((await callTool(world, renewed.access_token, "get_stock", { id: 5 })).status, 401);
  const late = await tokens(world, renewal(second.client, renewed.refresh_token));
  assert.equal(late.error, "invalid_grant");
}

const engine = ENGINES.postgres.skip ? "sqlite" : "postgres";
const { skip } = ENGINES[engine];
let world;
before(async () => {
  if (!skip) world = await startOAuthWorld(engine);
});
after(() => world?.stop());

/** What somebody who has the code, or stands between, may try with it; each time with a new one. */
const WITH_A_CODE = [
  ["a wrong verifier", { code_verifier: "w".repeat(43) }, "invalid_grant"],
  ["no verifier", { code_verifier: null }, "invalid_request"],
  ["the challenge as verifier", ({ challenge }) => ({ code_verifier: challenge }), "invalid_grant"],
  ["another address of the client", { redirect_uri: `${REDIRECT}/other` }, "invalid_grant"],
  [
    "another port of the client",
    { redirect_uri: "http://localhost:7778/callback" },
    "invalid_grant",
  ],
  ["an address of others", { redirect_uri: "https://evil.example/" }, "invalid_grant"],
  ["another client", ({ other }) => ({ client_id: other.client_id }), "invalid_grant"],
  ["a client that is not there", { client_id: "nobody" }, "invalid_client"],
  [
    "the address of another site",
    () => ({ resource: resourceAt(world, "other") }),
    "invalid_target",
  ],
  ["an address elsewhere", { resource: "https://evil.example/mcp/shop" }, "invalid_target"],
  ["more scopes than allowed", { scope: "orders customers" }, "invalid_scope"],
  ["a code with another end", ({ code }) => ({ code: `${code.slice(0, -1)}_` }), "invalid_grant"],
  ["a code of nothing", { code: "code" }, "invalid_grant"],
  ["a grant type of passwords", { grant_type: "password" }, "unsupported_grant_type"],
  ["a grant type of clients", { grant_type: "client_credentials" }, "unsupported_grant_type"],
  [
    "an exchange of tokens",
    { grant_type: "urn:ietf:params:oauth:grant-type:token-exchange" },
    "unsupported_grant_type",
  ],
];

test("given a code in the wrong hands, then no token comes of it", { skip }, async () => {
  const other = await register(world);
  const client = await register(world);
  await eachCase("uses of a code", WITH_A_CODE, async (change, error) => {
    const { verifier, challenge } = pkce();
    const given = { challenge, code: world.callers.writer.token };
    const code = (await consent(world, client, given)).get("code");
    const changed = typeof change === "function" ? change({ challenge, other, code }) : change;
    const answer = await tokens(world, exchange(client, code, verifier, changed));
    assert.equal(answer.error, error, JSON.stringify(answer));
    assert.equal(answer.access_token, undefined);
  });
});

test("given a code that comes twice, then it counts once, and what came of it ends", {
  skip,
}, async () => {
  const first = await granted(world, { code: world.callers.writer.token });
  assert.equal((await callTool(world, first.access_token, "get_stock", { id: 5 })).status, 200);
  const again = await tokens(world, exchange(first.client, first.code, first.verifier));
  assert.equal(again.error, "invalid_grant");
  assert.equal((await callTool(world, first.access_token, "get_stock", { id: 5 })).status, 401);
  assert.equal(
    (await tokens(world, renewal(first.client, first.refresh_token))).error,
    "invalid_grant",
  );

  const rounds = 5;
  for (let round = 0; round < rounds; round += 1) {
    const client = await register(world);
    const { verifier, challenge } = pkce();
    const given = { challenge, code: world.callers.writer.token };
    const code = (await consent(world, client, given)).get("code");
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => tokens(world, exchange(client, code, verifier))),
    );
    assert.ok(answers.filter(({ status }) => status === 200).length <= 1);
  }
  console.log(`${rounds} codes, eight times at once`);
});

/** What a client may ask for; where it leads: to the client with an error, or nowhere. */
const REQUESTS = [
  ["no challenge", { code_challenge: null, code_challenge_method: null }, "invalid_request"],
  ["a plain challenge", { code_challenge_method: "plain" }, "invalid_request"],
  ["a challenge without its method", { code_challenge_method: null }, "invalid_request"],
  ["an implicit grant", { response_type: "token" }, "unsupported_response_type"],
  ["an address elsewhere", { resource: "https://evil.example/mcp/shop" }, "invalid_target"],
  ["no site", () => ({ resource: `${world.publicUrl}/mcp/` }), "invalid_target"],
  ["a path below a site", () => ({ resource: `${resourceAt(world)}/more` }), "invalid_target"],
  ["no address at all", { resource: null }, null],
  ["a client that is not there", { client_id: "nobody" }, null],
  ["an address that was not registered", { redirect_uri: "https://evil.example/" }, null],
  ["a path that was not registered", { redirect_uri: `${REDIRECT}/../evil` }, null],
  [
    "a host that begins alike",
    { redirect_uri: "http://localhost.evil.example:7777/callback" },
    null,
  ],
  ["a user in the address", { redirect_uri: "http://localhost:7777@evil.example/callback" }, null],
  ["a fragment", { redirect_uri: `${REDIRECT}#evil` }, null],
  ["a script", { redirect_uri: "javascript:alert(1)" }, null],
  ["data", { redirect_uri: "data:text/html,evil" }, null],
  ["no redirect", { redirect_uri: null }, null],
  ["a document that is private", { client_id: "https://127.0.0.1/client.json" }, null],
  ["a document of the metadata service", { client_id: "https://169.254.169.254/latest" }, null],
];

test("given a request that is not in order, then nobody is asked, and nobody is led elsewhere", {
  skip,
}, async () => {
  const clients = [
    await register(world),
    await register(world, { token_endpoint_auth_method: "client_secret_post" }),
  ];
  const cases = clients.flatMap((client) =>
    REQUESTS.map(([name, ...rest]) => [name, client, ...rest]),
  );
  await eachCase("requests", cases, async (client, change, error) => {
    const { challenge } = pkce();
    const changed = typeof change === "function" ? change() : change;
    const { response, html, handle } = await openConsent(
      world,
      authorizeQuery(world, client, challenge, changed),
    );
    assert.equal(handle, undefined, html);
    const location = response.headers.get("Location");
    if (error === null) {
      assert.equal(location, null);
      assert.equal(response.status, 400);
      return;
    }
    const { origin, pathname, searchParams } = new URL(location);
    assert.equal(`${origin}${pathname}`, REDIRECT);
    assert.equal(searchParams.get("error"), error);
    assert.equal(searchParams.get("state"), "state of the client");
    assert.equal(searchParams.get("iss"), world.publicUrl);
    assert.equal(searchParams.get("code"), null);
  });
});

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

test("given an access token, then it opens the MCP address of its site and nothing else", {
  skip,
}, async () => {
  const {
    access_token: token,
    client,
    refresh_token,
  } = await granted(world, {
    code: world.callers.writer.token,
    scopes: ["content", "orders", "customers"],
  });
  const places = ["/v1/actions", "/v1/sites", "/v1/sites/shop/access", "/v1/admin/callers"];
  await eachCase(
    "places",
    places.map((path) => [path, path]),
    async (path) => {
      assert.equal((await world.fetch(path, { headers: bearer({ token }) })).status, 401);
    },
  );
  for (const site of ["other", "absent"]) {
    const answer = await callTool(world, token, "get_stock", { id: 5 }, site);
    assert.equal(answer.status, 401);
    assert.match(answer.headers.get("WWW-Authenticate"), /error="invalid_token"/);
  }
  const renewals = [
    ["the address of another site", { resource: resourceAt(world, "other") }, "invalid_target"],
    ["another client", { client_id: (await register(world)).client_id }, "invalid_grant"],
    ["an access token in its place", { refresh_token: token }, "invalid_grant"],
    ["a scope that is none", { scope: "admin" }, "invalid_scope"],
  ];
  await eachCase("renewals", renewals, async (change, error) => {
    assert.equal((await tokens(world, renewal(client, refresh_token, change))).error, error);
  });
  const narrow = await tokens(world, renewal(client, refresh_token, { scope: "read" }));
  assert.equal(narrow.scope, "read");
  const refused = await callTool(world, narrow.access_token, "update_order_status", { id: 1 });
  assert.equal(refused.status, 403);
  // The next renewal may have all that was allowed, and never more.
  const wide = await tokens(
    world,
    renewal(client, narrow.refresh_token, { scope: "read orders everything" }),
  );
  assert.equal(wide.scope, "read orders");
});

test("given a scope that is missing in a batch, then none of its messages runs", {
  skip,
}, async () => {
  const { access_token } = await granted(world, { code: world.callers.writer.token });
  const call = (id, name) => ({
    jsonrpc: "2.0",
    id,
    method: "tools/call",
    params: { name, arguments: { id: 5 } },
  });
  const response = await world.fetch("/mcp/shop", {
    method: "POST",
    headers: {
      ...bearer({ token: access_token }),
      Accept: "application/json, text/event-stream",
      "Content-Type": "application/json",
    },
    body: JSON.stringify([
      call(1, "get_stock"),
      call(2, "undo_change"),
      call(3, "update_product_content"),
    ]),
  });
  assert.equal(response.status, 403);
  assert.match(response.headers.get("WWW-Authenticate"), /scope="read content orders customers"/);
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
