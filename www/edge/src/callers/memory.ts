import type { CallerStore, StoredCaller } from "./store.js";

/** Callers in the memory of this process. */
export function memoryCallers(): CallerStore {
  const entries = new Map<string, StoredCaller>();
  const idsByHash = new Map<string, string>();
  const keyOf = (hash: Uint8Array) => hash.join();
  const replace = (id: string, members: Partial<StoredCaller>) => {
    const known = entries.get(id);
    if (known === undefined) return undefined;
    const changed = { ...known, ...members };
    entries.set(id, changed);
    return changed;
  };
  return {
    findByHash: async (hash) => entries.get(idsByHash.get(keyOf(hash)) ?? ""),
    find: async (id) => entries.get(id),
    list: async ({ after, limit }) =>
      [...entries.values()]
        .filter(({ id }) => after === null || id > after)
        .sort((one, other) => (one.id < other.id ? -1 : 1))
        .slice(0, limit),
    put: async (caller) => {
      const key = keyOf(caller.hash);
      const holder = idsByHash.get(key);
      if (holder !== undefined && holder !== caller.id) return false;
      const before = entries.get(caller.id);
      if (before !== undefined) idsByHash.delete(keyOf(before.hash));
      entries.set(caller.id, caller);
      idsByHash.set(key, caller.id);
      return true;
    },
    change: async (id, members) => replace(id, members),
    remove: async (id) => {
      const known = entries.get(id);
      if (known !== undefined) idsByHash.delete(keyOf(known.hash));
      return entries.delete(id);
    },
    used: async (id, at) => {
      const { lastUsed = null } = entries.get(id) ?? {};
      if (lastUsed === null || lastUsed < at) replace(id, { lastUsed: at });
    },
  };
}
