import { isObject } from "../settings.js";
import { idOf, sortKey } from "./id.js";
import type { Change, ChangeQuery, Journal, ListedChange } from "./journal.js";

/** The part of a Workers KV namespace that is used. */
export interface JournalNamespace {
  get(key: string, type: "json"): Promise<unknown>;
  put(
    key: string,
    value: string,
    options: { expirationTtl: number; metadata: Summary },
  ): Promise<void>;
  list(options: { prefix: string; cursor?: string }): Promise<KeyPage>;
}

interface KeyPage {
  keys: { name: string; metadata?: unknown }[];
  list_complete: boolean;
  cursor?: string;
}

/** What stands beside a key, so that changes are picked without reading them. */
type Summary = Pick<Change, "resource" | "record" | "undoes">;

const DAY_SECONDS = 86_400;
/** Pages of 1,000 keys; what lies further back is found by its id alone. */
const MOST_PAGES = 20;
/** Changes read at once. */
const AT_ONCE = 10;

/**
 * A journal in Workers KV, which lets changes go by itself after their days. Each is an entry of
 * its own, so that no writer can lose another's; other places may see it up to a minute later.
 */
export function kvJournal(namespace: JournalNamespace, days: number): Journal {
  return {
    add: async (change) => {
      const { resource, record, undoes } = change;
      await namespace.put(keyOf(change.site, change.id), JSON.stringify(change), {
        expirationTtl: days * DAY_SECONDS,
        metadata: { resource, record, undoes },
      });
    },
    find: (site, id) => read(namespace, keyOf(site, id)),
    list: async (site, query) => {
      const changes: ListedChange[] = [];
      let { before } = query;
      for (;;) {
        const limit = query.limit - changes.length;
        const picked = await pick(namespace, site, { ...query, before, limit });
        changes.push(...(await readAll(namespace, picked)));
        // A place may list what it cannot read yet: older ones take the place of that.
        if (picked.length < limit || changes.length === query.limit) return changes;
        before = picked.at(-1)?.id;
      }
    },
  };
}

/** A change that is wanted, before it is read. */
interface Picked {
  key: string;
  id: string;
  undone_by: string | null;
}

async function readAll(
  namespace: JournalNamespace,
  picked: readonly Picked[],
): Promise<ListedChange[]> {
  const changes: ListedChange[] = [];
  for (let at = 0; at < picked.length; at += AT_ONCE) {
    const some = picked.slice(at, at + AT_ONCE);
    const found = await Promise.all(some.map(({ key }) => read(namespace, key)));
    for (const [index, change] of found.entries()) {
      const undone_by = some[index]?.undone_by ?? null;
      if (change !== undefined) changes.push({ ...change, undone_by });
    }
  }
  return changes;
}

/** Goes through the keys from the newest on, past every change that could undo a wanted one. */
async function pick(
  namespace: JournalNamespace,
  site: string,
  { limit, before, resource, record }: ChangeQuery,
): Promise<Picked[]> {
  const picked: string[] = [];
  const undone = new Map<string, string>();
  const prefix = keyOf(site, "");
  const after = before === undefined ? "" : keyOf(site, before);
  const idOfKey = (key: string) => idOf(key.slice(prefix.length));
  for await (const { name, metadata } of keysOf(namespace, prefix)) {
    const summary = isObject(metadata) ? (metadata as unknown as Summary) : null;
    const undoes = summary?.undoes ?? null;
    if (undoes !== null && !undone.has(undoes)) undone.set(undoes, idOfKey(name));
    const isWanted =
      name > after &&
      (resource === undefined || summary?.resource === resource) &&
      (record === undefined || summary?.record === record);
    if (isWanted) picked.push(name);
    if (picked.length === limit) break;
  }
  return picked.map((key) => {
    const id = idOfKey(key);
    return { key, id, undone_by: undone.get(id) ?? null };
  });
}

async function* keysOf(namespace: JournalNamespace, prefix: string) {
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const listed = await namespace.list(cursor === undefined ? { prefix } : { prefix, cursor });
    yield* listed.keys;
    cursor = listed.cursor;
    if (listed.list_complete || cursor === undefined) return;
  }
}

async function read(namespace: JournalNamespace, key: string): Promise<Change | undefined> {
  const value = await namespace.get(key, "json");
  return isObject(value) ? (value as unknown as Change) : undefined;
}

function keyOf(site: string, id: string): string {
  return `change:${site}:${id === "" ? "" : sortKey(id)}`;
}
