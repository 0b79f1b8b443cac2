import { parsedJson } from "../json.js";
import { withTimeout } from "../limits/timeout.js";
import type { Database, Row } from "../sql/database.js";
import { withTables } from "../sql/tables.js";
import { readEntry, type SiteEntry, unreadable, writeEntry } from "./entry.js";
import { summaryOf } from "./kv.js";
import type { MasterSecrets } from "./sealed.js";
import { isSiteId, type SiteSummary } from "./site.js";
import type { SiteStore } from "./store.js";

/** `entry` and `shown` are the value and the metadata of a namespace's entry, as JSON. */
const TABLES = [
  "CREATE TABLE IF NOT EXISTS sites (id TEXT PRIMARY KEY, entry TEXT NOT NULL, shown TEXT NOT NULL)",
];

/** Rows read at once. */
const AT_ONCE = 1_000;

/** The entries of sites in a database, as they are sealed. */
export interface SqlEntries {
  find(id: string): Promise<string | undefined>;
  list(): Promise<SiteSummary[]>;
  /** The summaries by id, from behind `after`. */
  from(after: string): AsyncGenerator<SiteSummary>;
  /** Adds an entry, or replaces it; `false` where `isNew` and the id is taken. */
  put(id: string, entry: Pick<SiteEntry, "value" | "metadata">, isNew: boolean): Promise<boolean>;
  remove(id: string): Promise<boolean>;
}

/** Opens the entries of a database. */
export function sqlEntries(given: Database): SqlEntries {
  const database = withTables(given, TABLES);
  const read = async (sql: string, values: (string | number)[]) => {
    try {
      return await withTimeout(database.all(sql, values));
    } catch {
      throw unreadable("The sites cannot be read right now.", "Retry in a moment.", true);
    }
  };
  async function* from(after: string): AsyncGenerator<SiteSummary> {
    let last = after;
    for (;;) {
      const rows = await read("SELECT id, shown FROM sites WHERE id > $1 ORDER BY id LIMIT $2", [
        last,
        AT_ONCE,
      ]);
      yield* rows.map(summaryIn);
      if (rows.length < AT_ONCE) return;
      last = String(rows.at(-1)?.id);
    }
  }
  return {
    from,
    find: async (id) => {
      const [row] = await read("SELECT entry FROM sites WHERE id = $1", [id]);
      return row === undefined ? undefined : String(row.entry);
    },
    list: async () => {
      const sites: SiteSummary[] = [];
      for await (const site of from("")) sites.push(site);
      return sites;
    },
    put: async (id, { value, metadata }, isNew) => {
      const taken = isNew ? "NOTHING" : "UPDATE SET entry = excluded.entry, shown = excluded.shown";
      const rows = await changed(
        database.all(
          `INSERT INTO sites (id, entry, shown) VALUES ($1, $2, $3)
            ON CONFLICT (id) DO ${taken} RETURNING id`,
          [id, value, JSON.stringify(metadata)],
        ),
      );
      return rows.length > 0;
    },
    remove: async (id) => {
      const rows = await changed(
        database.all("DELETE FROM sites WHERE id = $1 RETURNING id", [id]),
      );
      return rows.length > 0;
    },
  };
}

/** Sites in a database, their keys sealed as in a namespace. A change counts for the next request. */
export function sqlSites(database: Database, secrets: MasterSecrets): SiteStore {
  const entries = sqlEntries(database);
  return {
    find: async (id) => {
      const value = isSiteId(id) ? await entries.find(id) : undefined;
      return value === undefined ? undefined : readEntry(id, value, secrets);
    },
    list: async (reaches) => (await entries.list()).filter(({ id }) => reaches(id)),
    page: async ({ after, limit, reaches }) => {
      const sites: SiteSummary[] = [];
      for await (const site of entries.from(after ?? "")) {
        if (sites.length === limit) break;
        if (reaches(site.id)) sites.push(site);
      }
      return sites;
    },
    put: async (site, { isNew = false } = {}) =>
      entries.put(site.id, await writeEntry(site, secrets), isNew),
    remove: entries.remove,
  };
}

async function changed<T>(work: Promise<T>): Promise<T> {
  try {
    return await withTimeout(work);
  } catch {
    const hint = "List the sites to see whether the change was made, then retry.";
    throw unreadable("The sites cannot be changed right now.", hint, true);
  }
}

function summaryIn({ id, shown }: Row): SiteSummary {
  return summaryOf(String(id), parsedJson(String(shown)));
}
