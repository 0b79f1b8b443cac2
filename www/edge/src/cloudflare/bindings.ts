import { binding, type Environment } from "../environment.js";
import type { RateLimitBinding } from "../limits/rate.js";
import type { Host } from "../service.js";
import type { CacheLike } from "../shop/cache.js";
import { durableQueue, type RecordWriters } from "./durable-queue.js";

/** Cloudflare's caches have one that needs no opening. */
declare const caches: { default: CacheLike };

/**
 * What Cloudflare lends where it is bound.
 * @throws SettingError where the name of a binding is taken by something else
 */
export function bindings(env: Environment): Host {
  const rateLimiter = binding<RateLimitBinding>(env, "RATE_LIMITER", ["limit"]);
  const writers = binding<RecordWriters>(env, "RECORD_WRITER", ["idFromName", "get"]);
  return {
    cache: caches.default,
    ...(rateLimiter && { rateLimiter }),
    ...(writers && { queue: durableQueue(writers) }),
  };
}
