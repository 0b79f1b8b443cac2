// Where the worker may keep what it knows: each store in every place that has it. `open()` starts the
// place; a store of it is made by `store(clocks)`, and by `beside(clocks)` as if in another process.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SKIP as NO_KV } from "../../edge/support/cloudflare.mjs";
import { load } from "../../edge/support/here.mjs";
import { ENGINES } from "../support/engines.mjs";

const worker = await load(
  "callers/memory.ts",
  "callers/sql.ts",
  "journal/kv.ts",
  "journal/log.ts",
  "journal/memory.ts",
  "journal/sql.ts",
  "limits/rate.ts",
  "limits/sql.ts",
  "locks/contended.ts",
  "locks/leases.ts",
  "locks/memory.ts",
  "sites/kv.ts",
  "sites/memory.ts",
  "sites/sealed.ts",
  "sites/sql.ts",
  "../entries/log-file.ts",
);

export const SECRETS = worker.readMasterSecrets(worker.makeMasterSecret("first"));
/** Of the journals. */
export const DAYS = 30;
/** Of the rates. */
export const PER_MINUTE = 60;

/** By store, `(database, now) => store`. */
const IN_SQL = {
  journal: (database, { now }) => worker.sqlJournal(database, DAYS, now),
  sites: (database) => worker.sqlSites(database, SECRETS),
  callers: (database) => worker.sqlCallers(database),
  rates: (database, { now }) => worker.sqlLimiter(database, PER_MINUTE, now),
  locks: (database, clocks) => database.locks ?? worker.contended(worker.leases(database, clocks)),
};

/** By store, in the memory of a process: there is no other process. */
const IN_MEMORY = {
  journal: ({ now }) => worker.memoryJournal(DAYS, now),
  sites: () => worker.memorySites(),
  callers: () => worker.memoryCallers(),
  rates: ({ now }) => worker.memoryLimiter(PER_MINUTE, now),
  locks: () => worker.memoryLocks(),
};

/** Workers KV, where `store(namespace)` makes a store. */
const workersKv = (name, store) => ({
  skip: NO_KV,
  open: async () => {
    const { Miniflare } = await import("miniflare");
    const miniflare = new Miniflare({
      modules: true,
      script: "export default { fetch: () => new Response() };",
      compatibilityDate: "2026-04-20",
      kvNamespaces: [name],
    });
    const namespace = await miniflare.getKVNamespace(name);
    const make = (clocks) => store(namespace, clocks);
    return { store: make, beside: make, stop: () => miniflare.dispose() };
  },
});

/** Journals that are no database. */
const OTHER_JOURNALS = {
  file: {
    skip: false,
    open: async () => {
      const folder = await mkdtemp(join(tmpdir(), "stores-"));
      const files = [];
      const store = ({ now }) => {
        const file = worker.logFile(join(folder, "changes.jsonl"));
        files.push(file);
        return worker.logJournal(file, DAYS, now);
      };
      return {
        store,
        beside: store,
        stop: async () => {
          await Promise.all(files.map((file) => file.close()));
          await rm(folder, { recursive: true });
        },
      };
    },
  },
  "Workers KV": workersKv("JOURNAL_KV", (namespace, { now }) =>
    worker.kvJournal(namespace, DAYS, now),
  ),
};

/** By store, its places that are neither memory nor a database. */
const ELSEWHERE = {
  journal: OTHER_JOURNALS,
  sites: {
    "Workers KV": workersKv("SITES_KV", (namespace) => worker.siteStoreOfKv(namespace, SECRETS)),
  },
};

/** The places of a store by name. */
export function placesOf(what) {
  const engines = Object.entries(ENGINES).map(([name, { skip, open }]) => [
    name,
    {
      skip,
      open: async () => {
        const engine = await open();
        const [database, other] = [engine.database, await engine.beside()];
        return {
          ...engine,
          store: (clocks) => IN_SQL[what](database, clocks),
          beside: (clocks) => IN_SQL[what](other, clocks),
        };
      },
    },
  ]);
  const memory = {
    skip: false,
    open: async () => {
      const made = new Map();
      const store = (clocks) => {
        if (!made.has(clocks)) made.set(clocks, IN_MEMORY[what](clocks));
        return made.get(clocks);
      };
      return { store, beside: store, stop: async () => {} };
    },
  };
  return { memory, ...ELSEWHERE[what], ...Object.fromEntries(engines) };
}

/** The stores in SQL over a database of the test's own. */
export function inSql(what, database, clocks = { now: Date.now }) {
  return IN_SQL[what](database, clocks);
}
