import { binding, type Environment } from "../environment.js";
import type { RateLimitBinding } from "../limits/rate.js";
import type { Host } from "../service.js";
import type { CacheLike } from "../shop/cache.js";
import { type D1Binding, d1Database } from "./d1.js";
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
  const bound = binding<D1Binding>(env, "DATABASE", ["prepare", "batch"]);
  return {
    cache: caches.default,
    ...(bound && { bound: d1Database(bound) }),
    ...(rateLimiter && { rateLimiter }),
    ...(writers && { queue: durableQueue(writers) }),
  };
}
