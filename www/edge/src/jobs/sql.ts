import type { Problem } from "../problem.js";
import type { Database, Statement, Value } from "../sql/database.js";
import {
  type Counts,
  type Draft,
  ITEM_STATES,
  type Item,
  type ItemState,
  type Job,
  type JobState,
  NEVER,
} from "./job.js";
import { itemOf, jobOf, levelText } from "./rows.js";

/** The tables of jobs and their items. */
export const TABLES = [
  `CREATE TABLE IF NOT EXISTS jobs (
    id TEXT PRIMARY KEY, site TEXT NOT NULL, caller TEXT NOT NULL, level TEXT NOT NULL,
    state TEXT NOT NULL, undoes TEXT, reason TEXT, total BIGINT NOT NULL, created BIGINT NOT NULL,
    confirmed BIGINT, ended BIGINT, wake BIGINT NOT NULL, failures BIGINT NOT NULL,
    version BIGINT NOT NULL, lease TEXT, lease_until BIGINT NOT NULL
  )`,
  "CREATE INDEX IF NOT EXISTS jobs_by_wake ON jobs (wake)",
  "CREATE INDEX IF NOT EXISTS jobs_by_site ON jobs (site, caller, created)",
  `CREATE TABLE IF NOT EXISTS job_items (
    job TEXT NOT NULL, row_number BIGINT NOT NULL, action TEXT NOT NULL, input TEXT NOT NULL,
    state TEXT NOT NULL, record TEXT, shown TEXT, run TEXT, change_id TEXT, sent BIGINT,
    attempts BIGINT NOT NULL, due BIGINT NOT NULL, problem TEXT,
    PRIMARY KEY (job, row_number)
  )`,
  "CREATE INDEX IF NOT EXISTS job_items_by_state ON job_items (job, state, due)",
];

/** D1 takes 100 values in a statement. */
const ROWS_A_STATEMENT = 24;

/** What is done to the jobs of callers. */
export interface JobStore {
  /** Makes a job that receives its items. */
  create(job: Job): Promise<void>;
  /** Adds items behind those of before. */
  add(job: string, firstRow: number, drafts: readonly Draft[]): Promise<void>;
  find(id: string): Promise<Job | undefined>;
  /** The jobs of a caller at a site, newest first; of every caller for `null`. */
  list(site: string, caller: string | null, limit: number): Promise<Job[]>;
  counts(job: string): Promise<Counts>;
  /** Items behind a row, of one state or all. */
  items(job: string, page: ItemPage): Promise<Item[]>;
  /** How many jobs of a site have not ended. */
  countOpen(site: string): Promise<number>;
  /** The items that are ready and whose record is named by several, by their rows. */
  sharing(job: string): Promise<Item[]>;
  /** Changes the state of a job that is in one of `from`; `undefined` if it is in none of them. */
  turn(id: string, turn: Turn): Promise<Job | undefined>;
  remove(id: string): Promise<void>;
  /** Removes jobs that ended, or were never confirmed, before that moment, and half ones of before `half`. */
  forget(before: number, half: number): Promise<void>;
}

/** Which items are wanted. */
export interface ItemPage {
  after: number;
  limit: number;
  state?: ItemState | undefined;
}

/** A change of a job's state by its caller, or by its end. */
export interface Turn {
  from: readonly JobState[];
  to: JobState | "as before";
  now: number;
  total?: number;
  level?: string;
  reason?: Problem | null;
  /** Only if no item is in one of these states. */
  without?: readonly ItemState[];
}

