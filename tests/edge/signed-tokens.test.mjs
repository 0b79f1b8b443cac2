// Tokens that a dashboard signs for its users.
import assert from "node:assert/strict";
import { test } from "node:test";
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import { startServer } from "../js/support/http-server.mjs";
import { eachCase } from "../js/support/table.mjs";
import { load } from "./support/here.mjs";
import { manage } from "./support/managed.mjs";

const { keysAt } = await load("signatures/keys-at.ts");

const SECRET = "the secret of a dashboard, long enough for HS256";
const ISSUER = "https://dashboard.example";
const AUDIENCE = "https://worker.example";
const BY_SECRET = { TOKEN_ISSUER: ISSUER, TOKEN_AUDIENCE: AUDIENCE, TOKEN_SECRET: SECRET };
const bytes = (text) => new TextEncoder().encode(text);
/** The time of the workers, in seconds. */
const NOW = Date.parse("2026-11-30T12:00:00Z") / 1000;

/** A token as a dashboard signs it; a member that is `null` is left out. */
function sign(payload = {}, { key = bytes(SECRET), header = { alg: "HS256" } } = {}) {
  const whole = {
    ...{ iss: ISSUER, aud: AUDIENCE, iat: NOW, exp: NOW + 600 },
    ...{ sub: "ann", site: "tea", level: "read" },
    ...payload,
  };
  const known = Object.entries(whole).filter(([, value]) => value !== null);
  return new SignJWT(Object.fromEntries(known)).setProtectedHeader(header).sign(key);
}

/** What a token that is right opens: `[what, payload, the sites it sees, whether it may run a write]`. */
const RIGHT = [
  ["one site", {}, ["tea"], false],
  ["some sites", { site: null, sites: ["tea", "clay"] }, ["clay", "tea"], false],
  ["all sites", { site: null, sites: "*" }, ["clay", "leaf", "tea"], false],
  ["a level that writes", { level: "write" }, ["tea"], true],
  ["named actions", { level: ["update_product_content"] }, ["tea"], true],
  ["several audiences", { aud: ["https://other.example", AUDIENCE] }, ["tea"], false],
  ["an id of another kind", { sub: "auth0|5f7c8ec7c33c6c004bbafe82" }, ["tea"], false],
  ["clocks that differ", { iat: NOW + 25, nbf: NOW + 25 }, ["tea"], false],
  ["an end that is just past", { exp: NOW - 25, iat: NOW - 100 }, ["tea"], false],
  ["the longest life", { exp: NOW + 3_600 }, ["tea"], false],
  ["members of the dashboard's own", { email: "ann@example.com", roles: ["x"] }, ["tea"], false],
];

test("given a signed token that is right, then it opens its sites with its level, and the log has its subject", async () => {
  const { ask } = manage({ settings: BY_SECRET });
  await eachCase("tokens", RIGHT, async (payload, sites, writes) => {
    const token = await sign(payload);
    const { status, body, line, text } = await ask("GET", "/v1/sites", { token });
    assert.equal(status, 200, `${text} ${line.refused}`);
    assert.deepEqual(
      body.sites.map(({ id }) => id),
      sites,
    );
    assert.equal(line.caller, `jwt:${payload.sub ?? "ann"}`);
    const { body: catalogue } = await ask("GET", "/v1/actions", { token });
    const names = catalogue.actions.map(({ name }) => name);
    assert.equal(names.includes("update_product_content"), writes);
  });
});

const other = await generateKeyPair("ES256");
const wrongKey = { key: bytes("another secret, which is long enough as well") };

