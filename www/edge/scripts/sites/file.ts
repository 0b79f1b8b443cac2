import { readFile, rename, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { isObject } from "../../src/json.js";
import { type SiteEntry, siteOfKey } from "../../src/sites/entry.js";
import { summaryOf } from "../../src/sites/kv.js";
import type { EntryStore } from "./entry-store.js";
import { UsageError } from "./usage.js";

/** Entries in a file that `wrangler kv bulk put` takes; it holds no key that is not sealed. */
export function fileStore(name: string): EntryStore {
  // npm changes the folder, and says where it was called.
  const path = resolve(process.env.INIT_CWD ?? ".", name);
  const read = async () => new Map((await entriesIn(path)).map((one) => [one.key, one]));
  const write = async (entries: Map<string, SiteEntry>) => {
    const sorted = [...entries.values()].sort((one, other) => (one.key < other.key ? -1 : 1));
    // A half-written file would lose keys that nobody else has.
    await writeFile(`${path}.new`, `${JSON.stringify(sorted, null, 2)}\n`, { mode: 0o600 });
    await rename(`${path}.new`, path);
  };
  return {
    list: async () =>
      [...(await read()).values()].flatMap(({ key, metadata }) => {
        const id = siteOfKey(key);
        return id === undefined ? [] : [summaryOf(id, metadata)];
      }),
    read: async (keys) => {
      const wanted = new Set(keys);
      const found = [...(await read()).values()].filter(({ key }) => wanted.has(key));
      return new Map(found.map(({ key, value }) => [key, value]));
    },
    put: async (added) => {
      const entries = await read();
      for (const entry of added) entries.set(entry.key, entry);
      await write(entries);
    },
    remove: async (key) => {
      const entries = await read();
      entries.delete(key);
      await write(entries);
    },
  };
}

async function entriesIn(path: string): Promise<SiteEntry[]> {
  let json: string;
  try {
    json = await readFile(path, "utf8");
  } catch (thrown) {
    if ((thrown as { code?: unknown }).code === "ENOENT") return [];
    throw thrown;
  }
  try {
    const entries: unknown = JSON.parse(json);
    if (Array.isArray(entries) && entries.every(isEntry)) return entries;
  } catch {
    // Reported below, together with JSON that is no list.
  }
  throw new UsageError(`${path} holds no list of entries.`);
}

function isEntry(one: unknown): one is SiteEntry {
  return isObject(one) && typeof one.key === "string" && typeof one.value === "string";
}
