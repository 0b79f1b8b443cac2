import { databaseStore } from "./database.js";
import type { EntryStore } from "./entry-store.js";
import { fileStore } from "./file.js";
import { printedStore } from "./printed.js";
import { findWrangler, wranglerStore } from "./wrangler.js";

/** A file if one is named, else the database of the worker, else Wrangler if it is installed, else the terminal. */
export async function openStore(where: { file?: string; local?: boolean }): Promise<EntryStore> {
  if (where.file !== undefined) return fileStore(where.file);
  const { DATABASE_URL = "" } = process.env;
  if (DATABASE_URL !== "") return databaseStore(DATABASE_URL);
  const wrangler = findWrangler();
  return wrangler === undefined ? printedStore() : wranglerStore(wrangler, where.local === true);
}