/** What does not count: `[what, token, the reason in the log]`. */
const WRONG = [
  ["another secret", () => sign({}, wrongKey), "signature"],
  ["a signature that is cut off", async () => (await sign()).slice(0, -4), "signature"],
  ["a payload that was changed", () => forged({ level: "write" }), "signature"],
  ["no algorithm", () => unsecured(), "algorithm"],
  [
    "a key of the other kind",
    () => sign({}, { key: other.privateKey, header: { alg: "ES256" } }),
    "algorithm",
  ],
  ["another issuer", () => sign({ iss: "https://evil.example" }), "issuer"],
  ["no issuer", () => sign({ iss: null }), "issuer"],
  ["another audience", () => sign({ aud: "https://other.example" }), "audience"],
  ["no audience", () => sign({ aud: null }), "audience"],
  ["an end that is past", () => sign({ iat: NOW - 600, exp: NOW - 31 }), "expired"],
  ["no end", () => sign({ exp: null }), "exp"],
  ["no beginning", () => sign({ iat: null }), "iat"],
  ["a beginning to come", () => sign({ iat: NOW + 31, exp: NOW + 600 }), "iat"],
  ["a time not yet", () => sign({ nbf: NOW + 31 }), "nbf"],
  ["a life too long", () => sign({ exp: NOW + 3_601 }), "lifetime"],
  ["a life of years, begun long ago", () => sign({ iat: NOW - 4_000, exp: NOW + 9e8 }), "expired"],
  ["no subject", () => sign({ sub: null }), "sub"],
  ["a subject with a blank", () => sign({ sub: "ann b" }), "sub"],
  ["a subject with a line break", () => sign({ sub: "ann\nb" }), "sub"],
  ["a subject of 129 letters", () => sign({ sub: "a".repeat(129) }), "sub"],
  ["no site", () => sign({ site: null }), "sites"],
  ["a site and sites", () => sign({ sites: ["clay"] }), "sites"],
  ["a site that is no id", () => sign({ site: "../clay" }), "sites"],
  ["all sites as one", () => sign({ site: "*" }), "sites"],
  ["no sites in a list", () => sign({ site: null, sites: [] }), "sites"],
  ["no level", () => sign({ level: null }), "level"],
  ["another level", () => sign({ level: "owner" }), "level"],
  ["the level of an admin", () => sign({ level: "admin" }), "level"],
  ["an unknown action", () => sign({ level: ["drop_tables"] }), "level"],
  ["a confirmation that is a flag", () => sign({ level: "write", confirm: true }), "confirm"],
  ["a confirmation of nothing", () => sign({ confirm: "required" }), "confirm"],
  ["a customer that is none", () => sign({ customer: { id: 0 } }), "customer"],
  ["a customer by name", () => sign({ customer: { name: "Ann" } }), "customer"],
  [
    "a customer of all shops",
    () => sign({ site: null, sites: "*", customer: { id: 2 } }),
    "customer",
  ],
  [
    "a customer of two shops",
    () => sign({ site: null, sites: ["tea", "clay"], customer: { id: 2 } }),
    "customer",
  ],
  ["writes without a customer", () => sign({ writes: ["update_product_content"] }), "customer"],
  [
    "writes that cannot be held",
    () => sign({ customer: { id: 2 }, writes: ["undo_change"] }),
    "writes",
  ],
  ["the claim of a customer", () => claimOf(), "issuer"],
];

/** Who has no key changes what is signed. */
async function forged(payload) {
  const [header, body, signature] = (await sign()).split(".");
  const read = JSON.parse(Buffer.from(body, "base64url"));
  const changed = Buffer.from(JSON.stringify({ ...read, ...payload })).toString("base64url");
  return [header, changed, signature].join(".");
}

function unsecured() {
  const payload = { iss: ISSUER, aud: AUDIENCE, sub: "ann", site: "tea", level: "write" };
  return new UnsecuredJWT({ ...payload, iat: NOW, exp: NOW + 60 }).encode();
}

/** As a host of conversations signs it, with the same secret. */
function claimOf() {
  return sign({ iss: null, aud: "prestashop-edge", sub: null, level: null, customer: { id: 2 } });
}

test("given a signed token that does not count, then it opens nothing, the log says why, and the caller does not learn it", async () => {
  const { ask } = manage({ settings: BY_SECRET });
  await eachCase("tokens", WRONG, async (make, reason) => {
    const token = await make();
    const { status, body, line } = await ask("GET", "/v1/sites", { token });
    assert.deepEqual([status, body.kind, line.refused], [401, "unauthorized", reason]);
    assert.ok(
      [
        "The token is not valid here.",
        "The token is not known here.",
        "The token has expired.",
      ].includes(body.detail),
    );
    assert.equal(line.caller, null);
    assert.ok(!JSON.stringify(line).includes(token.split(".")[1]));
  });
});

