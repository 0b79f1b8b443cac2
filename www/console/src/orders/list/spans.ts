import { shopDate } from "../../language/dates.js";

/** Which days are shown, by their name in the address; `2026-02-01..2026-02-10` as well. */
export const SPANS = ["today", "yesterday", "7", "30", "90"] as const;

export type SpanName = (typeof SPANS)[number] | `${string}..${string}`;

/** What the page opens with. */
export const USUAL_SPAN: SpanName = "30";

/** Whole days, in the shop's time. */
export interface Span {
  from: Date;
  to: Date;
  /** Whether it ends with the newest order, as there is none in the days that were asked for. */
  isEarlier: boolean;
}

const DAYS: Readonly<Record<string, number>> = { "7": 7, "30": 30, "90": 90 };
const DAY = /^\d{4}-\d\d-\d\d$/;

/** The span that an address names; the usual one for what is none. */
export function spanNamed(text: string | undefined): SpanName {
  const known = SPANS.find((name) => name === text);
  if (known !== undefined) return known;
  const [from = "", to = "", ...more] = (text ?? "").split("..");
  const isRange = more.length === 0 && DAY.test(from) && DAY.test(to) && from <= to;
  return isRange ? `${from}..${to}` : USUAL_SPAN;
}

/** What is read for a span: the short ones are a part of the usual one. */
export function readFor(name: SpanName): SpanName {
  return name === "today" || name === "yesterday" || name === "7" ? USUAL_SPAN : name;
}

/** The days from and to, as `find_orders` takes them; nothing for what ends now. */
export function boundsOf(name: SpanName): { from?: string; to?: string } {
  const [from, to] = name.split("..");
  return from !== undefined && to !== undefined ? { from, to } : {};
}

/**
 * The days of a span. A shop that has sold nothing in them shows as many days before its newest
 * order instead.
 */
export function spanOf(name: SpanName, now: Date, newest: Date | null): Span {
  const { from, to } = boundsOf(name);
  const [first, last] = [shopDate(from ?? null), shopDate(to ?? null)];
  if (first !== null && last !== null) return { from: first, to: endOfDay(last), isEarlier: false };
  if (name === "today" || name === "yesterday") {
    const day = daysBefore(now, name === "today" ? 0 : 1);
    return { from: day, to: endOfDay(day), isEarlier: false };
  }
  const days = DAYS[name] ?? 30;
  const begin = daysBefore(now, days - 1);
  // A clock that goes before the shop's must not hide what was just ordered.
  if (newest === null || newest >= begin)
    return { from: begin, to: endOfDay(laterOf(now, newest)), isEarlier: false };
  return { from: daysBefore(newest, days - 1), to: endOfDay(newest), isEarlier: true };
}

/** The days of a span, each by its beginning. */
export function daysOf({ from, to }: Span): readonly Date[] {
  const days: Date[] = [];
  for (let day = from; day <= to; day = daysBefore(day, -1)) days.push(day);
  return days;
}

/** Whether a date lies in it. */
export function isIn({ from, to }: Span, date: Date | null): boolean {
  return date !== null && date >= from && date <= to;
}

/** The beginning of the day so many days before; by the calendar, as a day may have 23 hours. */
export function daysBefore(date: Date, count: number): Date {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - count);
}

function endOfDay(date: Date): Date {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate(), 23, 59, 59, 999);
}

function laterOf(one: Date, other: Date | null): Date {
  return other !== null && other > one ? other : one;
}
