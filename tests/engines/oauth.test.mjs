// The worker's own authorization server: the whole way on each database, and what it keeps.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { load } from "../edge/support/here.mjs";
import { ENGINES } from "./support/engines.mjs";
import {
  administer,
  authorizeQuery,
  callTool,
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
  USUAL,
} from "./support/oauth-world.mjs";

const { engine, skip } = USUAL;
let world;
before(async () => {
  if (!skip) world = await startOAuthWorld(engine);
});
after(() => world?.stop());

const { consentsIn } = await load("oauth/consents.ts");

for (const [name, { skip: lacking }] of Object.entries(ENGINES)) {
  test(`given ${name}, then a client registers, is allowed, calls, steps up, renews and is withdrawn, also over a restart`, {
    skip: lacking,
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

test("given a database that fails, then no client takes its token for a wrong one", {
  skip,
}, async () => {
  const failing = { isDown: false };
  const here = await startOAuthWorld(engine, {}, undefined, failing);
  try {
    const agent = await granted(here, { code: here.callers.writer.token });
    failing.isDown = true;
    const call = await callTool(here, agent.access_token, "get_stock", { id: 5 });
    assert.equal(call.status, 503);
    assert.equal(call.body.kind, "consents_unreadable");
    assert.equal(call.body.retryable, true);
    const late = await tokens(here, renewal(agent.client, agent.refresh_token));
    assert.deepEqual([late.status, late.error], [503, "temporarily_unavailable"]);
    const page = await openConsent(here, authorizeQuery(here, agent.client, pkce().challenge));
    assert.equal(page.response.status, 503);
    assert.ok(here.lines.some(({ failed }) => failed === "oauth"));
    failing.isDown = false;
    assert.equal((await callTool(here, agent.access_token, "get_stock", { id: 5 })).status, 200);
    const renewed = await tokens(here, renewal(agent.client, agent.refresh_token));
    assert.equal(renewed.status, 200);
  } finally {
    await here.stop();
  }
});

test("given an access token that has expired, then the client is told so, and renews it", {
  skip,
}, async () => {
  const agent = await granted(world, { code: world.callers.writer.token });
  await world.engine.database.all("DELETE FROM oauth_records WHERE owner = $1", [
    `token:${agent.access_token.split(":").slice(0, 2).join(":")}:`,
  ]);
  const late = await callTool(world, agent.access_token, "get_stock", { id: 5 });
  assert.equal(late.status, 401);
  assert.match(late.body.detail, /has expired/);
  const renewed = await tokens(world, renewal(agent.client, agent.refresh_token));
  assert.equal((await callTool(world, renewed.access_token, "get_stock", { id: 5 })).status, 200);
});

test("given strangers who register without end, then the newest stay, those that somebody allowed too, and one giver has a hundred consents", {
  skip,
}, async () => {
  const { database } = world.engine;
  const agent = await granted(world, { code: world.callers.writer.token });
  const soon = Date.now() + 1_000_000;
  const sql = "INSERT INTO oauth_records (name, owner, value, expires) VALUES ($1, $2, $3, $4)";
  const strangers = Array.from({ length: 5_010 }, (_, at) => ({
    sql,
    values: [`client:stranger-${at}`, "client:new", "{}", soon + at],
  }));
  await database.batch(strangers);
  const latest = await register(world);
  assert.equal(latest.status, 201);
  const counted = "SELECT COUNT(*) AS many FROM oauth_records WHERE owner = $1";
  const [{ many }] = await database.all(counted, ["client:new"]);
  assert.ok(Number(many) <= 5_000, `${many} clients`);
  const { challenge } = pkce();
  const page = await openConsent(world, authorizeQuery(world, latest, challenge));
  assert.equal(page.response.status, 200);
  assert.equal((await tokens(world, renewal(agent.client, agent.refresh_token))).status, 200);

  const consents = consentsIn(database);
  const usual = { site: "shop", giver: { tokenHash: "many" }, givenBy: "many", clientName: "A" };
  for (let at = 0; at < 105; at += 1) {
    const times = { created: at, used: Date.now() + at };
    await consents.add({
      ...usual,
      ...times,
      id: `many-${at}`,
      client: `c${at}`,
      redirect: REDIRECT,
      scopes: ["read"],
    });
  }
  const [{ many: kept }] = await database.all(
    "SELECT COUNT(*) AS many FROM oauth_consents WHERE given_by = $1",
    ["many"],
  );
  assert.equal(Number(kept), 100);
  assert.equal(await consents.find("many-4"), undefined);
  console.log(`${many} clients and ${kept} consents are kept`);
});
