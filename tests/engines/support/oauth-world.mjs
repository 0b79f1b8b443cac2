// A worker with an authorization server of its own, behind a proxy that knows its public address, and
// what clients do there by hand.
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { request as ask, createServer } from "node:http";
import { bearer, makeCaller } from "../../edge/support/callers.mjs";
import { load, serveHere } from "../../edge/support/here.mjs";
import { startDemoServer } from "../../js/support/demo-server.mjs";
import { KEYS } from "../../js/support/demo-shop.mjs";
import { ENGINES } from "./engines.mjs";

export const { createWorker } = await load("worker.ts");
/** The database of tests that are the same on each. */
const engine = ENGINES.sqlite.skip ? "postgres" : "sqlite";
export const USUAL = { engine, skip: ENGINES[engine].skip };
export const REDIRECT = "http://localhost:7777/callback";

/**
 * Starts a worker over a database of that engine; `{ publicUrl, url, callers, site, fetch, lines,
 * engine, restart, stop }`; the proxy adds the `token` that is set, for clients that have none. Its sites are `shop` and `other` of one store.
 */
export async function startOAuthWorld(
  engineName,
  settings = {},
  actions = undefined,
  failing = {},
) {
  const engine = await ENGINES[engineName].open();
  const store = await startDemoServer();
  const callers = {
    writer: makeCaller("writer"),
    reader: makeCaller("reader", { level: "read" }),
    elsewhere: makeCaller("elsewhere", { sites: ["other"] }),
    claimed: makeCaller("claimed", { claim: "required" }),
    admin: makeCaller("admin", { level: "admin" }),
    "admin of another": makeCaller("admin of another", { sites: ["other"], level: "admin" }),
    expired: makeCaller("expired", { expires: "2020-01-01T00:00:00Z" }),
  };
  const site = { url: store.url, key: KEYS.everything, shopId: 1, installation: "one" };
  let worker;
  const proxy = createServer((incoming, outgoing) => {
    const { port } = new URL(worker.url);
    const { method, url, headers } = incoming;
    const authorization = world.token && { authorization: `Bearer ${world.token}` };
    const passed = { ...headers, host: `worker.internal:${port}`, ...authorization };
    const passing = ask(
      { port, host: "127.0.0.1", method, path: url, headers: passed },
      (answer) => {
        outgoing.writeHead(answer.statusCode, answer.rawHeaders);
        answer.pipe(outgoing);
      },
    );
    passing.on("error", () => outgoing.destroy());
    incoming.pipe(passing);
  });
  await new Promise((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const publicUrl = `http://localhost:${proxy.address().port}`;
  // It fails while `failing.isDown`.
  const unless = async (work) => {
    if (failing.isDown) throw new Error("The database is down.");
    return work();
  };
  const database = {
    all: (...given) => unless(() => engine.database.all(...given)),
    batch: (...given) => unless(() => engine.database.batch(...given)),
    close: () => engine.database.close(),
    ...(engine.database.lock && { lock: (...given) => engine.database.lock(...given) }),
  };
  const start = async () => {
    worker = await serveHere(
      createWorker,
      {
        SITES: JSON.stringify({ shop: site, other: site, second: site }),
        CALLERS: JSON.stringify(Object.values(callers).map(({ entry }) => entry)),
        PUBLIC_URL: publicUrl,
        OAUTH_ISSUER: "own",
        RATE_PER_MINUTE: "100000",
        WRONG_TOKENS_PER_MINUTE: "100000",
        ...settings,
      },
      { bound: database },
      actions,
    );
  };
  await start();
  const world = {
    token: null,
    publicUrl,
    callers,
    engine,
    site,
    get lines() {
      return worker.lines;
    },
    fetch: (path, init = {}) => fetch(`${publicUrl}${path}`, { redirect: "manual", ...init }),
    /** Another process over the same database, as far as the worker can tell. */
    restart: async () => {
      await worker.stop();
      await start();
    },
    stop: async () => {
      proxy.closeAllConnections();
      await new Promise((resolve) => proxy.close(resolve));
      await worker.stop();
      await store.stop();
      await engine.stop();
    },
  };
  return world;
}

/** The address that tokens are for. */
export const resourceAt = ({ publicUrl }, site = "shop") => `${publicUrl}/mcp/${site}`;

/** A verifier and its challenge. */
export function pkce() {
  const verifier = randomBytes(32).toString("base64url");
  return { verifier, challenge: createHash("sha256").update(verifier).digest("base64url") };
}

/** Registers a client; what the server says of it. */
export async function register(world, metadata = {}) {
  const response = await world.fetch("/register", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({
      redirect_uris: [REDIRECT],
      client_name: "Assistant",
      token_endpoint_auth_method: "none",
      grant_types: ["authorization_code", "refresh_token"],
      ...metadata,
    }),
  });
  return { status: response.status, ...(await response.json()) };
}

/** What an address of authorization says; each member of `change` replaces one, `null` leaves it out. */
export function authorizeQuery(world, client, challenge, change = {}) {
  const usual = {
    response_type: "code",
    client_id: client.client_id,
    redirect_uri: REDIRECT,
    scope: "read",
    state: "state of the client",
    code_challenge: challenge,
    code_challenge_method: "S256",
    resource: resourceAt(world),
  };
  const members = Object.entries({ ...usual, ...change }).filter(([, value]) => value !== null);
  return new URLSearchParams(members).toString();
}

/** Opens the page of a consent; its `handle` and the `cookie` of its browser. */
export async function openConsent(world, query, headers = {}) {
  const response = await world.fetch(`/authorize?${query}`, { headers });
  const html = await response.text();
  const [, handle] = /name="handle" value="([^"]+)"/.exec(html) ?? [];
  const cookie = response.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  return { response, html, handle, cookie, query };
}

