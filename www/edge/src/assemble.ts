import { offered } from "./actions/offered.js";
import { listedCallers } from "./callers/authenticate.js";
import { readCallers } from "./callers/read.js";
import { readSignedTokens, signedCallers } from "./callers/signed.js";
import type { CallerSource } from "./callers/source.js";
import type { CallerStore } from "./callers/store.js";
import { storedCallers } from "./callers/stored.js";
import type { Catalogue, ShopAction } from "./catalogue/action.js";
import type { Outcome, WriteJob } from "./catalogue/outcome.js";
import { confirmationsUnder } from "./confirming/confirmation.js";
import { confirmKey } from "./confirming/key.js";
import { binding, type Environment, SettingError, text } from "./environment.js";
import { eventsOfService } from "./events/of-service.js";
import type { Journal } from "./journal/journal.js";
import { type JournalNamespace, kvJournal } from "./journal/kv.js";
import { memoryJournal } from "./journal/memory.js";
import { timedJournal } from "./journal/timed.js";
import { memoryPace } from "./limits/pace.js";
import {
  boundLimiter,
  memoryLimiter,
  type RateLimitBinding,
  type RateLimiter,
} from "./limits/rate.js";
import { wrongTokens } from "./limits/wrong-tokens.js";
import { processQueue } from "./running/queue.js";
import { write } from "./running/run.js";
import type { Host, Service } from "./service.js";
import { readSettings, type Settings } from "./settings.js";
import { memoryCache, sharedCache } from "./shop/cache.js";
import { openShutdown } from "./shutdown.js";
import { sitesOfEnvironment } from "./sites/environment.js";
import { siteStoreOfKv, type WritableSiteNamespace } from "./sites/kv.js";
import { readMasterSecrets } from "./sites/sealed.js";
import type { SiteRegistry } from "./sites/site.js";
import type { SiteStore } from "./sites/store.js";
import type { Database } from "./sql/database.js";

/**
 * Puts a service together from what is set, what the runtime lends and what is offered.
 * @throws SettingError naming a setting that is wrong
 * @throws TypeError naming an action whose declaration is wrong
 */
export function assemble(env: Environment, host: Host, actions: readonly ShopAction[]): Service {
  const settings = readSettings(env);
  const catalogue = offered(actions);
  const database = openDatabase(env, host);
  const callerStore = null as CallerStore | null;
  const perform = (job: WriteJob): Promise<Outcome> => write(service, job);
  const siteStore = openSiteStore(env);
  const service: Service = {
    settings,
    events: null,
    callers: callersOf(env, catalogue, callerStore),
    callerStore,
    siteStore,
    database,
    background: [],
    catalogue,
    sites: openSites(env, siteStore),
    journal: openJournal(env, settings, host),
    confirmations: confirmationsUnder(confirmKey(env)),
    queue: host.queue ?? processQueue(perform, () => settings.writeMs),
    rate: openLimiter(host.rateLimiter, settings),
    strangers: memoryLimiter(settings.ratePerMinute),
    wrongTokens: wrongTokens(settings.wrongPerMinute),
    pace: memoryPace(),
    cache: host.cache ? sharedCache(host.cache) : memoryCache(),
    shutdown: host.shutdown ?? openShutdown(),
    log: host.log ?? ((line) => console.log(JSON.stringify(line))),
    now: Date.now,
  };
  service.events = eventsOfService(env, host, service);
  service.background = [...service.background, ...(service.events?.background ?? [])];
  return service;
}

function openDatabase(env: Environment, { bound, database }: Host): Database | null {
  if (bound !== undefined) return bound;
  const url = text(env, "DATABASE_URL");
  if (url === undefined) return null;
  if (database !== undefined) return database(url);
  throw new SettingError(
    "DATABASE_URL",
    "needs Node, Deno or Bun; this runtime opens no databases.",
  );
}

/** Where the callers are, those of the setting first: they work while others cannot be read. */
function callersOf(env: Environment, catalogue: Catalogue, store: CallerStore | null) {
  const find = (name: string) => catalogue.find(name);
  const listed = readCallers(text(env, "CALLERS"), find);
  const signed = readSignedTokens(env);
  const sources: CallerSource[] = [];
  if (listed.length > 0) sources.push(listedCallers(listed));
  if (signed !== null) sources.push(signedCallers(signed, find));
  if (store !== null) sources.push(storedCallers(store));
  return sources;
}

function openLimiter(
  bound: RateLimitBinding | undefined,
  { ratePerMinute }: Settings,
): RateLimiter {
  const own = memoryLimiter(ratePerMinute);
  return bound ? boundLimiter(bound, own) : own;
}

function openSiteStore(env: Environment): SiteStore | null {
  const namespace = binding<WritableSiteNamespace>(env, "SITES_KV", ["get", "list"]);
  return namespace === undefined
    ? null
    : siteStoreOfKv(namespace, readMasterSecrets(text(env, "MASTER_SECRETS")));
}

function openSites(env: Environment, store: SiteStore | null): SiteRegistry {
  return store ?? sitesOfEnvironment(text(env, "SITES"));
}

function openJournal(env: Environment, { journalDays }: Settings, { journalFile }: Host): Journal {
  const methods = ["get", "put", "delete", "list"] as const;
  const namespace = binding<JournalNamespace>(env, "JOURNAL_KV", methods);
  const path = text(env, "JOURNAL_FILE");
  if (namespace !== undefined) return timedJournal(kvJournal(namespace, journalDays));
  if (path === undefined) return memoryJournal(journalDays);
  if (journalFile === undefined) {
    throw new SettingError("JOURNAL_FILE", "needs Node, Deno or Bun; this runtime has no files.");
  }
  return timedJournal(journalFile(path, journalDays));
}
