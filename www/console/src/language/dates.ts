import type { Dictionary } from "./message.js";
import { pageLocale } from "./page.js";

const DAY_MS = 86_400_000;

/** A date of a shop, `2026-03-01 10:00:00`, in the shop's own time; `null` for what is none. */
export function shopDate(text: string | null): Date | null {
  const found = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d))?)?/.exec(text ?? "");
  if (found === null) return null;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = found
    .slice(1)
    .map((part) => Number(part ?? 0));
  return year === 0 ? null : new Date(year, month - 1, day, hour, minute, second);
}

/** "today 09:41", "yesterday 22:04", "27 Nov", "3 Sep 2024". */
export function nearText(date: Date, w: Dictionary, now = new Date()): string {
  const days = Math.round((startOfDay(now) - startOfDay(date)) / DAY_MS);
  const time = format(date, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  if (days === 0) return w.dates.today(time);
  if (days === 1) return w.dates.yesterday(time);
  const year = date.getFullYear() === now.getFullYear() ? {} : ({ year: "numeric" } as const);
  return format(date, { day: "numeric", month: "short", ...year });
}

/** All of it, for whoever points at it. */
export function exactText(date: Date): string {
  return format(date, { dateStyle: "full", timeStyle: "medium" });
}

/** A day, "31 Oct". */
export function dayText(date: Date): string {
  return format(date, { day: "numeric", month: "short" });
}

/** The time of a day without its seconds, "14:06". */
export function timeText(date: Date): string {
  return format(date, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

/** The time of a day, "14:06:21". */
export function clockText(date: Date): string {
  const parts = {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  } as const;
  return format(date, parts);
}

/** "12 s ago", "3 days ago". */
export function agoText(since: number, now = Date.now()): string {
  const seconds = Math.max(0, Math.round((now - since) / 1000));
  const [amount, unit] = unitOf(seconds);
  return new Intl.RelativeTimeFormat(pageLocale.value, { style: "short" }).format(-amount, unit);
}

function unitOf(seconds: number): [amount: number, unit: Intl.RelativeTimeFormatUnit] {
  if (seconds < 60) return [seconds, "second"];
  if (seconds < 3600) return [Math.round(seconds / 60), "minute"];
  if (seconds < 86_400) return [Math.round(seconds / 3600), "hour"];
  return [Math.round(seconds / 86_400), "day"];
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

function format(date: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(pageLocale.value, options).format(date);
}