/** Sends the form of the page. */
export function decide(world, { query, cookie }, fields) {
  return world.fetch(`/authorize?${query}`, {
    method: "POST",
    headers: { Cookie: cookie, "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(fields).toString(),
  });
}

/** Goes through the page; the parameters with which the browser comes back to the client. */
export async function consent(world, client, { challenge, code, scopes = [], change = {} }) {
  const page = await openConsent(world, authorizeQuery(world, client, challenge, change));
  assert.equal(page.response.status, 200, page.html);
  const fields = [
    ["handle", page.handle],
    ["decision", "approve"],
    ["code", code],
    ...scopes.map((scope) => ["scope", scope]),
  ];
  const response = await decide(world, page, fields);
  assert.equal(response.status, 303, await response.text());
  return new URL(response.headers.get("Location")).searchParams;
}

/** Asks the token endpoint; the status and the answer. */
export async function tokens(world, fields, headers = {}) {
  const members = Object.entries(fields).filter(([, value]) => value !== null);
  const response = await world.fetch("/token", {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded", ...headers },
    body: new URLSearchParams(members).toString(),
  });
  return { status: response.status, ...(await response.json()) };
}

/** What exchanges a code. */
export const exchange = (client, code, verifier, change = {}) => ({
  grant_type: "authorization_code",
  code,
  client_id: client.client_id,
  redirect_uri: REDIRECT,
  code_verifier: verifier,
  ...change,
});

/** What renews a token. */
export const renewal = (client, token, change = {}) => ({
  grant_type: "refresh_token",
  refresh_token: token,
  client_id: client.client_id,
  ...change,
});

/** Goes the whole way; the client and its tokens. */
export async function granted(world, { code, scopes = [], site = "shop", metadata = {} }) {
  const client = await register(world, metadata);
  const { verifier, challenge } = pkce();
  const change = { resource: resourceAt(world, site) };
  const back = await consent(world, client, { challenge, code, scopes, change });
  const issued = await tokens(world, exchange(client, back.get("code"), verifier));
  assert.equal(issued.status, 200, JSON.stringify(issued));
  return { client, verifier, code: back.get("code"), ...issued };
}

/** Calls a tool at a site with an access token; the response with its `body`. */
export async function callTool(world, token, name, input = {}, site = "shop") {
  const response = await world.fetch(`/mcp/${site}`, {
    method: "POST",
    headers: {
      ...bearer({ token }),
      Accept: "application/json, text/event-stream",
      "Content-Type": "application/json",
    },
    body: JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "tools/call",
      params: { name, arguments: input },
    }),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** What a tool answered in words. */
export const toldBy = ({ body }) => JSON.parse(body.result.content[1].text);

/** Asks as an administrator. */
export async function administer(world, method, path, body, caller = world.callers.admin) {
  const response = await world.fetch(`/v1/admin/oauth${path}`, {
    method,
    headers: { ...bearer(caller), "Content-Type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
}
