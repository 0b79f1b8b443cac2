import type { Database } from "./database.js";

/** The same database, where `failed` is told of what fails. */
export function reporting(database: Database, failed: (thrown: unknown) => void): Database {
  const told = (thrown: unknown): never => {
    failed(thrown);
    throw thrown;
  };
  return {
    all: (sql, values) => database.all(sql, values).catch(told),
    batch: (statements, serial) => database.batch(statements, serial).catch(told),
    close: () => database.close(),
  };
}
