// A worker in this process over a store of callers, in a time of its own.
import assert from "node:assert/strict";
import { bearer, makeCaller } from "./callers.mjs";
import { load } from "./here.mjs";

const { assemble, createApp, memoryCallers, storedCallers, PACKAGE_ACTIONS } = await load(
  "assemble.ts",
  "app.ts",
  "callers/memory.ts",
  "callers/stored.ts",
  "actions/of-package.ts",
);

/** Administrators of all sites and of some, and one who is none, as the setting has them. */
export const SETTLED = {
  admin: makeCaller("admin", { level: "admin" }),
  "admin of tea": makeCaller("admin of tea", { level: "admin", sites: ["tea", "leaf"] }),
  writer: makeCaller("writer"),
};

const SITES = Object.fromEntries(
  ["tea", "leaf", "clay"].map((id) => [
    id,
    { url: `https://${id}.example`, key: "MANAGED0KEY0MANAGED0KEY000000000" },
  ]),
);

/**
 * Makes a worker; `ask(method, path, { caller, token, body, address })` asks it, `lines` is its log,
 * `clock.now` its time and `store` its callers, which `around` may wrap.
 */
export function manage({ settings = {}, around = (store) => store } = {}) {
  const clock = { now: Date.parse("2026-11-30T12:00:00Z") };
  const lines = [];
  const environment = {
    CALLERS: JSON.stringify(Object.values(SETTLED).map(({ entry }) => entry)),
    SITES: JSON.stringify(SITES),
    RATE_PER_MINUTE: "100000",
    ...settings,
  };
  const service = assemble(environment, { log: (line) => lines.push(line) }, PACKAGE_ACTIONS);
  const store = around(memoryCallers());
  const app = createApp({
    ...service,
    callerStore: store,
    callers: [...service.callers, ...(store ? [storedCallers(store, service.report)] : [])],
    now: () => clock.now,
  });
  const ask = async (method, path, { caller, token, body, address, headers } = {}) => {
    const init = {
      method,
      headers: {
        ...(caller && bearer(SETTLED[caller])),
        ...(token && bearer({ token })),
        ...(body !== undefined && { "Content-Type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    };
    const request = new Request(`https://worker.example${path}`, init);
    const response = await app.fetch(request, address === undefined ? {} : { address });
    const text = await response.text();
    const id = response.headers.get("X-Request-Id");
    const line = lines.find(({ request: one }) => one === id);
    return {
      ...{ status: response.status, headers: response.headers, text, line },
      body: text === "" ? null : JSON.parse(text),
    };
  };
  const admin = (method, path, body, caller = "admin") =>
    ask(method, `/v1/admin/callers${path}`, { caller, ...(body !== undefined && { body }) });
  return { ask, admin, store, clock, lines };
}

/** A caller as it is added. */
export const NEW = { name: "dashboard", sites: ["tea"], level: "read" };

/** Adds a caller; its token and entry. */
export async function added(worker, more = {}, caller = "admin") {
  const { status, body, text } = await worker.admin("POST", "", { ...NEW, ...more }, caller);
  assert.equal(status, 201, text);
  return body;
}

/** What a token is answered where every caller may ask. */
export async function opens({ ask }, token) {
  return (await ask("GET", "/v1/sites", { token })).status;
}
