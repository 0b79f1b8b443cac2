// The keys that signed tokens are verified by.
import assert from "node:assert/strict";
import { test } from "node:test";
import { exportJWK, generateKeyPair } from "jose";
import { startServer } from "../js/support/http-server.mjs";
import { eachCase } from "../js/support/table.mjs";
import { load } from "./support/here.mjs";
import { manage } from "./support/managed.mjs";
import { BY_SECRET, bytes, NOW, sign } from "./support/signed.mjs";

const { keysAt } = await load("signatures/keys-at.ts");

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
