// Claims of customers in every runtime: the same signatures count, and the same calls are held.
import assert from "node:assert/strict";
import { test } from "node:test";
import { exportJWK, generateKeyPair } from "jose";
import { HOLDER, OTHER_ORDER, OWN_ORDERS } from "../js/support/held.mjs";
import { skipFor } from "../js/support/left-out.mjs";
import { makeCaller } from "./support/callers.mjs";
import { bytes, claim, HEADER, SECRET } from "./support/claims.mjs";
import { startShop } from "./support/shop.mjs";
import { RUNTIMES, startWorker } from "./support/worker.mjs";
import { run } from "./support/world.mjs";

const { publicKey, privateKey } = await generateKeyPair("ES256");
const jwk = { ...(await exportJWK(publicKey)), kid: "2026", alg: "ES256" };
const KEYS = [
  [{ CLAIM_SECRET: SECRET }, {}],
  [
    { CLAIM_JWKS: JSON.stringify({ keys: [jwk] }) },
    { key: privateKey, header: { alg: "ES256", kid: "2026" } },
  ],
];

for (const [name, { missing }] of Object.entries(RUNTIMES)) {
  const skip = skipFor(await missing());
  test(`given ${name}, then claims count by a secret and by public keys`, { skip }, async () => {
    const shop = await startShop();
    const caller = makeCaller("talker", { claim: "required" });
    for (const [settings, signed] of KEYS) {
      const worker = await startWorker(name, {
        sites: { one: { url: shop.url, key: shop.key } },
        callers: [caller.entry],
        ...settings,
      });
      const cases = [
        [await claim({}, signed), OWN_ORDERS[0].id, 200],
        [await claim({}, signed), OTHER_ORDER.id, 404],
        [await claim({ customer: { email: HOLDER.email } }, signed), OWN_ORDERS[0].id, 200],
        [await claim({}, { key: bytes("b".repeat(40)) }), OWN_ORDERS[0].id, 401],
        [undefined, OWN_ORDERS[0].id, 401],
      ];
      for (const [held, id, status] of cases) {
        const init = { headers: held === undefined ? {} : { [HEADER]: held } };
        const answer = await run(worker, caller, "one", "get_order_details", { id }, init);
        assert.equal(answer.status, status, answer.text);
      }
      await worker.stop();
    }
    await shop.stop();
  });
}
