import type { Confirmation } from "../confirming/confirmation.js";
import { isObject } from "../settings.js";
import { idOf, sortKey } from "./id.js";
import type { Change, ChangeQuery, Journal, ListedChange } from "./journal.js";

/** The part of a Workers KV namespace that is used. */
export interface JournalNamespace {
  get(key: string, type: "json"): Promise<unknown>;
  put(
    key: string,
    value: string,
    options: { expirationTtl: number; metadata?: Summary },
  ): Promise<void>;
  delete(key: string): Promise<void>;
  list(options: { prefix: string; cursor?: string }): Promise<KeyPage>;
}

interface KeyPage {
  keys: Key[];
  list_complete: boolean;
  cursor?: string;
}

interface Key {
  name: string;
  metadata?: unknown;
}

/** What stands beside a key, so that changes are picked without reading them. */
type Summary = Pick<Change, "resource" | "record" | "undoes">;

const DAY_SECONDS = 86_400;
/** The shortest that a namespace keeps anything. */
const LEAST_SECONDS = 60;
/** Milliseconds after which a key may be written once more. */
const AGAIN_MS = 1_100;
/** Pages of 1,000 keys; what lies further back is found by its id alone. */
const MOST_PAGES = 20;
/** Changes read at once. */
const AT_ONCE = 10;

/** A change whose outcome is known, or will not be known, and one that is not settled yet. */
const SETTLED = "change";
const OPEN = "open";

/**
 * A journal in Workers KV, which lets changes go by itself after their days. Each is an entry of
 * its own, so that no writer can lose another's; other places may see it up to a minute later.
 * One that is settled gets another entry, since none can be written twice in a second.
 */
export function kvJournal(
  namespace: JournalNamespace,
  days: number,
  now: () => number = Date.now,
): Journal {
  const put = (kind: string, change: Change) => {
    const { resource, record, undoes } = change;
    return namespace.put(keyOf(kind, change.site, change.id), JSON.stringify(change), {
      expirationTtl: days * DAY_SECONDS,
      metadata: { resource, record, undoes },
    });
  };
  const close = async (site: string, id: string) => {
    const remove = () => namespace.delete(keyOf(OPEN, site, id));
    // Refused where it comes too soon after the entry was put; what is settled counts before it, and
    // a list that meets it removes it.
    await remove().catch(() => void setTimeout(() => remove().catch(() => {}), AGAIN_MS));
  };
  const isUsed = async ({ id }: Confirmation) =>
    (await namespace.get(usedKey(id), "json")) !== null;
  const find = async (site: string, id: string) =>
    (await read(namespace, keyOf(SETTLED, site, id))) ??
    (await read(namespace, keyOf(OPEN, site, id)));
  return {
    open: async (change, confirmation) => {
      if (confirmation !== null && (await isUsed(confirmation))) return "used";
      await put(OPEN, change);
      if (confirmation !== null) {
        const seconds = Math.ceil((confirmation.until - now()) / 1000);
        const expirationTtl = Math.max(LEAST_SECONDS, seconds);
        await namespace.put(usedKey(confirmation.id), "true", { expirationTtl });
      }
      return "kept";
    },
    settle: async (change) => {
      await put(SETTLED, change);
      await close(change.site, change.id);
    },
    drop: close,
    find,
    list: async (site, query) => {
      const changes: ListedChange[] = [];
      let { before } = query;
      for (;;) {
        const limit = query.limit - changes.length;
        const picked = await pick(namespace, site, { ...query, before, limit });
        changes.push(...(await readAll(picked, (id) => find(site, id))));
        // A place may list what it cannot read yet: older ones take the place of that.
        if (picked.length < limit || changes.length === query.limit) return changes;
        before = picked.at(-1)?.id;
      }
    },
    unsettled: async (site, resource, record) => {
      const changes: Change[] = [];
      for await (const { name, metadata } of keysOf(namespace, keyOf(OPEN, site, ""))) {
        const summary = summaryIn(metadata);
        if (summary?.resource !== resource || summary.record !== record) continue;
        const change = await find(site, idIn(name));
        if (change?.isOpen) changes.push(change);
        else if (change !== undefined) await close(site, change.id);
      }
      return changes;
    },
    isUsed,
  };
}

/** A change that is wanted, before it is read. */
interface Picked {
  id: string;
  undone_by: string | null;
}

async function readAll(
  picked: readonly Picked[],
  find: (id: string) => Promise<Change | undefined>,
): Promise<ListedChange[]> {
  const changes: ListedChange[] = [];
  for (let at = 0; at < picked.length; at += AT_ONCE) {
    const some = picked.slice(at, at + AT_ONCE);
    const found = await Promise.all(some.map(({ id }) => find(id)));
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
  const after = before === undefined ? "" : sortKey(before);
  for await (const { name, metadata } of newestFirst(namespace, site)) {
    const summary = summaryIn(metadata);
    const id = idIn(name);
    const undoes = summary?.undoes ?? null;
    if (undoes !== null && !undone.has(undoes)) undone.set(undoes, id);
    const isWanted =
      sortKey(id) > after &&
      (resource === undefined || summary?.resource === resource) &&
      (record === undefined || summary?.record === record);
    if (isWanted) picked.push(id);
    if (picked.length === limit) break;
  }
  return picked.map((id) => ({ id, undone_by: undone.get(id) ?? null }));
}

/** The keys of a site's changes, each change once: the few that are open, among those settled. */
async function* newestFirst(namespace: JournalNamespace, site: string): AsyncGenerator<Key> {
  const open: Key[] = [];
  for await (const key of keysOf(namespace, keyOf(OPEN, site, ""))) open.push(key);
  const at = ({ name }: Key) => sortKey(idIn(name));
  for await (const key of keysOf(namespace, keyOf(SETTLED, site, ""))) {
    while (open[0] !== undefined && at(open[0]) < at(key)) yield open.shift() as Key;
    const left = open[0] !== undefined && at(open[0]) === at(key) ? open.shift() : undefined;
    if (left !== undefined) await namespace.delete(left.name).catch(() => {});
    yield key;
  }
  yield* open;
}

async function* keysOf(namespace: JournalNamespace, prefix: string): AsyncGenerator<Key> {
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

function summaryIn(metadata: unknown): Summary | null {
  return isObject(metadata) ? (metadata as unknown as Summary) : null;
}

function keyOf(kind: string, site: string, id: string): string {
  return `${kind}:${site}:${id === "" ? "" : sortKey(id)}`;
}

/** Neither kinds nor ids of sites have a colon. */
function idIn(key: string): string {
  return idOf(key.split(":").slice(2).join(":"));
}

function usedKey(id: string): string {
  return `used:${id}`;
}