test("given a token that holds to a customer, then every call is held, whatever a header says, and only what it lists may write", async () => {
  const { ask } = manage({ settings: BY_SECRET });
  const token = await sign({ level: "write", customer: { id: 2 } });
  const refused = [
    ["list_changes", {}],
    ["update_product_content", { id: 5, name: "Taken" }],
    ["undo_change", { change: "x" }],
  ];
  await eachCase(
    "actions",
    refused.map(([name, input]) => [name, name, input]),
    async (name, input) => {
      const path = `/v1/sites/tea/actions/${name}`;
      const headers = { "X-Customer-Claim": "none" };
      const { status, body } = await ask("POST", path, { token, body: input, headers });
      assert.deepEqual([status, body.kind], [403, "forbidden"]);
      assert.match(body.detail, /held to a customer/);
    },
  );
});

const pair = async (kid, alg = "ES256") => {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid, alg, use: "sig" };
  return { jwk, by: { key: privateKey, header: { alg, kid } } };
};

test("given public keys, then tokens of their private keys count, of the right key and kind alone", async () => {
  const [one, two, rsa] = await Promise.all([pair("one"), pair("two"), pair("rsa", "RS256")]);
  const keys = [one.jwk, two.jwk, rsa.jwk];
  const settings = { ...BY_SECRET, TOKEN_SECRET: "", TOKEN_JWKS: JSON.stringify({ keys }) };
  const { ask } = manage({ settings });
  const stranger = await pair("one");
  const cases = [
    ["the first key", one.by, 200, null],
    ["the second key", two.by, 200, null],
    ["a key of RSA", rsa.by, 200, null],
    ["a stranger's key with a known name", stranger.by, 401, "signature"],
    ["the key of another name", { ...one.by, header: two.by.header }, 401, "signature"],
    ["an unknown name", { ...one.by, header: { alg: "ES256", kid: "three" } }, 401, "key"],
    ["no name, where several fit", { ...one.by, header: { alg: "ES256" } }, 401, "key"],
    // Whoever reads a public key could sign with it, if it counted as a secret.
    [
      "a public key as a secret",
      { key: bytes(JSON.stringify(one.jwk)), header: { alg: "HS256", kid: "one" } },
      401,
      "algorithm",
    ],
    [
      "another algorithm than the key's",
      { ...rsa.by, header: { alg: "RS384", kid: "rsa" }, key: (await pair("rsa", "RS384")).by.key },
      401,
      "key",
    ],
  ];
  await eachCase("keys", cases, async (by, status, reason) => {
    const answer = await ask("GET", "/v1/sites", { token: await sign({}, by) });
    assert.deepEqual([answer.status, answer.line.refused], [status, reason]);
  });
});

/** A server of keys that counts who asks it; `served.keys` are those it has, `null` for an error. */
async function startKeys(keys) {
  const served = { keys, asked: 0 };
  const server = await startServer((_, response) => {
    served.asked += 1;
    if (served.keys === null) response.writeHead(500);
    response.end(JSON.stringify({ keys: served.keys }));
  });
  return Object.assign(served, { url: server.url, stop: server.stop });
}

test("given keys at an address, then they are fetched once, a new one counts at once, and made-up names do not become requests there", async () => {
  const [one, two] = await Promise.all([pair("one"), pair("two")]);
  const served = await startKeys([one.jwk]);
  const settings = { ...BY_SECRET, TOKEN_SECRET: "", TOKEN_JWKS: served.url };
  const { ask } = manage({ settings });
  const statusOf = async (by) => {
    const { status } = await ask("GET", "/v1/sites", { token: await sign({}, by) });
    return status;
  };
  try {
    for (let at = 0; at < 20; at += 1) assert.equal(await statusOf(one.by), 200);
    assert.equal(served.asked, 1);
    served.keys = [two.jwk];
    assert.equal(await statusOf(two.by), 200, "its name was not known");
    assert.deepEqual([await statusOf(one.by), served.asked], [401, 3], "it was taken out");
    for (let at = 0; at < 200; at += 1) {
      assert.equal(await statusOf({ ...one.by, header: { alg: "ES256", kid: `k${at}` } }), 401);
    }
    assert.ok(served.asked <= 8, `${served.asked} requests for 200 names`);
  } finally {
    await served.stop();
  }
});

