import type { Report } from "../logging/report.js";
import { withTimeout } from "./timeout.js";

/** Whether a token may make one more request to a site now. */
export interface RateLimiter {
  /** `true`, or the seconds to wait. So many a minute, if that differs from the usual number. */
  allow(key: string, perMinute?: number): Promise<true | number>;
}

/** Cloudflare's binding. wrangler.jsonc sets its period, to a minute. */
export interface RateLimitBinding {
  limit(options: { key: string }): Promise<{ success: boolean }>;
}

const SECONDS = 60;
/** Above this many keys the least recently used is dropped; its bucket is full by then anyway. */
const MOST_KEYS = 20_000;

/** The limit that all instances near the caller share; if it fails, the one of this process. */
export function boundLimiter(
  binding: RateLimitBinding,
  own: RateLimiter,
  report: Report,
): RateLimiter {
  return {
    allow: async (key, perMinute) => {
      // The binding knows one number alone.
      if (perMinute !== undefined) return own.allow(key, perMinute);
      try {
        const { success } = await withTimeout(binding.limit({ key }));
        return success ? true : SECONDS;
      } catch (thrown) {
        report("rate_limiter", thrown);
        return own.allow(key);
      }
    },
  };
}

/** A bucket for each key in this process: full at first, refilled evenly. */
export function memoryLimiter(usual: number, now: () => number = Date.now): RateLimiter {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    allow: async (key, perMinute = usual) => {
      const perMs = perMinute / (SECONDS * 1000);
      const time = now();
      const { tokens, at } = buckets.get(key) ?? { tokens: perMinute, at: time };
      // A clock that is set back takes no tokens away.
      const filled = Math.min(perMinute, tokens + Math.max(0, time - at) * perMs);
      const isAllowed = filled >= 1;
      buckets.delete(key);
      buckets.set(key, { tokens: isAllowed ? filled - 1 : filled, at: time });
      const [oldest] = buckets.keys();
      if (buckets.size > MOST_KEYS && oldest !== undefined) buckets.delete(oldest);
      return isAllowed || Math.ceil((1 - filled) / perMs / 1000);
    },
  };
}
