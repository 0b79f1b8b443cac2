// Access tokens of an authorization server elsewhere.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import { bearer, makeCaller } from "../edge/support/callers.mjs";
import { load, serveHere } from "../edge/support/here.mjs";
import { startServer } from "../js/support/http-server.mjs";
import { eachCase } from "../js/support/table.mjs";
import { callTool } from "./support/oauth-world.mjs";

const { createWorker } = await load("worker.ts");

const PUBLIC_URL = "https://worker.example";
const ISSUER = "https://login.example";
const RESOURCE = `${PUBLIC_URL}/mcp/shop`;
const seconds = () => Math.floor(Date.now() / 1000);
const site = { url: "http://127.0.0.1:1", key: "A".repeat(32) };
const owner = makeCaller("owner");

const keys = await generateKeyPair("RS256", { extractable: true });
const others = await generateKeyPair("RS256");
const jwk = { ...(await exportJWK(keys.publicKey)), kid: "1", alg: "RS256", use: "sig" };
const JWKS = JSON.stringify({ keys: [jwk] });

const started = [];
const start = async (settings) => {
  const worker = await serveHere(createWorker, {
    SITES: JSON.stringify({ shop: site, other: site }),
    CALLERS: JSON.stringify([owner.entry]),
    RATE_PER_MINUTE: "100000",
    WRONG_TOKENS_PER_MINUTE: "100000",
    PUBLIC_URL,
    OAUTH_ISSUER: ISSUER,
    ...settings,
  });
  started.push(worker);
  return worker;
};
let worker;
before(async () => {
  worker = await start({ OAUTH_JWKS: JWKS });
});
after(() => Promise.all(started.map((one) => one.stop())));

/** A token as the issuer makes it; `null` leaves a claim out. */
async function signed(claims = {}, { key = keys.privateKey, header = {} } = {}) {
  const usual = {
    iss: ISSUER,
    aud: RESOURCE,
    sub: "anna",
    scope: "read",
    iat: seconds(),
    exp: seconds() + 300,
  };
  const whole = Object.entries({ ...usual, ...claims }).filter(([, value]) => value !== null);
  return new SignJWT(Object.fromEntries(whole))
    .setProtectedHeader({ alg: "RS256", kid: "1", typ: "at+jwt", ...header })
    .sign(key);
}

const bytes = (text) => new TextEncoder().encode(text);
/** A token that says no more than its issuer, with a signature of any kind. */
const forged = (header, key) => signed({}, { header, key });

/** By what it has: the token, and why it is refused in the log; `null` where it counts. */
const TOKENS = [
  ["everything", () => signed(), null],
  [
    "two audiences, one of them this",
    () => signed({ aud: ["https://api.example", RESOURCE] }),
    null,
  ],
  ["a clock that is a little ahead", () => signed({ nbf: seconds() + 20 }), null],
  ["another key", () => signed({}, { key: others.privateKey }), "signature"],
  ["a key that nobody knows", () => signed({}, { header: { kid: "2" } }), "signature"],
  [
    "no signature",
    () =>
      new UnsecuredJWT({ iss: ISSUER, aud: RESOURCE, sub: "anna", exp: seconds() + 60 }).encode(),
    "signature",
  ],
  ["the public key as a secret", () => forged({ alg: "HS256" }, bytes(JWKS)), "signature"],
  ["the modulus as a secret", () => forged({ alg: "HS256" }, bytes(jwk.n)), "signature"],
  ["the address of another site", () => signed({ aud: `${PUBLIC_URL}/mcp/other` }), "audience"],
  ["the worker as a whole", () => signed({ aud: PUBLIC_URL }), "audience"],
  ["a longer address", () => signed({ aud: `${RESOURCE}/more` }), "audience"],
  ["the id of a client, as identity tokens have", () => signed({ aud: "client-1" }), "audience"],
  ["no audience", () => signed({ aud: null }), "audience"],
  ["another issuer", () => signed({ iss: "https://evil.example" }), "unknown"],
  ["an issuer with a slash", () => signed({ iss: `${ISSUER}/` }), "unknown"],
  ["no issuer", () => signed({ iss: null }), "unknown"],
  ["an end in the past", () => signed({ exp: seconds() - 60 }), "expired"],
  ["no end", () => signed({ exp: null }), "exp"],
  ["a beginning in the future", () => signed({ nbf: seconds() + 120 }), "nbf"],
  ["nobody", () => signed({ sub: null }), "sub"],
  ["a name with a line break", () => signed({ sub: "anna\n" }), "sub"],
  ["a name too long", () => signed({ sub: "a".repeat(129) }), "sub"],
];

test("given an access token of another issuer, then it counts by its keys, for the address of its site alone", () =>
  eachCase("access tokens", TOKENS, async (make, reason) => {
    const answer = await callTool(worker, await make(), "get_stock", { id: 5 });
    const line = worker.lines.at(-1);
    assert.equal(answer.status, reason === null ? 200 : 401);
    assert.equal(line.refused, reason);
    if (reason === null) assert.equal(line.caller, "oauth:anna");
    else assert.match(answer.headers.get("WWW-Authenticate"), /error="invalid_token"/);
  }));

