import type { Confirmation } from "../confirming/confirmation.js";
import type { Place } from "../sites/installation.js";
import { bindings } from "../sql/bind.js";
import type { Database, Row, Statement, Value } from "../sql/database.js";
import { withTables } from "../sql/tables.js";
import { DAY_MS, sortKey, timeOf } from "./id.js";
import {
  type Change,
  type ChangeQuery,
  type Journal,
  type ListedChange,
  MAY_GO_ON_MS,
} from "./journal.js";

/** Sites in one statement: D1 takes 100 values. */
const MOST_SITES = 80;

/** `at` is the moment in the id; what else is asked for stands beside the JSON of a change. */
const TABLES = [
  `CREATE TABLE IF NOT EXISTS changes (
    id TEXT PRIMARY KEY,
    at BIGINT NOT NULL,
    site TEXT NOT NULL,
    installation TEXT,
    resource TEXT NOT NULL,
    record BIGINT NOT NULL,
    undoes TEXT,
    is_open INTEGER NOT NULL,
    change TEXT NOT NULL
  )`,
  "CREATE INDEX IF NOT EXISTS changes_by_site ON changes (site, at)",
  "CREATE INDEX IF NOT EXISTS changes_by_age ON changes (at)",
  "CREATE INDEX IF NOT EXISTS changes_open ON changes (resource, record) WHERE is_open = 1",
  "CREATE INDEX IF NOT EXISTS changes_that_undo ON changes (undoes) WHERE undoes IS NOT NULL",
  `CREATE TABLE IF NOT EXISTS confirmations (
    id TEXT PRIMARY KEY,
    until BIGINT NOT NULL,
    change TEXT NOT NULL
  )`,
];

const COLUMNS = "id, at, site, installation, resource, record, undoes, is_open, change";
/** What the columns are: PostgreSQL takes a value in a SELECT for a text. */
const TYPES = "TEXT BIGINT TEXT TEXT TEXT BIGINT TEXT INTEGER TEXT".split(" ");
const REPLACE = `ON CONFLICT (id) DO UPDATE SET
  site = excluded.site, installation = excluded.installation, resource = excluded.resource,
  record = excluded.record, undoes = excluded.undoes, is_open = excluded.is_open, change = excluded.change`;

/**
 * A journal in a database. All processes that share it see the same at once, and of two that begin to
 * write one record the database decides which one may.
 */
export function sqlJournal(given: Database, days: number, now: () => number = Date.now): Journal {
  const database = withTables(given, TABLES);
  const oldest = () => now() - days * DAY_MS;
  return {
    open: async (change, confirmation, known = []) => {
      const since = now() - MAY_GO_ON_MS;
      const insert = openUnlessTaken(change, confirmation, known, since);
      if (confirmation === null) {
        const [kept = []] = await database.batch([insert], serialOf(change));
        return kept.length > 0 ? "kept" : "taken";
      }
      const statements = [
        use(confirmation, change.id),
        insert,
        userOf(confirmation),
        release(confirmation, change.id),
      ];
      const [, kept = [], users = []] = await database.batch(statements, serialOf(change));
      if (kept.length > 0) return "kept";
      return users[0]?.change === change.id ? "taken" : "used";
    },
    settle: async (change) => {
      const { values, bind } = bindings();
      const row = columnsOf(change).map(bind).join(", ");
      await database.all(`INSERT INTO changes (${COLUMNS}) VALUES (${row}) ${REPLACE}`, values);
    },
    drop: async ({ site }, id) => {
      await database.all("DELETE FROM changes WHERE id = $1 AND site = $2", [id, site]);
    },
    find: async ({ site }, id) => {
      const rows = await database.all(
        "SELECT change FROM changes WHERE id = $1 AND site = $2 AND at >= $3",
        [id, site, oldest()],
      );
      return rows.map(changeIn)[0];
    },
    list: async (places, query) => {
      const sites = [...new Set(places.map(({ site }) => site))];
      const pages: ListedChange[][] = [];
      for (let at = 0; at < sites.length; at += MOST_SITES) {
        const { sql, values } = listing(sites.slice(at, at + MOST_SITES), query, oldest());
        const rows = await database.all(sql, values);
        pages.push(rows.map((row) => ({ ...changeIn(row), undone_by: textIn(row.undone_by) })));
      }
      const [only = [], ...others] = pages;
      return others.length === 0 ? only : newest(pages, query.limit);
    },
    unsettled: async ({ site, installation = null }, resource, record) => {
      const rows = await database.all(
        `SELECT change FROM changes WHERE is_open = 1 AND resource = $1 AND record = $2
          AND (site = $3 OR installation = $4) AND at >= $5 ORDER BY at, id`,
        [resource, record, site, installation, oldest()],
      );
      return rows.map(changeIn);
    },
    isUsed: async ({ id }) => {
      const rows = await database.all("SELECT id FROM confirmations WHERE id = $1", [id]);
      return rows.length > 0;
    },
  };
}

