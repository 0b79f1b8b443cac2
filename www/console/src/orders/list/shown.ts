import { useMemo } from "preact/hooks";
import { shopDate } from "../../language/dates.js";
import { present } from "../../state/present.js";
import { type Filters, isOf, isShown, SHOWS, type Show } from "./filters.js";
import { type Reading, spanRead } from "./reading.js";
import type { OrderRow, States } from "./rows.js";
import { sorted } from "./sorting.js";
import { isIn, readFor, type Span, spanOf } from "./spans.js";

/** What the page shows of what was read. */
export interface Shown {
  /** All orders of the days that were read. */
  read: readonly OrderRow[];
  /** Those in the list, in its order. */
  rows: readonly OrderRow[];
  /** How many each chip would show; `null` where statuses are not known. */
  counts: Readonly<Record<Show, number>> | null;
  /** The newest order that fits all filters but the days. */
  near: OrderRow | null;
  span: { read: Span; shown: Span };
  /** Since when all orders are there; `null` where all of the days are. */
  since: Date | null;
}

/** Chooses, counts and sorts. */
export function useShown(reading: Reading, states: States, filters: Filters): Shown {
  const { rows: all, isWhole } = reading;
  return useMemo(() => {
    const now = present();
    const readName = readFor(filters.span);
    const whole = spanRead(readName, reading);
    const shown =
      readName === filters.span
        ? whole
        : spanOf(filters.span, whole.isEarlier ? whole.to : now, null);
    const read = all.filter(({ date_add }) => isIn(whole, shopDate(date_add)));
    const known = { states, now };
    const chosen = read.filter((row) => isShown(row, filters, { ...known, span: shown }));
    const inDays = read.filter(({ date_add }) => isIn(shown, shopDate(date_add)));
    return {
      read,
      rows: sorted(chosen, filters, states),
      counts: states === null ? null : countsOf(inDays, known),
      near: read.find((row) => isShown(row, filters, { ...known, span: whole })) ?? null,
      span: { read: whole, shown },
      since: isWhole ? null : shopDate(read.at(-1)?.date_add ?? null),
    };
    // The address makes new filters each time; what they say is what counts.
  }, [all, isWhole, states, JSON.stringify(filters)]);
}

function countsOf(
  rows: readonly OrderRow[],
  known: { states: States; now: Date },
): Readonly<Record<Show, number>> {
  const counts = SHOWS.map((show) => [show, rows.filter((row) => isOf(row, show, known)).length]);
  return Object.fromEntries(counts);
}
