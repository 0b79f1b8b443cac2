import { binding, type Environment } from "../environment.js";
import type { RateLimitBinding } from "../limits/rate.js";
import type { Host } from "../service.js";
import type { CacheLike } from "../shop/cache.js";
import { durableQueue, type RecordWriters } from "./durable-queue.js";

/** Cloudflare's default cache is there without opening one. */
declare const caches: { default: CacheLike };

/**
 * What Cloudflare provides if it is bound.
 * @throws SettingError if the name of a binding is used for something else
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