/** What has expired: it is not shown any more, and holds data of customers. */
export function expiredChanges(days: number, now: number): Statement[] {
  return [
    { sql: "DELETE FROM changes WHERE at < $1", values: [now - days * DAY_MS] },
    { sql: "DELETE FROM confirmations WHERE until <= $1", values: [now] },
  ];
}

/** Keeps a change, unless another one of its record is open that its writer does not know of. */
function openUnlessTaken(
  change: Change,
  confirmation: Confirmation | null,
  known: readonly Change[],
  since: number,
): Required<Statement> {
  const { values, bind } = bindings();
  const typed = columnsOf(change).map((value, at) => `CAST(${bind(value)} AS ${TYPES[at]})`);
  // Older ones are in nobody's way, whether they are known or not.
  const young = known.filter((one) => timeOf(one.id) > since).map((one) => bind(one.id));
  const mine = [bind(change.id), ...young].join(", ");
  const isFirst =
    confirmation === null
      ? ""
      : `EXISTS (SELECT 1 FROM confirmations WHERE id = ${bind(confirmation.id)}
          AND change = ${bind(change.id)}) AND`;
  const sql = `INSERT INTO changes (${COLUMNS}) SELECT ${typed.join(", ")}
    WHERE ${isFirst} NOT EXISTS (
      SELECT 1 FROM changes WHERE is_open = 1 AND resource = ${bind(change.resource)}
        AND record = ${bind(change.record)} AND at > ${bind(since)} AND id NOT IN (${mine})
        AND (site = ${bind(change.site)} OR installation = ${bind(change.installation ?? null)})
    ) ${REPLACE} WHERE changes.is_open = 1 RETURNING id`;
  return { sql, values };
}

function use({ id, until }: Confirmation, change: string): Statement {
  const sql =
    "INSERT INTO confirmations (id, until, change) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING";
  return { sql, values: [id, until, change] };
}

function userOf({ id }: Confirmation): Statement {
  return { sql: "SELECT change FROM confirmations WHERE id = $1", values: [id] };
}

/** Whoever has to wait for another writer may confirm again. */
function release({ id }: Confirmation, change: string): Statement {
  const sql = `DELETE FROM confirmations WHERE id = $1 AND change = $2
    AND NOT EXISTS (SELECT 1 FROM changes WHERE id = $2)`;
  return { sql, values: [id, change] };
}

function listing(
  sites: readonly string[],
  { limit, before, resource, record }: ChangeQuery,
  oldest: number,
): Required<Statement> {
  const { values, bind } = bindings();
  const among = sites.map(bind).join(", ");
  const wanted = [`c.site IN (${among})`, `c.at >= ${bind(oldest)}`];
  if (before !== undefined) {
    const at = bind(timeOf(before));
    wanted.push(`(c.at < ${at} OR (c.at = ${at} AND c.id > ${bind(before)}))`);
  }
  if (resource !== undefined) wanted.push(`c.resource = ${bind(resource)}`);
  if (record !== undefined) wanted.push(`c.record = ${bind(record)}`);
  const sql = `SELECT c.change AS change, (
      SELECT u.id FROM changes u WHERE u.undoes = c.id AND u.site IN (${among})
        AND u.at >= ${bind(oldest)} ORDER BY u.at DESC, u.id LIMIT 1
    ) AS undone_by
    FROM changes c WHERE ${wanted.join(" AND ")} ORDER BY c.at DESC, c.id LIMIT ${bind(limit)}`;
  return { sql, values };
}

/** The newest of several lists. */
function newest(pages: readonly ListedChange[][], limit: number): ListedChange[] {
  const key = ({ id }: Change) => sortKey(id);
  return pages
    .flat()
    .sort((one, other) => (key(one) < key(other) ? -1 : 1))
    .slice(0, limit);
}

function columnsOf(change: Change): Value[] {
  const { id, site, installation = null, resource, record, undoes, isOpen } = change;
  const json = JSON.stringify(change);
  return [id, timeOf(id), site, installation, resource, record, undoes, isOpen ? 1 : 0, json];
}

function changeIn({ change }: Row): Change {
  return JSON.parse(String(change)) as Change;
}

function textIn(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/** Writes of one record are opened one after the other. */
function serialOf({ site, installation, resource, record }: Place & Change): string {
  return `journal ${installation ?? site} ${resource} ${record}`;
}
