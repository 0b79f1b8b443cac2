// Workers that know the claims of customers, and such claims.
import { SignJWT } from "jose";
import { HOLDER } from "../../js/support/held.mjs";
import { bearer, makeCaller } from "./callers.mjs";
import { load, serveHere } from "./here.mjs";
import { UPDATE_MANUFACTURER } from "./own-action.mjs";
import { startShop } from "./shop.mjs";

const { createWorker, PACKAGE_ACTIONS } = await load("worker.ts", "actions/of-package.ts");

export const SECRET = "a secret of the tests, long enough for HS256";
export const HEADER = "X-Customer-Claim";
export const bytes = (text) => new TextEncoder().encode(text);
export const seconds = () => Math.floor(Date.now() / 1000);

export const callers = {
  writer: makeCaller("writer"),
  talker: makeCaller("talker", { claim: "required" }),
  reader: makeCaller("reader", { level: "read", claim: "required" }),
};
/** A claim as the host of a conversation makes it. */
export function claim(payload = {}, { key = bytes(SECRET), header = { alg: "HS256" } } = {}) {
  const {
    iat = seconds(),
    exp = iat + 300,
    aud = "prestashop-edge",
    site = "one",
    ...rest
  } = payload;
  const whole = { iat, exp, aud, site, customer: { id: HOLDER.id }, ...rest };
  const known = Object.entries(whole).filter(([, value]) => value !== null);
  return new SignJWT(Object.fromEntries(known)).setProtectedHeader(header).sign(key);
}

/**
 * Starts a shop and a worker that verifies by the secret. `started(settings, at?)` starts another worker,
 * `asked(path, init)` asks one, `run` and `tool` run an action; of `init`, `held` is the claim, and `at`
 * another worker.
 */
export async function startClaimed() {
  const shop = await startShop();
  const workers = [];
  const started = async (settings, at = shop) => {
    const site = { url: at.url, key: at.key };
    const environment = {
      SITES: JSON.stringify({ one: site, two: site }),
      CALLERS: JSON.stringify(Object.values(callers).map(({ entry }) => entry)),
      RATE_PER_MINUTE: "60000",
      ...settings,
    };
    const actions = [...PACKAGE_ACTIONS, UPDATE_MANUFACTURER];
    const worker = await serveHere(createWorker, environment, {}, actions);
    workers.push(worker);
    return worker;
  };
  const worker = await started({ CLAIM_SECRET: SECRET });
  const asked = async (path, { caller = "talker", held, at = worker, ...init } = {}) => {
    const headers = {
      ...bearer(callers[caller]),
      "Content-Type": "application/json",
      Accept: "application/json, text/event-stream",
      ...(held && { [HEADER]: held }),
    };
    const response = await at.fetch(path, { ...init, headers });
    const text = await response.text();
    const id = response.headers.get("X-Request-Id");
    const line = at.lines.find(({ request }) => request === id);
    return { status: response.status, text, body: text && JSON.parse(text), line };
  };
  const post = (path, content, more) =>
    asked(path, { method: "POST", body: JSON.stringify(content), ...more });
  const message = (method, params, more) =>
    post("/mcp/one", { jsonrpc: "2.0", id: 1, method, params }, more);
  return {
    shop,
    started,
    asked,
    message,
    run: (name, input, more) => post(`/v1/sites/one/actions/${name}`, input, more),
    tool: (name, input, more) => message("tools/call", { name, arguments: input }, more),
    stop: () => Promise.all([...workers, shop].map((one) => one.stop())),
  };
}
