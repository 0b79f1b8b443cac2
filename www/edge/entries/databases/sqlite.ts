// SQLite in a file, through the driver that the runtime or its user has.
import { closeSync, openSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import process from "node:process";
import { SettingError } from "../../src/environment.js";
import type { Database, Row, Statement, Value } from "../../src/sql/database.js";

/** What the drivers have in common. */
interface Connection {
  exec(sql: string): unknown;
  prepare(sql: string): Prepared;
  close(): void;
}

interface Prepared {
  all(...values: Value[]): unknown[];
  run(...values: Value[]): unknown;
  /** Of better-sqlite3, whose `all` refuses a statement without rows. */
  reader?: boolean;
}

type Constructor = new (path: string) => Connection;

/** By the name of its module, the class of each driver, in the order of choice. */
const DRIVERS: readonly [string, (loaded: Record<string, unknown>) => unknown][] = [
  ["bun:sqlite", ({ Database }) => Database],
  ["node:sqlite", ({ DatabaseSync }) => DatabaseSync],
  ["better-sqlite3", (loaded) => loaded],
];

/** The file holds data of customers, and keys that are sealed. */
const MODE = 0o600;
/** Milliseconds to wait while another process writes; the first few of them inside SQLite. */
const BUSY_MS = 5_000;
const INSIDE_MS = 10;
/** Statements that stay prepared; the program has fewer. */
const MOST_PREPARED = 300;

/** A change is on the disk when it is answered, and readers never wait for a writer. */
const ON_OPENING = [
  `PRAGMA busy_timeout = ${BUSY_MS}`,
  "PRAGMA journal_mode = WAL",
  "PRAGMA synchronous = FULL",
  `PRAGMA busy_timeout = ${INSIDE_MS}`,
];

/**
 * The database in a file, created if it is missing.
 * @throws SettingError if it cannot be opened, or there is no driver
 */
export function sqliteDatabase(path: string): Database {
  const connection = connect(path);
  const prepared = new Map<string, { statement: Prepared; order: number[] }>();
  const run = ({ sql, values = [] }: Statement): Row[] => {
    const { statement, order } = prepared.get(sql) ?? prepare(connection, sql);
    prepared.delete(sql);
    prepared.set(sql, { statement, order });
    const [oldest] = prepared.keys();
    if (prepared.size > MOST_PREPARED && oldest !== undefined) prepared.delete(oldest);
    const bound = order.map((at) => values[at - 1] ?? null);
    if (statement.reader !== false) return statement.all(...bound) as Row[];
    statement.run(...bound);
    return [];
  };
  return {
    all: (sql, values = []) => whenFree(() => run({ sql, values })),
    batch: (statements) =>
      whenFree(() => {
        connection.exec("BEGIN IMMEDIATE");
        try {
          const rows = statements.map(run);
          connection.exec("COMMIT");
          return rows;
        } catch (thrown) {
          connection.exec("ROLLBACK");
          throw thrown;
        }
      }),
    close: async () => connection.close(),
  };
}

function connect(path: string): Connection {
  const driver = findDriver();
  try {
    closeSync(openSync(path, "a", MODE));
    const connection = new driver(path);
    for (const pragma of ON_OPENING) connection.exec(pragma);
    return connection;
  } catch {
    throw new SettingError("DATABASE_URL", "names a file that cannot be opened as a database.");
  }
}

function findDriver(): Constructor {
  const places = [import.meta.url, join(process.cwd(), "package.json")].map((one) =>
    createRequire(one),
  );
  for (const [name, classIn] of DRIVERS) {
    for (const require of places) {
      try {
        const found = classIn(require(name));
        if (typeof found === "function") return found as Constructor;
      } catch {
        // Not in this runtime, or not installed.
      }
    }
  }
  throw new SettingError(
    "DATABASE_URL",
    "names a SQLite file, and this Node has no SQLite: use Node 22.13 or newer, Deno or Bun, or run `npm install better-sqlite3@12`.",
  );
}

/** `$1` would be a name in SQLite; what a statement has is bound in the order in which it comes. */
function prepare(connection: Connection, sql: string) {
  const order: number[] = [];
  const anonymous = sql.replace(/\$(\d+)/g, (_, at: string) => {
    order.push(Number(at));
    return "?";
  });
  return { statement: connection.prepare(anonymous), order };
}

/** Work on the file as soon as no other process writes to it; meanwhile this process goes on. */
async function whenFree<T>(work: () => T): Promise<T> {
  const until = performance.now() + BUSY_MS;
  for (;;) {
    try {
      return work();
    } catch (thrown) {
      // These are SQLite's own words, whichever driver passes them on.
      const isBusy = thrown instanceof Error && /database is locked/.test(thrown.message);
      if (!isBusy || performance.now() > until) throw thrown;
    }
    await new Promise((resolve) => setTimeout(resolve, 2 + 10 * Math.random()));
  }
}
