import type { PrestaShopOptions } from "@aismarttalk/prestashop";
import { InvalidRequestError, type Knowledge, PrestaShop } from "@aismarttalk/prestashop";
import { optionsOf, type Site } from "../sites/site.js";
import type { ResponseCache } from "./cache.js";

/** Long enough for one page of a dashboard, short enough that nobody waits for a new state. */
const LASTS_MS = 60_000;

/** What is known of the shop of a site, for one action. */
export interface Known {
  /** What earlier actions found out; `null` for nothing. */
  readonly knowledge: Knowledge | null;
  /** Keeps what the client has found out besides, for others. */
  keep(client: PrestaShop): Promise<void>;
}

/** Nothing is known, and nothing is kept. */
export const UNKNOWN: Known = { knowledge: null, keep: async () => {} };

/** What earlier actions of a site have found out of its shop. A cache that fails stops no action. */
export async function knownOf(
  site: Site,
  cache: ResponseCache,
  now: () => number = Date.now,
): Promise<Known> {
  const name = await nameOf(site);
  const knowledge = await forgiving(read(cache, name));
  return {
    knowledge,
    keep: async (client) => {
      const found = client.knowledge();
      if (found === null || isSame(found, knowledge)) return;
      const left = Math.min(...timesOf(found)) + LASTS_MS - now();
      // Without any part there is nothing that anybody would have to ask for.
      if (!Number.isFinite(left) || left < 1_000) return;
      const seconds = Math.floor(left / 1_000);
      await forgiving(cache.put(name, new Response(JSON.stringify(found)), seconds));
    },
  };
}

/** A client that begins with what is known; without it, if the cache holds something else. */
export function clientWith(knowledge: Knowledge | null, options: PrestaShopOptions): PrestaShop {
  try {
    return new PrestaShop({ ...options, knowledge });
  } catch (thrown) {
    if (!(thrown instanceof InvalidRequestError && thrown.field === "knowledge")) throw thrown;
    return new PrestaShop(options);
  }
}

async function read(cache: ResponseCache, name: string): Promise<Knowledge | null> {
  const kept = await cache.get(name);
  return kept === undefined ? null : ((await kept.json()) as Knowledge);
}

/** When its parts were asked for. */
function timesOf({ rights, refusals, languages, orderStates, currencies, ownShops }: Knowledge) {
  const parts = [rights, languages, orderStates, currencies, ownShops, ...refusals];
  return parts.flatMap((part) => (part === null ? [] : [part.at]));
}

function isSame(found: Knowledge, earlier: Knowledge | null): boolean {
  return JSON.stringify({ ...found, at: 0 }) === JSON.stringify({ ...earlier, at: 0 });
}

/** What tells a site from others, and from itself with another address or key. */
async function nameOf(site: Site): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify(optionsOf(site)));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", text));
  return `${site.id} ${[...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

async function forgiving<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch {
    return null;
  }
}
