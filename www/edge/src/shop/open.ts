import { PrestaShop } from "@aismarttalk/prestashop";
import type { Problem } from "../problem.js";
import type { Site } from "../sites/site.js";
import type { ResponseCache } from "./cache.js";
import { outgoing, type Traffic } from "./outgoing.js";

/** Milliseconds one request to a shop may take. */
const ATTEMPT_MS = 10_000;

/** A shop, opened for one action: what it keeps in mind ends with it. */
export interface OpenShop {
  client: PrestaShop;
  traffic: Traffic;
  /** Ends all that is under way at the shop. */
  signal: AbortSignal;
  stop: (why: Problem) => void;
}

/** Opens a shop with its own key. */
export function openShop(site: Site, cache: ResponseCache): OpenShop {
  const traffic: Traffic = { requests: 0, writes: 0, milliseconds: 0, stopped: null };
  const ending = new AbortController();
  const stop = (why: Problem) => {
    traffic.stopped ??= why;
    ending.abort();
  };
  const { id: _, name: __, ...options } = site;
  const send = outgoing({ site, cache, traffic, stop });
  const client = new PrestaShop({ ...options, fetch: send, timeoutMs: ATTEMPT_MS, retries: 1 });
  return { client, traffic, signal: ending.signal, stop };
}
