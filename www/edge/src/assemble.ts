import type { Outcome, WriteJob } from "./actions/outcome.js";
import { processQueue } from "./actions/queue.js";
import { write } from "./actions/run.js";
import { confirmationsUnder } from "./confirming/confirmation.js";
import { confirmKey } from "./confirming/key.js";
import { openEnding } from "./ending.js";
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
import type { Host, Service } from "./service.js";
import {
  binding,
  type Environment,
  readSettings,
  SettingError,
  type Settings,
  text,
} from "./settings.js";
import { memoryCache, sharedCache } from "./shop/cache.js";
import { sitesOfEnvironment } from "./sites/environment.js";
import { type SiteNamespace, sitesOfKv } from "./sites/kv.js";
import { readMasterSecrets } from "./sites/sealed.js";
import type { SiteRegistry } from "./sites/site.js";

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
    journal: openJournal(env, settings, host),
    confirmations: confirmationsUnder(confirmKey(env)),
    queue: host.queue ?? processQueue(perform, () => settings.writeMs),
    rate: openLimiter(host.rateLimiter, settings),
    cache: host.cache ? sharedCache(host.cache) : memoryCache(),
    ending: host.ending ?? openEnding(),
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

function openJournal(env: Environment, { journalDays }: Settings, { journalFile }: Host): Journal {
  const methods = ["get", "put", "delete", "list"] as const;
  const namespace = binding<JournalNamespace>(env, "JOURNAL_KV", methods);
  const path = text(env, "JOURNAL_FILE");
  if (namespace !== undefined) return patient(kvJournal(namespace, journalDays));
  if (path === undefined) return memoryJournal(journalDays);
  if (journalFile === undefined) {
    throw new SettingError("JOURNAL_FILE", "needs Node, Deno or Bun: there are no files here.");
  }
  return patient(journalFile(path, journalDays));
}
