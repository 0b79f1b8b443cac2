import { openDatabase } from "../../entries/databases/open.js";
import { entryKey, siteOfKey } from "../../src/sites/entry.js";
import { sqlEntries } from "../../src/sites/sql.js";
import type { EntryStore } from "./entry-store.js";

/** The sites in the database of the worker: what is changed here counts for its next request. */
export function databaseStore(url: string): EntryStore {
  const entries = sqlEntries(openDatabase(url));
  const idOf = (key: string) => siteOfKey(key) ?? "";
  return {
    list: entries.list,
    read: async (keys) => {
      const found = new Map<string, string>();
      for (const key of keys) {
        const value = await entries.find(idOf(key));
        if (value !== undefined) found.set(entryKey(idOf(key)), value);
      }
      return found;
    },
    put: async (added) => {
      for (const entry of added) await entries.put(idOf(entry.key), entry, false);
    },
    remove: async (key) => {
      await entries.remove(idOf(key));
    },
  };
}
