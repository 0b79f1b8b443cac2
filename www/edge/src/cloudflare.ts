import { durableQueue, type RecordWriters } from "./actions/durable.js";
import type { RateLimitBinding } from "./limits/rate.js";
import type { Host } from "./service.js";
import { type Environment, isObject, SettingError } from "./settings.js";
import type { CacheLike } from "./shop/cache.js";

/** Cloudflare's caches have one that needs no opening. */
declare const caches: { default: CacheLike };

/**
 * What Cloudflare lends where it is bound.
 * @throws SettingError where the name of a binding is taken by something else
 */
export function bindings(env: Environment): Host {
  const rateLimiter = binding<RateLimitBinding>(env, "RATE_LIMITER");
  const writers = binding<RecordWriters>(env, "RECORD_WRITER");
  return {
    cache: caches.default,
    ...(rateLimiter && { rateLimiter }),
    ...(writers && { queue: durableQueue(writers) }),
  };
}

function binding<T>(env: Environment, name: string): T | undefined {
  const value = env[name];
  if (value === undefined) return undefined;
  // Bindings are told apart by their names alone.
  if (isObject(value)) return value as T;
  throw new SettingError(name, "is no binding.");
}
