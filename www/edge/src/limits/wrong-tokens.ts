import { memoryLimiter, type RateLimiter } from "./rate.js";

/**
 * How often an address may come with tokens that are none. It is kept in this process alone, so that
 * a wrong token never costs a write to a store.
 */
export interface WrongTokens {
  /** Seconds for which this token is not even looked up; 0 where it is. */
  blocked(address: string | null, hash: string): number;
  /** Counts a wrong token; the seconds to wait where that is one too many, otherwise 0. */
  count(address: string | null): Promise<number>;
  /** Notes a token that is right: its user is not kept out by others of the same address. */
  right(hash: string): void;
}

/** Above the limit wrong tokens are still looked up, up to this many times it. */
const LOOKED_UP = 10;
const LONGEST_MS = 60_000;
/** Above this many the one that was used longest ago is dropped. */
const MOST_KNOWN = 20_000;

/** The count of a process. Where the address is not known, nothing is counted. */
export function wrongTokens(perMinute: number, now: () => number = Date.now): WrongTokens {
  const told: RateLimiter = memoryLimiter(perMinute, now);
  const looked: RateLimiter = memoryLimiter(perMinute * LOOKED_UP, now);
  const until = new Map<string, number>();
  const known = new Map<string, true>();
  return {
    blocked: (address, hash) => {
      const end = address === null ? undefined : until.get(address);
      const left = end === undefined ? 0 : end - now();
      // No wait is longer than that; a clock that is set back must not make it so.
      if (left <= 0 || left > LONGEST_MS || known.has(hash)) return 0;
      return Math.ceil(left / 1000);
    },
    count: async (address) => {
      if (address === null) return 0;
      const [may, look] = await Promise.all([told.allow(address), looked.allow(address)]);
      if (look !== true) remember(until, address, now() + look * 1000);
      return may === true ? 0 : may;
    },
    right: (hash) => remember(known, hash, true),
  };
}

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > MOST_KNOWN && oldest !== undefined) map.delete(oldest);
}
