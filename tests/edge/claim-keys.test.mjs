// The keys that claims of customers are verified by.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { exportJWK, generateKeyPair } from "jose";
import { HOLDER } from "../js/support/held.mjs";
import { startServer } from "../js/support/http-server.mjs";
import { eachCase } from "../js/support/table.mjs";
import { bearer } from "./support/callers.mjs";
import { bytes, callers, claim, SECRET, startClaimed } from "./support/claims.mjs";

const OWN = ["get_customer", { id: HOLDER.id }];

let world;
before(async () => {
  world = await startClaimed();
});
after(() => world.stop());

test("given public keys, as text or at an address, then claims of their private key count and no others", async () => {
  const { publicKey, privateKey } = await generateKeyPair("ES256", { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: "2026", alg: "ES256", use: "sig" };
  const jwks = JSON.stringify({ keys: [jwk] });
  const other = await generateKeyPair("ES256");
  const server = await startServer((_, response) => response.end(jwks));
  const header = { alg: "ES256", kid: "2026" };
  const cases = [
    [await claim({}, { key: privateKey, header }), 200, null],
    [await claim({}, { key: other.privateKey, header }), 401, "signature"],
    [await claim({}, { key: privateKey, header: { ...header, kid: "2025" } }), 401, "signature"],
    // The public key as a secret: whoever reads it could sign.
    [await claim({}, { key: bytes(JSON.stringify(jwk)) }), 401, "signature"],
    [await claim(), 401, "signature"],
  ];
  for (const CLAIM_JWKS of [jwks, server.url]) {
    const at = await world.started({ CLAIM_JWKS });
    for (const [held, status, reason] of cases) {
      const answer = await world.run(...OWN, { held, at });
      assert.deepEqual([answer.status, answer.line.claim], [status, reason], answer.text);
    }
  }
  await server.stop();
  const [[held]] = cases;
  const gone = await world.run(...OWN, {
    held,
    at: await world.started({ CLAIM_JWKS: server.url }),
  });
  assert.deepEqual([gone.status, gone.line.claim], [401, "keys"]);
  const none = await world.run(...OWN, { held, at: await world.started({}) });
  assert.deepEqual([none.status, none.line.claim], [401, "not_configured"]);
});

const SETTINGS = [
  ["a short secret", { CLAIM_SECRET: "short" }, "CLAIM_SECRET"],
  ["a secret and keys", { CLAIM_SECRET: SECRET, CLAIM_JWKS: '{"keys":[]}' }, "CLAIM_JWKS"],
  ["no keys", { CLAIM_JWKS: '{"keys":[]}' }, "CLAIM_JWKS"],
  ["no JSON", { CLAIM_JWKS: "{" }, "CLAIM_JWKS"],
  ["a secret key", { CLAIM_JWKS: '{"keys":[{"kty":"oct","k":"c2VjcmV0"}]}' }, "CLAIM_JWKS"],
  ["a private key", { CLAIM_JWKS: '{"keys":[{"kty":"OKP","d":"c2VjcmV0"}]}' }, "CLAIM_JWKS"],
  ["an address without TLS", { CLAIM_JWKS: "http://keys.example/jwks" }, "CLAIM_JWKS"],
  ["no address", { CLAIM_JWKS: "keys" }, "CLAIM_JWKS"],
];

test("given settings that could verify nothing, then the worker says which, and serves nothing", () =>
  eachCase("settings", SETTINGS, async (settings, setting) => {
    const at = await world.started(settings);
    const response = await at.fetch("/v1/sites", { headers: bearer(callers.writer) });
    const { kind, hint } = await response.json();
    assert.equal(kind, "not_configured");
    assert.ok(hint.includes(setting), hint);
  }));
