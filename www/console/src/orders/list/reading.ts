import type { PriceCurrency } from "@aismarttalk/prestashop";
import { type Signal, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { shopDate } from "../../language/dates.js";
import type { Connection } from "../../shop/connection.js";
import { doubts } from "../../state/answers.js";
import { present } from "../../state/present.js";
import { runAction } from "../../state/running.js";
import { shop } from "../../state/session.js";
import type { Currencies, OrderRow } from "./rows.js";
import { boundsOf, type Span, type SpanName, spanOf } from "./spans.js";

/** Orders of a span, page by page; newest first. */
export interface Reading {
  rows: readonly OrderRow[];
  currencies: Currencies;
  /** What the key may not read, as the core says it. */
  warnings: readonly string[];
  isReading: boolean;
  /** Whether all of the span is there. */
  isWhole: boolean;
  /** Whether it stopped because there are very many. */
  isPaused: boolean;
  /** Why it stopped; what was read until then stays. */
  error: unknown;
  /** When it was begun, in milliseconds since 1970; `null` before the first answer. */
  readAt: number | null;
}

/** One that begins again, or goes on with `more` where it stopped. */
export interface Reader extends Reading {
  again(): void;
  more(): void;
}

const PAGE = 100;

/** So many orders are read at once; more when somebody asks. */
const READ_AT_ONCE = 1000;

const FRESH_MS = 30_000;

const NOTHING: Reading = {
  rows: [],
  currencies: null,
  warnings: [],
  isReading: false,
  isWhole: false,
  isPaused: false,
  error: null,
  readAt: null,
};

interface Kept {
  reading: Signal<Reading>;
  /** How many writes there were before it. */
  doubts: number;
  /** Ends it; `null` where none runs. */
  stopping: AbortController | null;
  /** How many are read before it pauses. */
  most: number;
  /** The last page, to go on from. */
  last: Page | null;
  /** Whether it came to its end, or to where it pauses. */
  isDone: boolean;
}

const readings = new Map<string, Kept>();

// What was read belongs to the shop that is open, and to the key it was read with.
shop.subscribe(() => {
  for (const { stopping } of readings.values()) stopping?.abort();
  readings.clear();
});

/** The orders of a span. It is read as long as the page is shown. */
export function useReading(name: SpanName): Reader {
  const open = shop.value;
  const kept = keptReading(name);
  useEffect(() => {
    if (open === null) return;
    if (isDoubtful(kept)) {
      kept.last = null;
      void read(kept, open, name, present());
    }
    return () => {
      kept.stopping?.abort();
    };
  }, [kept, open]);
  return {
    ...kept.reading.value,
    again: () => {
      kept.last = null;
      if (open !== null) void read(kept, open, name, present());
    },
    more: () => {
      kept.most = (kept.last?.rows.length ?? 0) + READ_AT_ONCE;
      if (open !== null) void read(kept, open, name, present());
    },
  };
}

/** The days that a reading is of. */
export function spanRead(name: SpanName, { rows }: Reading): Span {
  return spanOf(name, present(), shopDate(rows[0]?.date_add ?? null));
}

function keptReading(name: SpanName): Kept {
  const found = readings.get(name) ?? {
    reading: signal(NOTHING),
    doubts: 0,
    stopping: null,
    most: READ_AT_ONCE,
    last: null,
    isDone: false,
  };
  readings.set(name, found);
  return found;
}

function isDoubtful(kept: Kept): boolean {
  const { readAt } = kept.reading.peek();
  if (!kept.isDone || readAt === null) return true;
  return kept.doubts !== doubts.peek() || Date.now() - readAt > FRESH_MS;
}

async function read(kept: Kept, open: Connection, name: SpanName, now: Date): Promise<void> {
  kept.stopping?.abort();
  const stopping = new AbortController();
  kept.stopping = stopping;
  kept.doubts = doubts.peek();
  kept.isDone = false;
  const { reading } = kept;
  const { rows: before, isWhole: wasWhole } = reading.peek();
  reading.value = { ...reading.peek(), isReading: true, isPaused: false, error: null };
  try {
    for await (const page of pagesOf(open, name, now, stopping.signal, kept.last)) {
      // Whoever left, or began again, wants nothing of this one any more.
      if (kept.stopping !== stopping) return;
      kept.last = page;
      kept.isDone = page.isLast || page.rows.length >= kept.most;
      const isPaused = kept.isDone && !page.isLast;
      const { rows, currencies, warnings, readAt } = page;
      reading.value = {
        rows: page.isLast ? rows : withOlder(rows, before),
        currencies,
        warnings,
        readAt,
        isReading: !page.isLast && !isPaused,
        // The older rows of before stand in for those that are still to come.
        isWhole: page.isLast || wasWhole,
        isPaused,
        error: null,
      };
      if (isPaused) return;
    }
  } catch (error) {
    if (kept.stopping !== stopping) return;
    const left = { ...reading.peek(), isReading: false };
    reading.value = stopping.signal.aborted ? left : { ...left, error };
  } finally {
    if (kept.stopping === stopping) kept.stopping = null;
  }
}

/** What was read until the end of a page. */
interface Page {
  /** All that was read until now. */
  rows: readonly OrderRow[];
  currencies: Currencies;
  warnings: readonly string[];
  readAt: number;
  /** Where the next page begins. */
  cursor: string | null;
  isLast: boolean;
}

/** The answer of `find_orders`, with what only newer cores tell. */
interface FoundOrders {
  orders: readonly OrderRow[];
  currencies?: readonly PriceCurrency[] | null;
  has_more: boolean;
  cursor: string | null;
  warnings: readonly string[];
}

/** The pages of a span, each with those before it; the last one holds only the span's own rows. */
async function* pagesOf(
  open: Connection,
  name: SpanName,
  now: Date,
  signal: AbortSignal,
  before: Page | null,
): AsyncGenerator<Page> {
  const readAt = before?.readAt ?? Date.now();
  const rows = [...(before?.rows ?? [])];
  const currencies = new Map(before?.currencies ?? []);
  const warnings = new Set(before?.warnings ?? []);
  let cursor = before?.cursor ?? null;
  let isLast = false;
  while (!isLast) {
    const input = { limit: PAGE, ...boundsOf(name), ...(cursor !== null && { cursor }) };
    const found: FoundOrders = await runAction(open, "find_orders", input, {
      signal,
      doing: (w) => w.orderList.reading,
    });
    signal.throwIfAborted();
    rows.push(...found.orders);
    for (const { id, iso_code, decimals } of found.currencies ?? []) {
      if (iso_code !== null) currencies.set(id, { iso_code, decimals: decimals ?? 2 });
    }
    for (const one of found.warnings) warnings.add(one);
    const { from } = spanOf(name, now, shopDate(rows[0]?.date_add ?? null));
    const oldest = shopDate(rows.at(-1)?.date_add ?? null);
    cursor = found.cursor;
    isLast = !found.has_more || cursor === null || (oldest !== null && oldest < from);
    yield {
      rows: [...rows],
      currencies: currencies.size === 0 ? null : new Map(currencies),
      warnings: [...warnings],
      readAt,
      cursor,
      isLast,
    };
  }
}

/** New rows in place of those before; the older ones stay until they are read again. */
function withOlder(rows: readonly OrderRow[], before: readonly OrderRow[]): readonly OrderRow[] {
  const last = rows.at(-1);
  if (last === undefined) return rows;
  const read = new Set(rows.map(({ id }) => id));
  const isOlder = (row: OrderRow) => (row.date_add ?? "") <= (last.date_add ?? "");
  return [...rows, ...before.filter((row) => !read.has(row.id) && isOlder(row))];
}
