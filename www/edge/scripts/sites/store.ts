import type { SiteEntry } from "../../src/sites/entry.js";
import type { SiteSummary } from "../../src/sites/site.js";
import { fileStore } from "./file.js";
import { printedStore } from "./printed.js";
import { findWrangler, wranglerStore } from "./wrangler.js";

/** Where entries are kept, as seen from here. */
export interface EntryStore {
  list(): Promise<SiteSummary[]>;
  /** Values by the keys of their entries. */
  read(keys: string[]): Promise<Map<string, string>>;
  put(entries: SiteEntry[]): Promise<void>;
  remove(key: string): Promise<void>;
}

/** A file where one is named, or Wrangler where it is installed, or paper. */
export async function openStore(where: { file?: string; local?: boolean }): Promise<EntryStore> {
  if (where.file !== undefined) return fileStore(where.file);
  const wrangler = findWrangler();
  return wrangler === undefined ? printedStore() : wranglerStore(wrangler, where.local === true);
}
