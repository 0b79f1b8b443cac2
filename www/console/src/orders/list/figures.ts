import { shopDate } from "../../language/dates.js";
import { sumOf } from "../../language/money.js";
import { isOf, type Show } from "./filters.js";
import { kindOf, OPEN, SOLD } from "./kinds.js";
import type { OrderRow, OrderState, States } from "./rows.js";
import { daysOf, type Span } from "./spans.js";

/** What was ordered on each day of a span. */
export interface DayFigures {
  days: readonly Date[];
  orders: readonly number[];
  /** One for each currency, the one with the most orders first: they are never added up. */
  revenues: readonly Revenue[];
  /** Sold in a currency that is not told: what cannot be added up. */
  untold: number;
}

/** What was sold in one currency. */
export interface Revenue {
  currency: number;
  orders: number;
  total: string;
  perDay: readonly string[];
}

/** Orders and revenue by day. What is cancelled, refunded or not paid is no revenue. */
export function dayFigures(rows: readonly OrderRow[], span: Span, states: States): DayFigures {
  const days = daysOf(span);
  const places = new Map(days.map((day, place) => [keyOf(day), place]));
  const orders = days.map(() => 0);
  const sold = new Map<number, { row: OrderRow; place: number }[]>();
  let untold = 0;
  for (const row of rows) {
    const place = places.get(row.date_add?.slice(0, 10) ?? "");
    if (place === undefined) continue;
    orders[place] = (orders[place] ?? 0) + 1;
    if (!SOLD.includes(kindOf(row, states))) continue;
    const currency = row.id_currency ?? null;
    if (currency === null) {
      untold += 1;
      continue;
    }
    const ofCurrency = sold.get(currency) ?? [];
    ofCurrency.push({ row, place });
    sold.set(currency, ofCurrency);
  }
  const revenues = [...sold].map(([currency, all]) => ({
    currency,
    orders: all.length,
    total: totalOf(all.map(({ row }) => row)),
    perDay: days.map((_, day) =>
      totalOf(all.filter(({ place }) => place === day).map(({ row }) => row)),
    ),
  }));
  const byCount = revenues.sort((one, other) => other.orders - one.orders);
  return { days, orders, revenues: byCount, untold };
}

/** How many orders are in a status. */
export interface StateCount {
  state: OrderState;
  count: number;
}

/** The statuses of orders that are not over, on the way from ordered to shipped. */
export function openStates(rows: readonly OrderRow[], states: States): readonly StateCount[] {
  return countStates(rows, states, true);
}

/** The statuses of those that are. */
export function closedStates(rows: readonly OrderRow[], states: States): readonly StateCount[] {
  return countStates(rows, states, false);
}

const STEPS = ["unpaid", "failed", "paid", "shipped", "delivered", "refunded", "cancelled"];

function countStates(
  rows: readonly OrderRow[],
  states: States,
  isOpen: boolean,
): readonly StateCount[] {
  const counts = new Map<OrderState, { step: number; count: number }>();
  for (const row of rows) {
    const kind = kindOf(row, states);
    const state = row.status.id === null ? undefined : states?.get(row.status.id);
    if (state === undefined || OPEN.includes(kind) !== isOpen) continue;
    const count = (counts.get(state)?.count ?? 0) + 1;
    counts.set(state, { step: STEPS.indexOf(kind), count });
  }
  return [...counts]
    .sort(([one, { step }], [other, next]) => step - next.step || one.id - other.id)
    .map(([state, { count }]) => ({ state, count }));
}

/** Orders that wait for somebody. */
export interface Waiting {
  show: Show;
  count: number;
  /** The one that says how urgent it is: the newest that failed, the oldest that waits. */
  first: OrderRow;
}

/** What waits; what nothing waits of is left out. */
export function waitingOf(
  rows: readonly OrderRow[],
  states: States,
  now: Date,
): readonly Waiting[] {
  const shows: readonly [Show, isNewest: boolean][] = [
    ["failed", true],
    ["unpaid", false],
    ["late", false],
  ];
  return shows.flatMap(([show, isNewest]) => {
    const found = rows.filter((row) => isOf(row, show, { states, now }));
    const byDate = found.sort((one, other) => dateOf(other) - dateOf(one));
    const first = isNewest ? byDate[0] : byDate.at(-1);
    return first === undefined ? [] : [{ show, count: found.length, first }];
  });
}

function totalOf(rows: readonly OrderRow[]): string {
  return sumOf(rows.map(({ total_paid_tax_incl }) => total_paid_tax_incl));
}

function dateOf({ date_add }: OrderRow): number {
  return shopDate(date_add)?.getTime() ?? 0;
}

function keyOf(day: Date): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