/** The jobs of a database. */
export function jobStore(database: Database): JobStore {
  return {
    create: async (job) => {
      const { id, site, caller, level, state, undoes, total, created, wake } = job;
      await database.all(
        `INSERT INTO jobs (id, site, caller, level, state, undoes, total, created, wake, failures,
          version, lease_until) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 0, 0)`,
        [id, site, caller, levelText(level), state, undoes, total, created, wake],
      );
    },
    add: async (job, firstRow, drafts) => {
      const statements: Statement[] = [];
      for (let at = 0; at < drafts.length; at += ROWS_A_STATEMENT) {
        const some = drafts.slice(at, at + ROWS_A_STATEMENT);
        const values = some.flatMap(({ action, input }, index): Value[] => [
          job,
          firstRow + at + index,
          action,
          JSON.stringify(input),
        ]);
        const rows = some.map(
          (_, index) =>
            `($${index * 4 + 1}, $${index * 4 + 2}, $${index * 4 + 3}, $${index * 4 + 4}, 'new', 0, 0)`,
        );
        const into = "job_items (job, row_number, action, input, state, attempts, due)";
        statements.push({ sql: `INSERT INTO ${into} VALUES ${rows.join(", ")}`, values });
      }
      if (statements.length > 0) await database.batch(statements);
    },
    find: async (id) => {
      const [row] = await database.all("SELECT * FROM jobs WHERE id = $1", [id]);
      return row && jobOf(row);
    },
    list: async (site, caller, limit) => {
      const rows = await database.all(
        `SELECT * FROM jobs WHERE site = $1 AND state <> 'receiving' AND (caller = $2 OR $3 = 1)
          ORDER BY created DESC, id LIMIT $4`,
        [site, caller ?? "", caller === null ? 1 : 0, limit],
      );
      return rows.map(jobOf);
    },
    counts: async (job) => {
      const rows = await database.all(
        "SELECT state, COUNT(*) AS n FROM job_items WHERE job = $1 GROUP BY state",
        [job],
      );
      const counted = new Map(rows.map(({ state, n }) => [state, Number(n)]));
      const counts = ITEM_STATES.map((state) => [state, counted.get(state) ?? 0]);
      return Object.fromEntries(counts) as Counts;
    },
    items: async (job, { after, limit, state }) => {
      const rows = await database.all(
        `SELECT * FROM job_items WHERE job = $1 AND row_number > $2 AND (state = $3 OR $3 = '')
          ORDER BY row_number LIMIT $4`,
        [job, after, state ?? "", limit],
      );
      return rows.map(itemOf);
    },
    countOpen: async (site) => {
      const sql =
        "SELECT COUNT(*) AS n FROM jobs WHERE site = $1 AND state NOT IN ('done', 'stopped')";
      const [row] = await database.all(sql, [site]);
      return Number(row?.n ?? 0);
    },
    sharing: async (job) => {
      const rows = await database.all(
        `SELECT * FROM job_items WHERE job = $1 AND state = 'ready' AND record IN
          (SELECT record FROM job_items WHERE job = $1 AND state = 'ready'
            GROUP BY record HAVING COUNT(*) > 1)
          ORDER BY row_number`,
        [job],
      );
      return rows.map(itemOf);
    },
    turn: async (id, turn) => {
      const [row] = await database.all(...turning(id, turn));
      return row && jobOf(row);
    },
    remove: async (id) => {
      await database.batch([
        { sql: "DELETE FROM job_items WHERE job = $1", values: [id] },
        { sql: "DELETE FROM jobs WHERE id = $1", values: [id] },
      ]);
    },
    forget: async (before, half) => {
      const old = `SELECT id FROM jobs WHERE (state IN ('done', 'stopped') AND ended < $1)
        OR (state IN ('previewing', 'previewed', 'paused') AND confirmed IS NULL AND created < $1)
        OR (state = 'receiving' AND created < $2)`;
      await database.batch([
        { sql: `DELETE FROM job_items WHERE job IN (${old})`, values: [before, half] },
        { sql: `DELETE FROM jobs WHERE id IN (${old})`, values: [before, half] },
      ]);
    },
  };
}

/** A change of state is one statement, so that two of them cannot both be the first. */
function turning(
  id: string,
  { from, to, now, total, level, reason = null, without = [] }: Turn,
): [string, Value[]] {
  const names = (states: readonly string[]) => states.map((one) => `'${one}'`).join(", ");
  const isOver = to === "done" || to === "stopped";
  const waits = to === "previewed" || to === "done";
  const state =
    to === "as before" ? "CASE WHEN confirmed IS NULL THEN 'previewing' ELSE 'running' END" : "$2";
  const none =
    without.length === 0
      ? ""
      : ` AND NOT EXISTS (SELECT 1 FROM job_items WHERE job = $1 AND state IN (${names(without)}))`;
  const sql = `UPDATE jobs SET state = ${state}, wake = $3, version = version + 1, failures = 0,
    reason = $4, total = COALESCE($5, total), level = COALESCE($6, level),
    confirmed = CASE WHEN $7 = 1 THEN $8 ELSE confirmed END,
    ended = CASE WHEN $9 = 1 THEN $8 ELSE ended END
    WHERE id = $1 AND state IN (${names(from)}) AND $2 <> ''${none} RETURNING *`;
  const isConfirmed = to === "running";
  const values = [
    id,
    to,
    waits ? NEVER : now,
    reason && JSON.stringify(reason),
    total ?? null,
    level ?? null,
    isConfirmed ? 1 : 0,
    now,
    isOver ? 1 : 0,
  ];
  return [sql, values];
}
