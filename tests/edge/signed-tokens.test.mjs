// Tokens that a dashboard signs for its users.
import assert from "node:assert/strict";
import { test } from "node:test";
import { generateKeyPair, UnsecuredJWT } from "jose";
import { eachCase } from "../js/support/table.mjs";
import { manage } from "./support/managed.mjs";
import { AUDIENCE, BY_SECRET, bytes, ISSUER, NOW, SECRET, sign } from "./support/signed.mjs";

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