test("given an address of keys that is down, then known keys count for an hour, and without any the caller is told to retry", async () => {
  const one = await pair("one");
  const served = await startKeys(null);
  const clock = { now: NOW * 1000 };
  const key = keysAt(new URL(served.url), () => clock.now);
  const header = { alg: "ES256", kid: "one" };
  const { KeysUnreachable } = await load("signatures/keys-at.ts");
  const found = () =>
    key(header, {}).then(
      () => true,
      (thrown) => thrown.constructor.name,
    );
  try {
    assert.equal(KeysUnreachable.name, "KeysUnreachable");
    for (let at = 0; at < 10; at += 1) assert.equal(await found(), "KeysUnreachable");
    assert.equal(served.asked, 1, "it is not asked for each token while it is down");
    served.keys = [one.jwk];
    clock.now += 3_000;
    assert.equal(await found(), true);
    served.keys = null;
    for (const [minutes, expected] of [
      [9, true],
      [11, true],
      [59, true],
      [61, "KeysUnreachable"],
    ]) {
      clock.now = NOW * 1000 + 3_000 + minutes * 60_000;
      assert.equal(await found(), expected, `${minutes} minutes`);
    }
    const before = served.asked;
    for (let at = 0; at < 50; at += 1) await found();
    assert.ok(served.asked - before <= 1);
    served.keys = [one.jwk];
    clock.now -= 7_200_000;
    assert.equal(await found(), true, "a clock that is set back freezes nothing");
  } finally {
    await served.stop();
  }
  const settings = { ...BY_SECRET, TOKEN_SECRET: "", TOKEN_JWKS: served.url };
  const worker = manage({ settings });
  const { status, body } = await worker.ask("GET", "/v1/sites", { token: await sign({}, one.by) });
  assert.deepEqual([status, body.kind, body.retryable], [503, "keys_unreachable", true]);
  assert.equal((await worker.ask("GET", "/v1/sites", { caller: "writer" })).status, 200);
});

const SETTINGS = [
  ["an issuer alone", { TOKEN_ISSUER: ISSUER }, "TOKEN_ISSUER"],
  ["no issuer", { TOKEN_AUDIENCE: AUDIENCE, TOKEN_SECRET: SECRET }, "TOKEN_ISSUER"],
  ["no audience", { TOKEN_ISSUER: ISSUER, TOKEN_SECRET: SECRET }, "TOKEN_AUDIENCE"],
  ["a short secret", { ...BY_SECRET, TOKEN_SECRET: "short" }, "TOKEN_SECRET"],
  ["a secret and keys", { ...BY_SECRET, TOKEN_JWKS: "https://x.example" }, "TOKEN_JWKS"],
  ["the secret of claims", { ...BY_SECRET, CLAIM_SECRET: SECRET }, "TOKEN_SECRET"],
  ["the secret of previews", { ...BY_SECRET, CONFIRM_SECRET: SECRET }, "TOKEN_SECRET"],
  [
    "keys without TLS",
    { ...BY_SECRET, TOKEN_SECRET: "", TOKEN_JWKS: "http://x.example" },
    "TOKEN_JWKS",
  ],
  ["a life of no minutes", { ...BY_SECRET, TOKEN_MINUTES: "0" }, "TOKEN_MINUTES"],
  ["a life of days", { ...BY_SECRET, TOKEN_MINUTES: "1441" }, "TOKEN_MINUTES"],
];

test("given settings by which nothing, or too much, would count, then the worker says which", () =>
  eachCase("settings", SETTINGS, (settings, setting) =>
    assert.throws(
      () => manage({ settings }),
      (thrown) => thrown.setting === setting && !thrown.message.includes(SECRET),
    ),
  ));

test("given a longer life in the settings, then longer tokens count", async () => {
  const { ask } = manage({ settings: { ...BY_SECRET, TOKEN_MINUTES: "480" } });
  const token = await sign({ exp: NOW + 8 * 3_600 });
  assert.equal((await ask("GET", "/v1/sites", { token })).status, 200);
});
