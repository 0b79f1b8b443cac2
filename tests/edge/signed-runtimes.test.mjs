// Signed tokens in every runtime, with keys at an address that change.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { exportJWK, generateKeyPair } from "jose";
import { startServer } from "../js/support/http-server.mjs";
import { leaveOut } from "../js/support/left-out.mjs";
import { BY_SECRET, sign } from "./support/signed.mjs";
import { RUNTIMES, startWorker } from "./support/worker.mjs";
import { ask } from "./support/world.mjs";

/** More come at once, before there are any keys, than one fetch is shared by. */
const AT_ONCE = 20;

const pair = async (kid) => {
  const { publicKey, privateKey } = await generateKeyPair("ES256", { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid, alg: "ES256", use: "sig" };
  return { jwk, by: { key: privateKey, header: { alg: "ES256", kid } } };
};

describe("given signed tokens, then they count in every runtime", { concurrency: true }, () => {
  for (const [runtime, { missing }] of Object.entries(RUNTIMES)) {
    test(`signed tokens in ${runtime}`, { timeout: 60_000 }, async (t) => {
      const leftOut = await missing();
      if (leftOut !== undefined) return leaveOut(t, leftOut);
      const [one, two] = await Promise.all([pair("one"), pair("two")]);
      const served = { keys: [one.jwk] };
      const server = await startServer((_, response) => response.end(JSON.stringify(served)));
      const worker = await startWorker(runtime, {
        ...BY_SECRET,
        TOKEN_SECRET: "",
        TOKEN_JWKS: server.url,
      });
      t.after(() => Promise.all([worker.stop(), server.stop()]));
      const iat = Math.floor(Date.now() / 1000);
      const asked = async (by, payload = {}) => {
        const token = await sign({ iat, exp: iat + 600, ...payload }, by);
        return ask(worker, { path: "/v1/sites", caller: { token } });
      };
      const first = await Promise.all(Array.from({ length: AT_ONCE }, () => asked(one.by)));
      assert.deepEqual(
        first.map(({ status }) => status),
        Array(AT_ONCE).fill(200),
      );
      served.keys = [two.jwk];
      const changed = [await asked(two.by), await asked(one.by)];
      assert.deepEqual(
        changed.map(({ status }) => status),
        [200, 401],
      );
      const wrong = await asked(two.by, { aud: "https://other.example" });
      assert.equal(wrong.status, 401);
      assert.equal((await worker.lineOf(wrong)).refused, "audience");
      assert.equal((await worker.lineOf(changed[1])).refused, "key");
    });
  }
});
