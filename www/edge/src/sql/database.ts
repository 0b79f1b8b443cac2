/** A value of a column: booleans are 0 and 1, moments are milliseconds since 1970. */
export type Value = string | number | null;

/** A row by the names of its columns. */
export type Row = Readonly<Record<string, Value>>;

/** One statement; its values are `$1`, `$2` and so on. */
export interface Statement {
  sql: string;
  values?: readonly Value[];
}

/**
 * A database that speaks the SQL which SQLite, PostgreSQL and D1 have in common: `ON CONFLICT`,
 * `RETURNING`, text, and whole numbers up to 2^53. There are no transactions with questions in
 * between, because D1 has none: what depends on what is there is one statement's own condition.
 */
export interface Database {
  /** Runs one statement and gives its rows. */
  all(sql: string, values?: readonly Value[]): Promise<Row[]>;
  /**
   * Runs statements in one transaction: all of them or none. Those under the same `serial` name never
   * run beside each other, in whichever process.
   */
  batch(statements: readonly Statement[], serial?: string): Promise<Row[][]>;
  close(): Promise<void>;
}
