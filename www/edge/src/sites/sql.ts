import { parsedJson } from "../json.js";
import { withTimeout } from "../limits/timeout.js";
import type { Database, Row } from "../sql/database.js";
import { withTables } from "../sql/tables.js";
import { readEntry, unreadable, writeEntry } from "./entry.js";
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

/** Sites in a database, their keys sealed as in a namespace. A change counts for the next request. */
export function sqlSites(given: Database, secrets: MasterSecrets): SiteStore {
  const database = withTables(given, TABLES);
  const read = async (sql: string, values: (string | number)[]) => {
    try {
      return await withTimeout(database.all(sql, values));
    } catch {
      throw unreadable("The sites cannot be read right now.", "Retry in a moment.", true);
    }
  };
  /** The summaries by id, from behind `after`. */
  async function* summaries(after: string): AsyncGenerator<SiteSummary> {
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
    find: async (id) => {
      if (!isSiteId(id)) return undefined;
      const [row] = await read("SELECT entry FROM sites WHERE id = $1", [id]);
      return row === undefined ? undefined : readEntry(id, String(row.entry), secrets);
    },
    list: async (reaches) => {
      const sites: SiteSummary[] = [];
      for await (const site of summaries("")) if (reaches(site.id)) sites.push(site);
      return sites;
    },
    page: async ({ after, limit, reaches }) => {
      const sites: SiteSummary[] = [];
      for await (const site of summaries(after ?? "")) {
        if (sites.length === limit) break;
        if (reaches(site.id)) sites.push(site);
      }
      return sites;
    },
    put: async (site, { isNew = false } = {}) => {
      const { value, metadata } = await writeEntry(site, secrets);
      const taken = isNew ? "NOTHING" : "UPDATE SET entry = excluded.entry, shown = excluded.shown";
      const rows = await changed(
        database.all(
          `INSERT INTO sites (id, entry, shown) VALUES ($1, $2, $3)
            ON CONFLICT (id) DO ${taken} RETURNING id`,
          [site.id, value, JSON.stringify(metadata)],
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