/** The scope of a token, a tool, and the scopes it then has to ask for; `null` where it has enough. */
const STEPS = [
  ["read", "get_stock", null],
  ["read", "update_product_content", "read content"],
  ["read content", "update_product_seo", null],
  ["read", "set_tracking_number", "read orders"],
  ["orders", "update_order_status", null],
  ["orders", "get_order", "orders read"],
  ["read customers", "update_customer", null],
  ["customers", "undo_change", null],
  ["openid profile", "list_changes", "read"],
  ["", "get_stock", "read"],
];

test("given the scopes of a token, then what an action writes decides, and the challenge names what is missing", () =>
  eachCase(
    "scopes",
    STEPS.map(([scope, tool, asked]) => [`${scope}: ${tool}`, scope, tool, asked]),
    async (scope, tool, asked) => {
      for (const claims of [{ scope }, { scope: null, scp: scope.split(" ") }]) {
        const { status, headers } = await callTool(worker, await signed(claims), tool, { id: 5 });
        assert.equal(status, asked === null ? 200 : 403);
        if (asked === null) continue;
        assert.ok(
          headers.get("WWW-Authenticate").includes(`error="insufficient_scope", scope="${asked}"`),
        );
      }
    },
  ));

test("given a caller's own token, then it works beside, and an access token works at no other address", async () => {
  assert.equal((await callTool(worker, owner.token, "get_stock", { id: 5 })).status, 200);
  for (const path of ["/v1/sites", "/v1/sites/shop/access"]) {
    assert.equal(
      (await worker.fetch(path, { headers: bearer({ token: await signed() }) })).status,
      401,
    );
  }
  // A shop that is not there takes no write, so that only the order of the refusals is seen here.
  const write = await callTool(worker, await signed({ scope: "customers" }), "update_customer", {
    id: 1,
    firstname: "A",
  });
  assert.match(JSON.stringify(write.body), /confirmation_required/);
  const free = await start({ OAUTH_JWKS: JWKS, OAUTH_CONFIRM: "none" });
  const sent = await callTool(free, await signed({ scope: "customers" }), "update_customer", {
    id: 1,
    firstname: "A",
  });
  assert.doesNotMatch(JSON.stringify(sent.body), /confirmation_required/);
});

test("given an issuer whose keys are found by its metadata, then they are, and while it is down nobody is told that a token is wrong", async () => {
  let isDown = true;
  let metadata;
  const server = await startServer((request, response) => {
    if (isDown) return response.writeHead(503).end();
    response.writeHead(200, { "Content-Type": "application/json" });
    response.end(request.url.endsWith("/jwks") ? JWKS : JSON.stringify(metadata));
  });
  const issuer = `${server.url}/tenant`;
  const token = await signed({ iss: issuer });
  try {
    for (const [named, expected] of [
      [issuer, 200],
      ["https://login.example", 503],
    ]) {
      isDown = true;
      metadata = { issuer: named, jwks_uri: `${server.url}/jwks` };
      const at = await start({ OAUTH_ISSUER: issuer });
      const down = await callTool(at, token, "get_stock", { id: 5 });
      assert.equal(down.status, 503);
      assert.equal(down.body.kind, "keys_unreachable");
      isDown = false;
      const fresh = await start({ OAUTH_ISSUER: issuer });
      assert.equal((await callTool(fresh, token, "get_stock", { id: 5 })).status, expected, named);
    }
  } finally {
    await server.stop();
  }
});

const SETTINGS = [
  ["no address of the worker", { PUBLIC_URL: "" }, "PUBLIC_URL"],
  ["an address without TLS", { PUBLIC_URL: "http://worker.example" }, "PUBLIC_URL"],
  ["an address with a path", { PUBLIC_URL: "https://worker.example/edge" }, "PUBLIC_URL"],
  ["no database", { OAUTH_ISSUER: "own" }, "OAUTH_ISSUER"],
  ["an issuer without TLS", { OAUTH_ISSUER: "http://login.example" }, "OAUTH_ISSUER"],
  ["an issuer with a query", { OAUTH_ISSUER: "https://login.example?a" }, "OAUTH_ISSUER"],
  ["a secret as keys", { OAUTH_JWKS: '{"keys":[{"kty":"oct","k":"c2VjcmV0"}]}' }, "OAUTH_JWKS"],
  ["another word", { OAUTH_CONFIRM: "yes" }, "OAUTH_CONFIRM"],
];

test("given settings that could not work, then the worker names the one, and serves nothing", () =>
  eachCase("settings", SETTINGS, async (settings, setting) => {
    const at = await start(settings);
    const answer = await callTool(at, owner.token, "get_stock", { id: 5 });
    assert.equal(answer.status, 503);
    assert.match(answer.body.hint, new RegExp(setting));
  }));
