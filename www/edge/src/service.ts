import type { WriteQueue } from "./actions/queue.js";
import type { Confirmations } from "./confirming/confirmation.js";
import type { Ending } from "./ending.js";
import type { LogLine } from "./http/log.js";
import type { Journal } from "./journal/journal.js";
import type { RateLimitBinding, RateLimiter } from "./limits/rate.js";
import type { Settings } from "./settings.js";
import type { CacheLike, ResponseCache } from "./shop/cache.js";
import type { SiteRegistry } from "./sites/site.js";

/** Everything a request is served with. */
export interface Service {
  settings: Settings;
  sites: SiteRegistry;
  journal: Journal;
  confirmations: Confirmations;
  queue: WriteQueue;
  rate: RateLimiter;
  cache: ResponseCache;
  ending: Ending;
  log: (line: LogLine) => void;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** What a runtime may do better than a single process. */
export interface Host {
  cache?: CacheLike;
  rateLimiter?: RateLimitBinding;
  /** A queue that all instances share. */
  queue?: WriteQueue;
  /** A journal in a file, by its path. */
  journalFile?: (path: string, days: number) => Journal;
  /** Of the process; it never ends by itself without one. */
  ending?: Ending;
  log?: (line: LogLine) => void;
}
