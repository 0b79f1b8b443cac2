import { offered } from "./actions/offered.js";
import { listedCallers } from "./callers/authenticate.js";
import type { ShopAction } from "./catalogue/action.js";
import type { Outcome, WriteJob } from "./catalogue/outcome.js";
import { confirmationsUnder } from "./confirming/confirmation.js";
import { confirmKey } from "./confirming/key.js";
import { binding, type Environment, SettingError, text } from "./environment.js";
import { type Events, openEvents } from "./events/open.js";
import { siteReader } from "./events/read-site.js";
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
import { processQueue } from "./running/queue.js";
import { write } from "./running/run.js";
import type { Host, Service } from "./service.js";
import { readSettings, type Settings } from "./settings.js";
import { memoryCache, sharedCache } from "./shop/cache.js";
import { openShutdown } from "./shutdown.js";
import { sitesOfEnvironment } from "./sites/environment.js";
import { type SiteNamespace, sitesOfKv } from "./sites/kv.js";
import { addressProblem } from "./sites/public-address.js";
import { readMasterSecrets } from "./sites/sealed.js";
import type { SiteRegistry } from "./sites/site.js";
import type { Database } from "./sql/database.js";

const DAY_MS = 86_400_000;

/**
 * Puts a service together from what is set, what the runtime lends and what is offered.
 * @throws SettingError naming a setting that is wrong
 * @throws TypeError naming an action whose declaration is wrong
 */
export function assemble(env: Environment, host: Host, actions: readonly ShopAction[]): Service {
  const settings = readSettings(env);
  const perform = (job: WriteJob): Promise<Outcome> => write(service, job);
  const service: Service = {
    settings,
    callers: settings.callers.length > 0 ? [listedCallers(settings.callers)] : [],
    database: openDatabase(env, host),
    events: null,
    background: [],
    catalogue: offered(actions),
    sites: openSites(env),
    journal: openJournal(env, settings, host),
    confirmations: confirmationsUnder(confirmKey(env)),
    queue: host.queue ?? processQueue(perform, () => settings.writeMs),
    rate: openLimiter(host.rateLimiter, settings),
    pace: memoryPace(),
    cache: host.cache ? sharedCache(host.cache) : memoryCache(),
    shutdown: host.shutdown ?? openShutdown(),
    log: host.log ?? ((line) => console.log(JSON.stringify(line))),
    now: Date.now,
  };
  service.events = eventsOf(env, service);
  service.background = [...service.background, ...(service.events?.background ?? [])];
  return service;
}

/** Events need somewhere to be kept, and what seals the secrets they are signed with. */
function eventsOf(env: Environment, service: Service): Events | null {
  const { database, settings, now } = service;
  const secrets = text(env, "MASTER_SECRETS");
  if (database === null || secrets === undefined) return null;
  return openEvents({
    database,
    secrets: readMasterSecrets(secrets),
    read: siteReader(service),
    problemOf: (url) => addressProblem(url, settings.addresses),
    everyMs: settings.eventsEveryMs,
    keptMs: settings.eventsDays * DAY_MS,
    now,
    tell: (line) =>
      console.log(
        JSON.stringify({ time: new Date(now()).toISOString(), background: "events", ...line }),
      ),
  });
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
  if (namespace !== undefined) return timedJournal(kvJournal(namespace, journalDays));
  if (path === undefined) return memoryJournal(journalDays);
  if (journalFile === undefined) {
    throw new SettingError("JOURNAL_FILE", "needs Node, Deno or Bun; this runtime has no files.");
  }
  return timedJournal(journalFile(path, journalDays));
}
