import type { Outcome, WriteJob } from "./actions/outcome.js";
import { processQueue, type WriteQueue } from "./actions/queue.js";
import { write } from "./actions/run.js";
import type { LogLine } from "./http/log.js";
import type { Journal } from "./journal/journal.js";
import { type JournalNamespace, kvJournal } from "./journal/kv.js";
import { memoryJournal } from "./journal/memory.js";
import { patient } from "./journal/patient.js";
import {
  boundLimiter,
  memoryLimiter,
  type RateLimitBinding,
  type RateLimiter,
} from "./limits/rate.js";
import { binding, type Environment, readSettings, type Settings, text } from "./settings.js";
import { type CacheLike, memoryCache, type ResponseCache, sharedCache } from "./shop/cache.js";
import { sitesOfEnvironment } from "./sites/environment.js";
import { type SiteNamespace, sitesOfKv } from "./sites/kv.js";
import { readMasterSecrets } from "./sites/sealed.js";
import type { SiteRegistry } from "./sites/site.js";

/** Everything a request is served with. */
export interface Service {
  settings: Settings;
  sites: SiteRegistry;
  journal: Journal;
  queue: WriteQueue;
  rate: RateLimiter;
  cache: ResponseCache;
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
  log?: (line: LogLine) => void;
}

/**
 * Puts a service together from what is set and what the runtime lends.
 * @throws SettingError naming a setting that is wrong
 */
export function assemble(env: Environment, host: Host = {}): Service {
  const settings = readSettings(env);
  const perform = (job: WriteJob): Promise<Outcome> => write(service, job);
  const service: Service = {
    settings,
    sites: openSites(env),
    journal: openJournal(env, settings),
    queue: host.queue ?? processQueue(perform, () => settings.writeMs),
    rate: openLimiter(host.rateLimiter, settings),
    cache: host.cache ? sharedCache(host.cache) : memoryCache(),
    log: host.log ?? ((line) => console.log(JSON.stringify(line))),
    now: Date.now,
  };
  return service;
}

function openLimiter(
  bound: RateLimitBinding | undefined,
  { ratePerMinute }: Settings,
): RateLimiter {
  const own = memoryLimiter(ratePerMinute);
  return bound ? boundLimiter(bound, own) : own;
}

function openSites(env: Environment): SiteRegistry {
  const namespace = binding<SiteNamespace>(env, "SITES_KV", ["get", "list"]);
  return namespace === undefined
    ? sitesOfEnvironment(text(env, "SITES"))
    : sitesOfKv(namespace, readMasterSecrets(text(env, "MASTER_SECRETS")));
}

function openJournal(env: Environment, { journalDays }: Settings): Journal {
  const namespace = binding<JournalNamespace>(env, "JOURNAL_KV", ["get", "put", "list"]);
  return namespace ? patient(kvJournal(namespace, journalDays)) : memoryJournal(journalDays);
}
