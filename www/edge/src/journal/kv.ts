import type { Confirmation } from "../confirming/confirmation.js";
import { isObject } from "../json.js";
import type { Place } from "../sites/installation.js";
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
type Summary = Pick<Change, "resource" | "record" | "undoes"> & { site?: string };

const DAY_SECONDS = 86_400;
/** The shortest time that a namespace keeps anything. */
const LEAST_SECONDS = 60;
/** Milliseconds after which a key may be written again. */
const AGAIN_MS = 1_100;
/** Pages of 1,000 keys; older changes are only found by their id. */
const MOST_PAGES = 20;
/** Changes read at once. */
const AT_ONCE = 10;

/**
 * A change whose outcome is known, or will not be known, at its site; and one that is not settled yet,
 * at its installation, where the writes of other sites meet it. Those of before are at their site.
 */
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
  const put = (key: string, change: Change, metadata: Summary) =>
    namespace.put(key, JSON.stringify(change), { expirationTtl: days * DAY_SECONDS, metadata });
  const close = async (place: Place, id: string) => {
    const remove = () => namespace.delete(keyOf(OPEN, scopeOf(place), id));
    // Refused where it comes too soon after the entry was put; what is settled counts before it, and
    // a list that meets it removes it.
    await remove().catch(() => void setTimeout(() => remove().catch(() => {}), AGAIN_MS));
  };
  const isUsed = async ({ id }: Confirmation) =>
    (await namespace.get(usedKey(id), "json")) !== null;
  const find = async (place: Place, id: string) => {
    const keys = [
      keyOf(SETTLED, place.site, id),
      ...scopesOf(place).map((at) => keyOf(OPEN, at, id)),
    ];
    for (const key of keys) {
      const change = await read(namespace, key);
      if (change?.site === place.site) return change;
    }
    return undefined;
  };
  return {
    open: async (change, confirmation) => {
      if (confirmation !== null && (await isUsed(confirmation))) return "used";
      const { site, resource, record, undoes } = change;
      const key = keyOf(OPEN, scopeOf(change), change.id);
      await put(key, change, { site, resource, record, undoes });
      if (confirmation !== null) {
        const seconds = Math.ceil((confirmation.until - now()) / 1000);
        const expirationTtl = Math.max(LEAST_SECONDS, seconds);
        await namespace.put(usedKey(confirmation.id), "true", { expirationTtl });
      }
      return "kept";
    },
    settle: async (change) => {
      const { resource, record, undoes } = change;
      await put(keyOf(SETTLED, change.site, change.id), change, { resource, record, undoes });
      await close(change, change.id);
    },
    drop: close,
    find,
    list: async (places, query) => {
      const changes: ListedChange[] = [];
      let { before } = query;
      for (;;) {
        const limit = query.limit - changes.length;
        const picked = await pick(namespace, places, { ...query, before, limit });
        changes.push(...(await readAll(picked, find)));
        // A place may list what it cannot read yet: older ones take the place of that.
        if (picked.length < limit || changes.length === query.limit) return changes;
        before = picked.at(-1)?.id;
      }
    },
    unsettled: async (place, resource, record) => {
      const changes: Change[] = [];
      for (const key of await openKeys(namespace, [place])) {
        const summary = summaryIn(key.metadata);
        if (summary?.resource !== resource || summary.record !== record) continue;
        const change = await find({ ...place, site: siteIn(key) }, idIn(key.name));
        if (change?.isOpen) changes.push(change);
        else if (change !== undefined) await close(change, change.id);
      }
      return changes;
    },
    isUsed,
  };
}

/** A change that is wanted, before it is read. */
interface Picked {
  id: string;
  place: Place;
  undone_by: string | null;
}

