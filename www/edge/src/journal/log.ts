import type { Confirmation } from "../confirming/confirmation.js";
import { isObject, parsedJson } from "../json.js";
import { timeOf } from "./id.js";
import { type Change, type Journal, MAY_GO_ON_MS } from "./journal.js";
import { type ChangeStore, openStore } from "./store.js";

/** Lines that several processes append to. */
export interface Log {
  /** The lines since the last time; all of them where another process has rewritten the log. */
  news(): Promise<{ lines: string[]; isRewritten: boolean }>;
  /** Appends a line; if `isFlushed`, waits until it is on the disk. */
  append(line: string, isFlushed: boolean): Promise<void>;
  /** Replaces the lines that were read; lines that others add meanwhile stay. */
  replace(lines: readonly string[]): Promise<void>;
}

/** One line: what was opened, settled or dropped. */
type Entry =
  | { open: Change; confirmation: Confirmation | null }
  | { settled: Change }
  | { dropped: string; site: string }
  | { used: Confirmation & { change: string } };

/** For each site; all of them are also in memory. */
const MOST_IN_LOG = 5_000;
/** Lines without meaning before the log is compacted. */
const MOST_DEAD = 1_000;
/** Milliseconds after which no further line about a change can arrive out of order. */
const STRAY_MS = 3_600_000;

/**
 * A journal of lines that outlives its process. Processes share it: each reads what the others
 * added before it answers. A change that is settled stays so in whatever order the lines come.
 */
export function logJournal(log: Log, days: number, now: () => number = Date.now): Journal {
  const store = openStore(days, MOST_IN_LOG, now);
  const dropped = new Set<string>();
  /** The lines that opened changes, by id: the first to a record may go out. */
  const openedAt = new Map<string, number>();
  /** For changes being opened here, by id: those of the record that were open at their line. */
  const aheadOf = new Map<string, readonly Change[] | null>();
  let lines = 0;
  let last: Promise<unknown> = Promise.resolve();

  const catchUp = async (): Promise<void> => {
    const news = await log.news();
    if (news.isRewritten) {
      store.clear();
      openedAt.clear();
      lines = 0;
    }
    for (const line of news.lines) {
      lines += 1;
      const opened = enter(store, dropped, line);
      if (opened === undefined || openedAt.has(opened.id)) continue;
      openedAt.set(opened.id, lines);
      if (aheadOf.get(opened.id) === null) aheadOf.set(opened.id, openBeside(opened));
    }
    for (const id of dropped) if (timeOf(id) < now() - STRAY_MS) dropped.delete(id);
    if (lines - store.size() <= MOST_DEAD) return;
    const alive = linesOf(store, openedAt);
    await log.replace(alive);
    lines = alive.length;
  };
  /** One at a time, each with all lines that are there. */
  const inTurn = <T>(work: () => T | Promise<T>): Promise<T> => {
    const done = last.then(catchUp).then(work);
    last = done.catch(() => {});
    return done;
  };
  const openBeside = (change: Change): Change[] =>
    store.unsettled(change, change.resource, change.record).filter(({ id }) => id !== change.id);
  const isTaken = (ahead: readonly Change[], known: readonly Change[]): boolean => {
    const isKnown = ({ id }: Change) => known.some((one) => one.id === id);
    return ahead.some((one) => !isKnown(one) && Date.parse(one.at) > now() - MAY_GO_ON_MS);
  };
  const add = (entry: Entry, isFlushed = false) =>
    inTurn(async () => {
      await log.append(JSON.stringify(entry), isFlushed);
      await catchUp();
    });
  return {
    open: async (change, confirmation, known = []) => {
      aheadOf.set(change.id, null);
      await add({ open: change, confirmation }, true).catch((thrown) => {
        aheadOf.delete(change.id);
        throw thrown;
      });
      // If two processes write at once, the first line counts, even if its write is settled by now.
      const ahead = aheadOf.get(change.id) ?? [];
      aheadOf.delete(change.id);
      const isUsed = confirmation !== null && !store.use(confirmation, change.id);
      if (!isUsed && !isTaken(ahead, known)) return "kept";
      await add({ dropped: change.id, site: change.site });
      return isUsed ? "used" : "taken";
    },
    settle: (settled) => add({ settled }),
    drop: ({ site }, id) => add({ dropped: id, site }),
    find: ({ site }, id) => inTurn(() => store.find(site, id)),
    list: (places, query) => inTurn(() => store.list(places, query)),
    unsettled: (place, resource, record) => inTurn(() => store.unsettled(place, resource, record)),
    isUsed: (confirmation) => inTurn(() => store.isUsed(confirmation)),
  };
}

/** Applies a line, and returns the change that it opens. */
function enter(store: ChangeStore, dropped: Set<string>, line: string): Change | undefined {
  const entry = entryIn(line);
  if (entry === undefined) return undefined;
  if ("used" in entry) {
    store.use(entry.used, entry.used.change);
  } else if ("settled" in entry) {
    store.put(entry.settled);
  } else if ("dropped" in entry) {
    dropped.add(entry.dropped);
    store.drop(entry.site, entry.dropped);
  } else {
    const { open, confirmation } = entry;
    if (confirmation !== null) store.use(confirmation, open.id);
    const known = store.find(open.site, open.id);
    if (known?.isOpen !== false && !dropped.has(open.id)) store.put(open);
    return open;
  }
  return undefined;
}

/** A line that was torn when its process or machine died is ignored. */
function entryIn(line: string): Entry | undefined {
  const entry = parsedJson(line);
  return isObject(entry) ? (entry as unknown as Entry) : undefined;
}

function linesOf(store: ChangeStore, openedAt: ReadonlyMap<string, number>): string[] {
  const used = store.used().map((one): Entry => ({ used: one }));
  const lineOf = ({ id }: Change) => openedAt.get(id) ?? 0;
  const changes = store
    .changes()
    .sort((one, other) => lineOf(one) - lineOf(other))
    .map((one): Entry => (one.isOpen ? { open: one, confirmation: null } : { settled: one }));
  return [...used, ...changes].map((entry) => JSON.stringify(entry));
}
