// Requests, codes and tokens of the worker's own authorization server in the wrong hands.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { bearer } from "../edge/support/callers.mjs";
import { eachCase } from "../js/support/table.mjs";
import {
  authorizeQuery,
  callTool,
  consent,
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
  USUAL,
} from "./support/oauth-world.mjs";

const { engine, skip } = USUAL;
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
