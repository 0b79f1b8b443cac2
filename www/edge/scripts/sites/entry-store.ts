import type { SiteEntry } from "../../src/sites/entry.js";
import type { SiteSummary } from "../../src/sites/site.js";

/** Where entries are kept, as seen from here. */
export interface EntryStore {
  list(): Promise<SiteSummary[]>;
  /** Values by the keys of their entries. */
  read(keys: string[]): Promise<Map<string, string>>;
  put(entries: SiteEntry[]): Promise<void>;
  remove(key: string): Promise<void>;
}
