import type { Database } from "./database.js";

/** Two processes that make the same table at once would get in each other's way. */
const SERIAL = "tables";

/**
 * The same database, whose first use makes the tables of a room where they are missing: once in a
 * process, and again only after it failed. `tables` are `CREATE … IF NOT EXISTS` statements.
 */
export function withTables(database: Database, tables: readonly string[]): Database {
  let made: Promise<unknown> | undefined;
  const ready = (): Promise<unknown> => {
    const statements = tables.map((sql) => ({ sql }));
    made ??= database.batch(statements, SERIAL).catch((thrown) => {
      made = undefined;
      throw thrown;
    });
    return made;
  };
  return {
    all: async (sql, values) => {
      await ready();
      return database.all(sql, values);
    },
    batch: async (statements, serial) => {
      await ready();
      return database.batch(statements, serial);
    },
    close: () => database.close(),
  };
}
