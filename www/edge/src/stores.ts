import type { BackgroundWork } from "./background/work.js";
import { sqlCallers } from "./callers/sql.js";
import type { CallerStore } from "./callers/store.js";
import { binding, type Environment, SettingError, text } from "./environment.js";
import type { Journal } from "./journal/journal.js";
import { type JournalNamespace, kvJournal } from "./journal/kv.js";
import { memoryJournal } from "./journal/memory.js";
import { reportedJournal } from "./journal/reported.js";
import { expiredChanges, sqlJournal } from "./journal/sql.js";
import { timedJournal } from "./journal/timed.js";
import { openGate } from "./limits/gate.js";
import { quietShops, sharedStates, sqlStates } from "./limits/gate-sql.js";
import { boundLimiter, memoryLimiter, type RateLimiter } from "./limits/rate.js";
import type { ShopGate } from "./limits/shop-gate.js";
import { fullBuckets, sharedLimiter, sqlLimiter } from "./limits/sql.js";
import { contended } from "./locks/contended.js";
import { expiredLeases, leases } from "./locks/leases.js";
import type { Locks } from "./locks/lock.js";
import { memoryLocks } from "./locks/memory.js";
import type { Report } from "./logging/report.js";
import type { Host, OpenedDatabase } from "./service.js";
import type { Settings } from "./settings.js";
import { allSites } from "./sites/all.js";
import { sitesOfEnvironment } from "./sites/environment.js";
import { siteStoreOfKv, type WritableSiteNamespace } from "./sites/kv.js";
import { memorySites } from "./sites/memory.js";
import { readMasterSecrets } from "./sites/sealed.js";
import type { SiteRegistry } from "./sites/site.js";
import { sqlSites } from "./sites/sql.js";
import type { SiteStore } from "./sites/store.js";
import { cleaning } from "./sql/cleaning.js";
import { reporting } from "./sql/reporting.js";

/** Where everything is kept. */
export interface ServiceStores {
  database: OpenedDatabase | null;
  siteStore: SiteStore | null;
  sites: SiteRegistry;
  callerStore: CallerStore | null;
  journal: Journal;
  locks: Locks;
  rate: RateLimiter;
  gate: ShopGate;
  background: readonly BackgroundWork[];
}

/**
 * Opens the stores: a database where one is set up, else what the runtime has or is set for each of them.
 * @throws SettingError naming a setting that is wrong
 */
export function openStores(
  env: Environment,
  settings: Settings,
  host: Host,
  report: Report,
): ServiceStores {
  const database = openDatabase(env, host);
  const siteStore = openSiteStore(env, database, report);
  return {
    database,
    siteStore,
    sites: openSites(env, siteStore),
    callerStore: database && sqlCallers(database),
    journal: reportedJournal(openJournal(env, settings, host, database), report),
    locks: openLocks(database, report),
    rate: openLimiter(host, settings, database, report),
    gate: openShopGate(host, settings, database, report),
    background: database === null ? [] : [cleaningOf(database, settings)],
  };
}

function openDatabase(env: Environment, { bound, database }: Host): OpenedDatabase | null {
  if (bound !== undefined) return bound;
  const url = text(env, "DATABASE_URL");
  if (url === undefined) return null;
  if (database !== undefined) return database(url);
  throw new SettingError(
    "DATABASE_URL",
    "needs Node, Deno or Bun; this runtime opens no databases.",
  );
}

function openSiteStore(
  env: Environment,
  database: OpenedDatabase | null,
  report: Report,
): SiteStore | null {
  const secrets = text(env, "MASTER_SECRETS");
  const namespace = binding<WritableSiteNamespace>(env, "SITES_KV", ["get", "list"]);
  if (database === null && namespace !== undefined) {
    return siteStoreOfKv(namespace, readMasterSecrets(secrets));
  }
  if (database === null) return sitesInMemory(env);
  // Without secrets a database keeps no keys, but everything else.
  if (secrets === undefined) return null;
  const reported = reporting(database, (thrown) => report("sites", thrown));
  return sqlSites(reported, readMasterSecrets(secrets));
}

/** A worker that is tried out needs no place for keys. Several processes would each know other sites. */
function sitesInMemory(env: Environment): SiteStore | null {
  const place = text(env, "CONNECTED_SITES");
  if (place === undefined) return null;
  if (place === "memory") return memorySites();
  throw new SettingError("CONNECTED_SITES", 'is not "memory".');
}

/** Those of the setting first: they work while others cannot be read. */
function openSites(env: Environment, store: SiteStore | null): SiteRegistry {
  const listed = sitesOfEnvironment(text(env, "SITES"));
  return store === null ? listed : allSites([listed, store]);
}

function openJournal(
  env: Environment,
  { journalDays }: Settings,
  { journalFile }: Host,
  database: OpenedDatabase | null,
): Journal {
  if (database !== null) return timedJournal(sqlJournal(database, journalDays));
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

function openLocks(database: OpenedDatabase | null, report: Report): Locks {
  if (database === null) return memoryLocks();
  const { acquire } = database.locks ?? contended(leases(database));
  return {
    acquire: (name, mostMs) =>
      acquire(name, mostMs).catch((thrown): never => {
        report("locks", thrown);
        throw thrown;
      }),
  };
}

function openLimiter(
  { rateLimiter }: Host,
  { ratePerMinute }: Settings,
  database: OpenedDatabase | null,
  report: Report,
): RateLimiter {
  const own = memoryLimiter(ratePerMinute);
  if (rateLimiter !== undefined) return boundLimiter(rateLimiter, own, report);
  return database === null ? own : sharedLimiter(sqlLimiter(database, ratePerMinute), own, report);
}

function openShopGate(
  { gate }: Host,
  { shop }: Settings,
  database: OpenedDatabase | null,
  report: Report,
): ShopGate {
  if (gate !== undefined) return gate(shop, report);
  if (database === null) return openGate(shop);
  return openGate(shop, { states: sharedStates(sqlStates(database), report) });
}

/** What has expired goes even where nobody writes: changes hold data of customers. */
function cleaningOf(database: OpenedDatabase, { journalDays }: Settings): BackgroundWork {
  return cleaning(database, (now) => [
    ...expiredChanges(journalDays, now),
    ...expiredLeases(now),
    ...fullBuckets(now),
    ...quietShops(now),
  ]);
}
