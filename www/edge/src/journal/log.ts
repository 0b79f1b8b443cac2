import type { Confirmation } from "../confirming/confirmation.js";
import { isObject } from "../settings.js";
import { type Book, openBook } from "./book.js";
import { timeOf } from "./id.js";
import type { Change, Journal } from "./journal.js";

/** Lines that are only added to, by several processes at once. */
export interface Log {
  /** The lines since the last time; all of them where others have put it together anew. */
  news(): Promise<{ lines: string[]; isAnew: boolean }>;
  /** Adds a line; on the disk, and not only on its way there, where `isFlushed`. */
  append(line: string, isFlushed: boolean): Promise<void>;
  /** Puts lines in the place of those that were read; what others add meanwhile stays. */
  replace(lines: readonly string[]): Promise<void>;
}

/** One line: what was opened, settled or dropped. */
type Entry =
  | { open: Change; confirmation: Confirmation | null }
  | { settled: Change }
  | { dropped: string; site: string }
  | { used: Confirmation & { change: string } };

/** For each site; all of them are in memory too. */
const MOST_CHANGES = 5_000;
/** Lines that mean nothing any more before the log is put together anew. */
const MOST_DEAD = 1_000;
/** As long as a write whose process died may still be saved. */
const MAY_GO_ON_MS = 300_000;
/** Milliseconds after which no line about a change is behind one that came later. */
const STRAY_MS = 3_600_000;

/**
 * A journal of lines that outlives its process. Processes share it: each reads what the others
 * added before it answers. A change that is settled stays so in whatever order the lines come.
 */
export function logJournal(log: Log, days: number, now: () => number = Date.now): Journal {
  const book = openBook(days, MOST_CHANGES, now);
  const dropped = new Set<string>();
  /** Where open changes stand in the log, by id: the first to a record may go out. */
  const places = new Map<string, number>();
  let lines = 0;
  let last: Promise<unknown> = Promise.resolve();

  const catchUp = async (): Promise<void> => {
    const news = await log.news();
    if (news.isAnew) {
      book.clear();
      places.clear();
      lines = 0;
    }
    for (const line of news.lines) {
      lines += 1;
      const opened = enter(book, dropped, line);
      if (opened !== undefined && !places.has(opened)) places.set(opened, lines);
    }
    for (const id of dropped) if (timeOf(id) < now() - STRAY_MS) dropped.delete(id);
    if (lines - book.size() <= MOST_DEAD) return;
    const alive = linesOf(book, places);
    await log.replace(alive);
    lines = alive.length;
  };
  /** One after the other, each over all that is there. */
  const inTurn = <T>(work: () => T | Promise<T>): Promise<T> => {
    const done = last.then(catchUp).then(work);
    last = done.catch(() => {});
    return done;
  };
  const placeOf = ({ id }: Change) => places.get(id) ?? 0;
  const isTaken = (change: Change, known: readonly Change[]): boolean => {
    const others = book.unsettled(change, change.resource, change.record);
    const ahead = others.filter((one) => placeOf(one) < placeOf(change));
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
      await add({ open: change, confirmation }, true);
      // Of two processes at once, the one whose line came first counts.
      const isUsed = confirmation !== null && !book.use(confirmation, change.id);
      if (!isUsed && !isTaken(change, known)) return "kept";
      await add({ dropped: change.id, site: change.site });
      return isUsed ? "used" : "taken";
    },
    settle: (settled) => add({ settled }),
    drop: ({ site }, id) => add({ dropped: id, site }),
    find: ({ site }, id) => inTurn(() => book.find(site, id)),
    list: (places, query) => inTurn(() => book.list(places, query)),
    unsettled: (place, resource, record) => inTurn(() => book.unsettled(place, resource, record)),
    isUsed: (confirmation) => inTurn(() => book.isUsed(confirmation)),
  };
}

/** Takes a line in; the id of the change that it opens. */
function enter(book: Book, dropped: Set<string>, line: string): string | undefined {
  const entry = parsed(line);
  if (entry === undefined) return undefined;
  if ("used" in entry) {
    book.use(entry.used, entry.used.change);
  } else if ("settled" in entry) {
    book.put(entry.settled);
  } else if ("dropped" in entry) {
    dropped.add(entry.dropped);
    book.drop(entry.site, entry.dropped);
  } else {
    const { open, confirmation } = entry;
    if (confirmation !== null) book.use(confirmation, open.id);
    const known = book.find(open.site, open.id);
    if (known?.isOpen !== false && !dropped.has(open.id)) book.put(open);
    return open.id;
  }
  return undefined;
}

/** A line that was torn when its process or machine died says nothing. */
function parsed(line: string): Entry | undefined {
  try {
    const entry: unknown = JSON.parse(line);
    return isObject(entry) ? (entry as unknown as Entry) : undefined;
  } catch {
    return undefined;
  }
}

function linesOf(book: Book, places: ReadonlyMap<string, number>): string[] {
  const used = book.used().map((one): Entry => ({ used: one }));
  const placeOf = ({ id }: Change) => places.get(id) ?? 0;
  const changes = book
    .changes()
    .sort((one, other) => placeOf(one) - placeOf(other))
    .map((one): Entry => (one.isOpen ? { open: one, confirmation: null } : { settled: one }));
  return [...used, ...changes].map((entry) => JSON.stringify(entry));
}
