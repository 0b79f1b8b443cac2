// What the tests of the worker need around it: shops right and wrong, tokens, and workers.
import { startDemoServer } from "../../browser/support/demo-server.mjs";
import { startServer } from "../../js/support/http-server.mjs";
import { bearer, makeCaller } from "./callers.mjs";
import { closedAddress } from "./closed.mjs";
import { ECHO_PATHS, ODD_PATHS, SPOILT_PATHS, startStrangeShop } from "./strange-shop.mjs";
import { startWorker } from "./worker.mjs";

/** The ways in which the demo store's host misbehaves. */
export const FAULTS = [
  "bom",
  "newline",
  "echo",
  "notice",
  "html-503",
  "html-200",
  "fatal-200",
  "empty-500",
  "redirect",
  "disabled",
  "no-authorization",
  "truncated",
  "slow-down",
  "flaky",
  "control-characters",
  "huge",
  "mail-fails",
  "lost-answer",
  "json",
];
export const REDIRECTS = [301, 302, 303, 307, 308].map((status) => `redirects-${status}`);
const STRANGE = [
  ...ODD_PATHS,
  ...SPOILT_PATHS,
  ...REDIRECTS,
  ...ECHO_PATHS.map(([, path]) => path),
  "gigabyte",
  "gigabyte-declared",
];

/** One that is allowed, and one that is not. */
export const ORIGIN = "https://dashboard.example";
export const FOREIGN = "https://elsewhere.example";

/** More than any test asks in a minute. */
const PLENTY = { ALLOWED_ORIGINS: ORIGIN, RATE_PER_MINUTE: "100000" };

/**
 * Starts the shops, and by `startWorker(settings)` workers in that runtime, each of which knows all
 * of them. `elsewhere` is a server that nobody may reach.
 */
export async function startWorld(runtime) {
  const store = await startDemoServer();
  const elsewhere = await startServer((_, response) => response.end("What is in here is private."));
  const strange = await startStrangeShop({ elsewhere: elsewhere.url, store: store.url });
  const closed = await closedAddress();

  const callers = {
    writer: makeCaller("writer"),
    reader: makeCaller("reader", { level: "read" }),
    confirmer: makeCaller("confirmer", { confirm: "required" }),
    "of one action": makeCaller("of one action", { sites: ["shop"], level: ["get_product"] }),
    "of another site": makeCaller("of another site", { sites: ["other"] }),
    // Two at a time are valid while one replaces the other.
    replaced: makeCaller("writer", { expires: "2999-01-01T00:00:00Z" }),
    expired: makeCaller("expired", { expires: "2020-01-01T00:00:00Z" }),
  };
  const sites = sitesOf({ store, strange: strange.url, closed });
  const entries = Object.values(callers).map(({ entry }) => entry);
  const workers = [];
  return {
    runtime,
    store,
    strange,
    elsewhere,
    callers,
    sites,
    startWorker: async (settings) => {
      const worker = await startWorker(runtime, {
        sites,
        callers: entries,
        ...PLENTY,
        ...settings,
      });
      workers.push(worker);
      return worker;
    },
    stop: async () => {
      const servers = [...workers, store, strange, elsewhere];
      await Promise.all(servers.map((one) => one.stop()));
    },
  };
}

function sitesOf({ store, strange, closed }) {
  const { keys, url } = store;
  const key = keys.everything;
  return {
    shop: { url, key, name: "A shop" },
    other: { url: `${url}/shop2/`, key: keys["shop 2"], name: "Another shop" },
    usual: { url, key: keys["shop 1"] },
    // As if by itself: nothing is written through it, and nobody else's changes are listed.
    patching: { url, key: keys.patching, installation: "apart" },
    "products-only": { url, key: keys["products only"] },
    "switched-off": { url, key: keys.disabled },
    "in-the-address": { url, key, auth: "query" },
    "wrong-key": { url, key: "WRONG0KEY0WRONG0KEY0WRONG0KEY000" },
    closed: { url: closed, key },
    ...Object.fromEntries(
      [
        ["closed", closed],
        ["strange-echoes-in-error-0", `${strange}/echoes-in-error-0`],
        ["strange-hangs", `${strange}/hangs`],
      ].map(([id, at]) => [
        `${id}-in-the-address`,
        { url: at, key, auth: "query", installation: id },
      ]),
    ),
    ...Object.fromEntries(
      FAULTS.map((fault) => [`fault-${fault}`, { url: `${url}/~${fault}`, key }]),
    ),
    ...Object.fromEntries(
      // On one origin, and none of them another's: what one does says nothing of the others.
      STRANGE.map((one) => [
        `strange-${one}`,
        { url: `${strange}/${one}`, key, installation: `strange-${one}` },
      ]),
    ),
  };
}

/** Asks a worker with a caller's token, or without one; the response with its `text` and `body`. */
export async function ask(worker, { path, caller, method = "GET", headers, ...init }) {
  const response = await worker.fetch(path, {
    method,
    headers: { ...(caller && bearer(caller)), ...headers },
    ...init,
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get("Content-Type") ?? "");
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson && JSON.parse(text),
  };
}

/** Runs an action through a worker. */
export function run(worker, caller, site, action, input, init = {}) {
  return ask(worker, {
    path: `/v1/sites/${site}/actions/${action}`,
    caller,
    method: "POST",
    body: JSON.stringify(input),
    ...init,
    headers: { "Content-Type": "application/json", ...init.headers },
  });
}
