import type { Report } from "../logging/report.js";
import type { Database, Statement } from "../sql/database.js";
import { withTables } from "../sql/tables.js";
import type { RateLimiter } from "./rate.js";
import { withTimeout } from "./timeout.js";

const BUCKETS = [
  "CREATE TABLE IF NOT EXISTS rates (name TEXT PRIMARY KEY, full_at BIGINT NOT NULL)",
];

const MINUTE_US = 60_000_000;
/** A process takes as many requests at once as this part of a minute allows. */
const SHARE = 1 / 12;
/** Above this many keys the least recently used is dropped. */
const MOST_SHARES = 20_000;
/** Longer than a key may be; what callers are named fits. */
const LONGEST_KEY = 300;

const [NOW, COST, BURST] = [2, 3, 4].map((at) => `CAST($${at} AS BIGINT)`);
/**
 * How much a key has used: the moment at which its bucket is full again. One that is further away
 * than a bucket and another minute was written by a clock that was set back since.
 */
const FULL_AT = `CASE WHEN rates.full_at > ${NOW} AND rates.full_at <= ${NOW} + ${BURST} + ${MINUTE_US}
  THEN rates.full_at ELSE ${NOW} END`;
const TAKE = `INSERT INTO rates (name, full_at) VALUES ($1, ${NOW} + ${COST})
  ON CONFLICT (name) DO UPDATE SET full_at = ${FULL_AT} + ${COST}
  WHERE ${FULL_AT} + ${COST} <= ${NOW} + ${BURST} RETURNING full_at`;

/** What a process has of a key: requests it may still let through, or until when it has none. */
interface Share {
  left: number;
  emptyUntil: number;
}

/**
 * Buckets that all processes share: full at first, refilled evenly. A process takes some requests at
 * once, so that not each one asks the database: up to a twelfth of a minute's more than a minute's may
 * pass in a minute for each process, and no more than the rate in the long run.
 */
export function sqlLimiter(
  given: Database,
  usual: number,
  now: () => number = Date.now,
): RateLimiter {
  const database = withTables(given, BUCKETS);
  const shares = new Map<string, Share>();
  const asking = new Map<string, Promise<void>>();
  const keep = (name: string, share: Share): void => {
    shares.delete(name);
    shares.set(name, share);
    const [oldest] = shares.keys();
    if (shares.size > MOST_SHARES && oldest !== undefined) shares.delete(oldest);
  };
  /** Asks for more of a key: one request at a time, which counts for all that wait for it. */
  const ask = (name: string, perMinute: number): Promise<void> => {
    const asked = takeShare(database, name, perMinute, now)
      .then((share) => keep(name, share))
      .finally(() => asking.delete(name));
    asking.set(name, asked);
    return asked;
  };
  return {
    allow: async (key, perMinute = usual) => {
      const name = `${perMinute} ${key.slice(0, LONGEST_KEY).replaceAll("\0", "")}`;
      for (;;) {
        const { left, emptyUntil } = shares.get(name) ?? { left: 0, emptyUntil: 0 };
        if (left > 0) {
          keep(name, { left: left - 1, emptyUntil: 0 });
          return true;
        }
        const waitMs = emptyUntil - now();
        // A clock that is set back must not make it longer.
        if (waitMs > 0 && waitMs <= MINUTE_US / 1_000) return Math.ceil(waitMs / 1_000);
        await (asking.get(name) ?? ask(name, perMinute));
      }
    },
  };
}

async function takeShare(
  database: Database,
  name: string,
  perMinute: number,
  now: () => number,
): Promise<Share> {
  const some = Math.max(1, Math.floor(perMinute * SHARE));
  for (const count of new Set([some, 1])) {
    const cost = Math.floor((MINUTE_US * count) / perMinute);
    const taken = await database.all(TAKE, [name, now() * 1_000, cost, MINUTE_US]);
    if (taken.length > 0) return { left: count, emptyUntil: 0 };
  }
  const [row] = await database.all("SELECT full_at FROM rates WHERE name = $1", [name]);
  const free = Number(row?.full_at ?? 0) + MINUTE_US / perMinute - MINUTE_US;
  return { left: 0, emptyUntil: Math.max(now() + 1, Math.ceil(free / 1_000)) };
}

/** Milliseconds that a shared limit may take to answer, and for which it is left alone after it failed. */
const LIMIT_MS = 1_000;
const PASSED_BY_MS = 5_000;

/** The shared limit; while it fails, the one of this process. */
export function sharedLimiter(shared: RateLimiter, own: RateLimiter, report: Report): RateLimiter {
  let failedAt = Number.NEGATIVE_INFINITY;
  return {
    allow: async (key, perMinute) => {
      if (performance.now() - failedAt < PASSED_BY_MS) return own.allow(key, perMinute);
      try {
        return await withTimeout(shared.allow(key, perMinute), LIMIT_MS);
      } catch (thrown) {
        report("rate_limiter", thrown);
        failedAt = performance.now();
        return own.allow(key, perMinute);
      }
    },
  };
}

/** Buckets that are full again, which nobody has to know. */
export function fullBuckets(now: number): Statement[] {
  return [{ sql: "DELETE FROM rates WHERE full_at < $1", values: [now * 1_000] }];
}
