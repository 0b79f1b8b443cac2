import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from "jose";
import { isObject, parsedJson } from "../json.js";
import { memoryLimiter } from "../limits/rate.js";

/** The keys of an address cannot be had, so that nothing can be said of a signature. */
export class KeysUnreachable extends Error {}

/** Milliseconds for fetching a set of keys. */
const FETCH_MS = 5_000;
/** A set is fetched again after this, so that a key that was taken out stops counting. */
const FRESH_MS = 600_000;
/** While the address does not answer, the set that is known counts for no longer than this. */
const KEPT_MS = 3_600_000;
/** Milliseconds between two attempts to renew a set, while the address is down. */
const PAUSE_MS = 30_000;
/** As above, while no keys are known at all. */
const FIRST_PAUSE_MS = 2_000;
/** Fetches a minute for keys that no set has: made-up ones must not become requests elsewhere. */
const MISSES_PER_MINUTE = 6;
/** More than any set of public keys has. */
const MOST_CHARACTERS = 256 << 10;

/**
 * The keys of a JWKS at an address: fetched when they are needed, again when a token names a key that is
 * not among them, and kept for an hour while the address is down. Nothing is shared between requests that
 * wait, because on Cloudflare one cannot wait for what another asked.
 */
export function keysAt(address: URL, now: () => number = Date.now): JWTVerifyGetKey {
  let known: { find: JWTVerifyGetKey; at: number } | undefined;
  let failedAt = Number.NEGATIVE_INFINITY;
  const misses = memoryLimiter(MISSES_PER_MINUTE, now);
  // A clock that is set back must neither freeze a set nor stop the attempts.
  const isWithin = (at: number, milliseconds: number) => Math.abs(now() - at) < milliseconds;
  const refresh = async (): Promise<void> => {
    // Those that come while this one is on its way go on with what is known.
    if (known !== undefined) failedAt = now();
    try {
      known = { find: createLocalJWKSet(await fetched(address)), at: now() };
      failedAt = Number.NEGATIVE_INFINITY;
    } catch {
      failedAt = now();
    }
  };
  return async (header, token) => {
    const isFresh = known !== undefined && isWithin(known.at, FRESH_MS);
    const pause = known === undefined ? FIRST_PAUSE_MS : PAUSE_MS;
    if (!isFresh && !isWithin(failedAt, pause)) await refresh();
    if (known === undefined || !isWithin(known.at, KEPT_MS)) throw new KeysUnreachable();
    try {
      return await known.find(header, token);
    } catch (thrown) {
      const isMissing = thrown instanceof errors.JWKSNoMatchingKey;
      if (!isMissing || (await misses.allow("")) !== true) throw thrown;
      await refresh();
      return known.find(header, token);
    }
  };
}

async function fetched(address: URL): Promise<JSONWebKeySet> {
  const response = await fetch(address, {
    headers: { Accept: "application/json, application/jwk-set+json" },
    // The address is the one that was set, and no other.
    redirect: "manual",
    signal: AbortSignal.timeout(FETCH_MS),
  });
  const text = await response.text();
  const set = text.length > MOST_CHARACTERS ? undefined : parsedJson(text);
  if (response.status !== 200 || !isObject(set) || !Array.isArray(set.keys)) {
    throw new KeysUnreachable();
  }
  return { keys: set.keys.filter(isObject) } as JSONWebKeySet;
}
