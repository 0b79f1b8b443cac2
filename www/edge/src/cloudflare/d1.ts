import type { Database, Row, Statement, Value } from "../sql/database.js";

/** The part of a D1 database that is used. */
export interface D1Binding {
  prepare(sql: string): D1Statement;
  /** Runs statements in one transaction. */
  batch(statements: D1Statement[]): Promise<{ results: Row[] }[]>;
}

interface D1Statement {
  bind(...values: Value[]): D1Statement;
  all(): Promise<{ results: Row[] }>;
}

/**
 * The database that Cloudflare binds. It has one writer in the world, so what is in one transaction
 * runs beside nothing.
 */
export function d1Database(bound: D1Binding): Database {
  // SQLite takes `$1` for a name, and would count names in the order in which they come.
  const prepared = ({ sql, values = [] }: Statement) =>
    bound.prepare(sql.replace(/\$(\d+)/g, "?$1")).bind(...values);
  return {
    all: async (sql, values = []) => (await prepared({ sql, values }).all()).results,
    batch: async (statements) => {
      const answers = await bound.batch(statements.map(prepared));
      return answers.map(({ results }) => results);
    },
    close: async () => {},
  };
}
