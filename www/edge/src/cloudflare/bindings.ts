import { binding, type Environment } from "../environment.js";
import { openGate } from "../limits/gate.js";
import type { RateLimitBinding } from "../limits/rate.js";
import type { Host } from "../service.js";
import type { CacheLike } from "../shop/cache.js";
import { type D1Binding, d1Database } from "./d1.js";
import { durableGate, type Gatekeepers } from "./durable-gate.js";
import { durableQueue, type RecordWriters } from "./durable-queue.js";
import { type WakeQueue, wakeBy } from "./job-queue.js";

/** Cloudflare allows a number of requests each time it runs a worker; those to D1 count. */
const EVENT_BUDGET = { polls: 40, turns: 8, rounds: 1 };

/** Cloudflare's default cache is there without opening one. */
declare const caches: { default: CacheLike };

/**
 * What Cloudflare provides if it is bound.
 * @throws SettingError if the name of a binding is used for something else
 */
export function bindings(env: Environment): Host {
  const rateLimiter = binding<RateLimitBinding>(env, "RATE_LIMITER", ["limit"]);
  const writers = binding<RecordWriters>(env, "RECORD_WRITER", ["idFromName", "get"]);
  const keepers = binding<Gatekeepers>(env, "SHOP_GATE", ["idFromName", "get"]);
  const bound = binding<D1Binding>(env, "DATABASE", ["prepare", "batch"]);
  const jobs = binding<WakeQueue>(env, "JOB_QUEUE", ["send"]);
  return {
    cache: caches.default,
    eventBudget: EVENT_BUDGET,
    // A request to D1 ends with the one that made it, so the line of a shop is never kept there.
    gate: (limits, report) =>
      keepers === undefined ? openGate(limits) : durableGate(keepers, limits, report),
    ...(bound && { bound: d1Database(bound) }),
    ...(jobs && { wake: wakeBy(jobs) }),
    ...(rateLimiter && { rateLimiter }),
    ...(writers && { queue: durableQueue(writers) }),
  };
}
