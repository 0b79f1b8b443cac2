import { entryKey, readEntry, type SiteEntry, writeEntry } from "../../src/sites/entry.js";
import type { MasterSecrets } from "../../src/sites/sealed.js";
import type { SiteStore } from "../../src/sites/store.js";
import type { EntryStore } from "./entry-store.js";

/** After so many sites what was added is written: a program that is ended loses no more. */
const AT_ONCE = 100;

/** The sites of an entry store, which is read once and written for many sites at a time. */
export interface EntrySites extends SiteStore {
  flush(): Promise<void>;
  flushIfMany(): Promise<void>;
}

/** Opens the sites of an entry store. */
export async function entrySites(store: EntryStore, secrets: MasterSecrets): Promise<EntrySites> {
  const summaries = new Map((await store.list()).map((one) => [one.id, one]));
  const values = await store.read([...summaries.keys()].map(entryKey));
  const waiting = new Map<string, SiteEntry>();
  const flush = async () => {
    const entries = [...waiting.values()];
    if (entries.length > 0) await store.put(entries);
    for (const { key } of entries) waiting.delete(key);
  };
  const listed = (reaches: (id: string) => boolean) =>
    [...summaries.values()]
      .filter(({ id }) => reaches(id))
      .sort((one, other) => (one.id < other.id ? -1 : 1));
  return {
    find: async (id) => {
      const value = values.get(entryKey(id));
      return value === undefined ? undefined : readEntry(id, value, secrets);
    },
    list: async (reaches) => listed(reaches),
    page: async ({ after, limit, reaches }) =>
      listed((id) => reaches(id) && (after === null || id > after)).slice(0, limit),
    put: async (site, { isNew = false } = {}) => {
      const entry = await writeEntry(site, secrets);
      if (isNew && values.has(entry.key)) return false;
      values.set(entry.key, entry.value);
      summaries.set(site.id, { id: site.id, ...entry.metadata });
      waiting.set(entry.key, entry);
      return true;
    },
    remove: async (id) => {
      await store.remove(entryKey(id));
      summaries.delete(id);
      return values.delete(entryKey(id));
    },
    flush,
    flushIfMany: async () => {
      if (waiting.size >= AT_ONCE) await flush();
    },
  };
}