async function readAll(
  picked: readonly Picked[],
  find: (place: Place, id: string) => Promise<Change | undefined>,
): Promise<ListedChange[]> {
  const changes: ListedChange[] = [];
  for (let at = 0; at < picked.length; at += AT_ONCE) {
    const some = picked.slice(at, at + AT_ONCE);
    const found = await Promise.all(some.map(({ place, id }) => find(place, id)));
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
  places: readonly Place[],
  { limit, before, resource, record }: ChangeQuery,
): Promise<Picked[]> {
  const picked: Omit<Picked, "undone_by">[] = [];
  const undone = new Map<string, string>();
  const after = before === undefined ? "" : sortKey(before);
  for await (const key of newestFirst(namespace, places)) {
    const summary = summaryIn(key.metadata);
    const id = idIn(key.name);
    const place = places.find(({ site }) => site === siteIn(key));
    const undoes = summary?.undoes ?? null;
    if (undoes !== null && !undone.has(undoes)) undone.set(undoes, id);
    const isWanted =
      place !== undefined &&
      sortKey(id) > after &&
      (resource === undefined || summary?.resource === resource) &&
      (record === undefined || summary?.record === record);
    if (isWanted) picked.push({ id, place });
    if (picked.length === limit) break;
  }
  return picked.map((one) => ({ ...one, undone_by: undone.get(one.id) ?? null }));
}

/** The keys of the changes of sites, each change once: the few that are open, among those settled. */
async function* newestFirst(
  namespace: JournalNamespace,
  places: readonly Place[],
): AsyncGenerator<Key> {
  const open = await openKeys(namespace, places);
  const settled = places.map(({ site }) => keysOf(namespace, keyOf(SETTLED, site, "")));
  for await (const key of merged(settled)) {
    while (open[0] !== undefined && atOf(open[0]) < atOf(key)) yield open.shift() as Key;
    const left = open[0] !== undefined && atOf(open[0]) === atOf(key) ? open.shift() : undefined;
    if (left !== undefined) await namespace.delete(left.name).catch(() => {});
    yield key;
  }
  yield* open;
}

/** The keys of what is open at places, newest first. */
async function openKeys(namespace: JournalNamespace, places: readonly Place[]): Promise<Key[]> {
  const scopes = [...new Set(places.flatMap(scopesOf))];
  const keys = await Promise.all(
    scopes.map(async (scope) => {
      const found: Key[] = [];
      for await (const key of keysOf(namespace, keyOf(OPEN, scope, ""))) found.push(key);
      return found;
    }),
  );
  return keys.flat().sort((one, other) => (atOf(one) < atOf(other) ? -1 : 1));
}

/** The keys of several ordered sources, in the order of all. */
async function* merged(sources: AsyncGenerator<Key>[]): AsyncGenerator<Key> {
  const next = async (source: AsyncGenerator<Key>) => {
    const { done, value } = await source.next();
    return done ? [] : [{ source, key: value }];
  };
  let heads = (await Promise.all(sources.map(next))).flat();
  for (;;) {
    heads.sort((one, other) => (atOf(one.key) < atOf(other.key) ? -1 : 1));
    const [first, ...others] = heads;
    if (first === undefined) return;
    yield first.key;
    heads = [...others, ...(await next(first.source))];
  }
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

function keyOf(kind: string, scope: string, id: string): string {
  return `${kind}:${scope}:${id === "" ? "" : sortKey(id)}`;
}

/** Where an open change is kept; no id of a site looks like an installation's. */
function scopeOf({ site, installation }: Place): string {
  return installation === undefined ? site : `@${encodeURIComponent(installation)}`;
}

/** Where open changes of a place may be: those noted before there were installations, at its site. */
function scopesOf(place: Place): string[] {
  return [...new Set([scopeOf(place), place.site])];
}

/** Neither kinds nor scopes have a colon. */
function idIn(key: string): string {
  return idOf(key.split(":").slice(2).join(":"));
}

/** The site of a change: what is kept for an installation says it beside the key. */
function siteIn({ name, metadata }: Key): string {
  return summaryIn(metadata)?.site ?? name.split(":")[1] ?? "";
}

/** Sorts newest first. */
function atOf({ name }: Key): string {
  return name.split(":").slice(2).join(":");
}

function usedKey(id: string): string {
  return `used:${id}`;
}
