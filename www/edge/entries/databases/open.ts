// The databases of processes: PostgreSQL, and SQLite in a file.
import { SettingError } from "../../src/environment.js";
import type { OpenedDatabase } from "../../src/service.js";
import { postgresDatabase } from "./postgres.js";
import { sqliteDatabase } from "./sqlite.js";

/** By the scheme of an address, what opens it. */
const BY_SCHEME: Readonly<Record<string, (url: string) => OpenedDatabase>> = {
  postgres: postgresDatabase,
  postgresql: postgresDatabase,
  sqlite: (url) => sqliteDatabase(url.slice("sqlite:".length)),
};

/**
 * Opens the database of an address: `postgres://USER:PASSWORD@HOST/NAME`, or `sqlite:PATH`.
 * @throws SettingError if it is no such address, or this runtime has no driver for it
 */
export function openDatabase(url: string): OpenedDatabase {
  const [, scheme = ""] = /^([a-z]+):/i.exec(url) ?? [];
  const open = Object.hasOwn(BY_SCHEME, scheme.toLowerCase())
    ? BY_SCHEME[scheme.toLowerCase()]
    : undefined;
  if (open !== undefined) return open(url);
  throw new SettingError(
    "DATABASE_URL",
    "is neither postgres://USER:PASSWORD@HOST/NAME nor sqlite:PATH.",
  );
}
