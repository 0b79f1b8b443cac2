// OAuth in the built worker of every runtime: with the worker's own authorization server where the runtime
// has a database, and with tokens of another one everywhere.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { makeCaller } from "../edge/support/callers.mjs";
import { RUNTIMES, startWorker } from "../edge/support/worker.mjs";
import { startDemoServer } from "../js/support/demo-server.mjs";
import { KEYS } from "../js/support/demo-shop.mjs";
import { leaveOut } from "../js/support/left-out.mjs";
import { callTool, granted, renewal, tokens, toldBy } from "./support/oauth-world.mjs";
import { SKIP as NO_POSTGRES, startPostgres } from "./support/postgres.mjs";

/** No request leads there: the worker is asked at its own address, as by a proxy. */
const PUBLIC_URL = "http://localhost:4999";
const ISSUER = "https://login.example";

let store;
let postgres;
before(async () => {
  [store, postgres] = await Promise.all([startDemoServer(), NO_POSTGRES ? null : startPostgres()]);
});
after(() => Promise.all([store.stop(), postgres?.stop()]));

/** The database that a runtime has here; `null` for one that opens none. */
async function databaseOf(runtime) {
  if (runtime === "workerd") return { DATABASE: "oauth" };
  if (runtime === "edge-runtime" || postgres === null) return null;
  return { DATABASE_URL: await postgres.database() };
}

for (const [runtime, { missing }] of Object.entries(RUNTIMES)) {
  test(`given the worker in ${runtime}, then a client is allowed and calls, by its own server or by another one`, async (t) => {
    const leftOut = await missing();
    if (leftOut !== undefined) return leaveOut(t, leftOut);
    const own = await databaseOf(runtime);
    if (own !== null) await withOwnServer(runtime, own);
    await withAnother(runtime);
    console.log(`${runtime}: ${own === null ? "" : "its own server, and "}another one`);
  });
}

async function withWorld(runtime, settings, work) {
  const callers = { writer: makeCaller("writer") };
  const worker = await startWorker(runtime, {
    sites: { shop: { url: store.url, key: KEYS.everything, shopId: 1 } },
    callers: [callers.writer.entry],
    PUBLIC_URL,
    ...settings,
  });
  try {
    await work({ publicUrl: PUBLIC_URL, callers, fetch: worker.fetch });
  } finally {
    await worker.stop();
  }
}

const withOwnServer = (runtime, database) =>
  withWorld(runtime, { OAUTH_ISSUER: "own", ...database }, async (world) => {
    const agent = await granted(world, { code: world.callers.writer.token, scopes: ["orders"] });
    assert.equal(agent.scope, "read orders");
    const product = await callTool(world, agent.access_token, "get_product", { id: 5 });
    assert.equal(toldBy(product).products[0].id, 5);
    const refused = await callTool(world, agent.access_token, "update_customer", { id: 1 });
    assert.equal(refused.status, 403);
    const renewed = await tokens(world, renewal(agent.client, agent.refresh_token));
    assert.equal((await callTool(world, renewed.access_token, "get_stock", { id: 5 })).status, 200);
    const elsewhere = await callTool(world, renewed.access_token, "get_stock", { id: 5 }, "other");
    assert.equal(elsewhere.status, 401);
  });

async function withAnother(runtime) {
  const { publicKey, privateKey } = await generateKeyPair("ES256", { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: "1", alg: "ES256" };
  const settings = { OAUTH_ISSUER: ISSUER, OAUTH_JWKS: JSON.stringify({ keys: [jwk] }) };
  const signed = (audience) =>
    new SignJWT({ scope: "read" })
      .setProtectedHeader({ alg: "ES256", kid: "1" })
      .setIssuer(ISSUER)
      .setSubject("anna")
      .setAudience(audience)
      .setExpirationTime("5m")
      .sign(privateKey);
  await withWorld(runtime, settings, async (world) => {
    const right = await signed(`${PUBLIC_URL}/mcp/shop`);
    const product = await callTool(world, right, "get_product", { id: 5 });
    assert.equal(toldBy(product).products[0].id, 5);
    const wrong = await signed(`${PUBLIC_URL}/mcp/other`);
    assert.equal((await callTool(world, wrong, "get_product", { id: 5 })).status, 401);
  });
}
