// Two sites over one PrestaShop, as people set them up, and workers that serve both.
import { KEYS } from "../../js/support/demo-shop.mjs";
import { startBetween } from "./between.mjs";
import { bearer, makeCaller } from "./callers.mjs";
import { recordWriters, SKIP, startCloudflare } from "./cloudflare.mjs";
import { load, serveHere } from "./here.mjs";
import { keptNamespace } from "./namespace.mjs";

const { createWorker, kvJournal } = await load("worker.ts", "journal/kv.ts");

const SHOP_1 = { key: KEYS.shop1 };
const SHOP_2 = { key: KEYS.shop2 };

/**
 * By name, `(url, domain) => sites`: `one` is shop 1, `two` is shop 2, which shares its customers, and
 * `again` is shop 1 by another way. Each has a key of its own shop.
 */
export const WAYS = {
  "by address": (url) => ({
    one: { ...SHOP_1, url },
    two: { ...SHOP_2, url: `${url}/shop2/` },
    again: { ...SHOP_1, url: `${url}/`, shopId: 1 },
  }),
  "by shopId": (url) => ({
    one: { ...SHOP_1, url, shopId: 1 },
    two: { ...SHOP_2, url, shopId: 2 },
    again: { ...SHOP_1, url: `${url}/shop2`, shopId: 1 },
  }),
  "by domains, with the name of the installation": (url, domain) => ({
    one: { ...SHOP_1, url, installation: "clay" },
    two: { ...SHOP_2, url: `${domain}/shop2`, installation: "clay" },
    again: { ...SHOP_1, url: domain, installation: "clay" },
  }),
};

const caller = makeCaller("writer");
const settingsOf = (sites, more) => ({
  SITES: JSON.stringify(sites),
  CALLERS: JSON.stringify([caller.entry]),
  RATE_PER_MINUTE: "100000",
  ...more,
});

/**
 * By name, `{ skip, start(settings) }`: workers, where `fetch(path, init, at)` asks the `at`th, and
 * `namespace()` is that of their journal; without one, `note(change)` puts a change into it.
 */
const PLACES = {
  "in one process": {
    skip: false,
    start: async (given) => {
      const namespace = keptNamespace();
      const settings = { ...given, JOURNAL_KV: namespace };
      return { ...(await serveHere(createWorker, settings)), namespace: () => namespace };
    },
  },
  "in Durable Objects": {
    skip: SKIP,
    start: async (settings) => {
      const it = { settings, kvNamespaces: ["JOURNAL_KV"] };
      const worker = await startCloudflare({
        here: { ...it, durableObjects: recordWriters() },
        there: { ...it, durableObjects: recordWriters("here") },
      });
      const fetch = (path, init, at) => worker.fetch(at % 2 === 0 ? "here" : "there", path, init);
      return { fetch, namespace: () => worker.kv("here", "JOURNAL_KV"), stop: worker.stop };
    },
  },
};

export const PLACE_NAMES = Object.entries(PLACES).map(([name, { skip }]) => ({ name, skip }));

/**
 * Starts workers over a shop in one of these places, by name, or in another; `run(site, action, input, at?)` and `ask(path)` give `{ status, id, body }`,
 * and `note(change)` puts a change into their journal.
 */
export async function startOver(shop, way, place, settings = {}) {
  const domain = await startBetween(shop.url);
  const { start } = typeof place === "string" ? PLACES[place] : place;
  const worker = await start(settingsOf(WAYS[way](shop.url, domain.url), settings));
  const headers = { ...bearer(caller), "Content-Type": "application/json" };
  const ask = async (path, init, at = 0) => {
    const response = await worker.fetch(path, { ...init, headers }, at);
    const id = response.headers.get("X-Change-Id");
    return { status: response.status, id, body: await response.json() };
  };
  return {
    ask,
    note: worker.note ?? (async (change) => kvJournal(await worker.namespace(), 9).settle(change)),
    run: (site, action, input, at) => {
      const init = { method: "POST", body: JSON.stringify(input) };
      return ask(`/v1/sites/${site}/actions/${action}`, init, at);
    },
    stop: async () => {
      await worker.stop();
      await domain.stop();
    },
  };
}
