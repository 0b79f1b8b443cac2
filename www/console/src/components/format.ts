import { pageLanguage } from "../language/page.js";

const DATE_PARTS = /^(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d:\d\d))?$/;

/** A date of the Webservice as people write it here; it stays in the time of the shop. */
export function dateText(text: string): string {
  const [, day, time] = DATE_PARTS.exec(text) ?? [];
  const moment = new Date(`${day}T${time ?? "00:00:00"}Z`);
  if (Number.isNaN(moment.getTime())) return text;
  const clock = time === undefined ? {} : ({ timeStyle: "short" } as const);
  const style = { dateStyle: "medium", timeZone: "UTC", ...clock } as const;
  return new Intl.DateTimeFormat(pageLanguage().locale, style).format(moment);
}

/** A moment in UTC, to the second. */
export function momentText(iso: string): string {
  const moment = new Date(iso);
  if (Number.isNaN(moment.getTime())) return iso;
  const style = { dateStyle: "medium", timeStyle: "long", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(pageLanguage().locale, style).format(moment);
}

/** A decimal with two digits behind its point or as many as it needs; never by way of a float. */
export function decimalText(decimal: string): string {
  const [, fraction = ""] = decimal.split(".");
  const digits = Math.max(2, fraction.replace(/0+$/, "").length);
  const style = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  // Intl takes decimals as text, and keeps every digit; the types know of it from ES2023 on.
  return new Intl.NumberFormat(pageLanguage().locale, style).format(decimal as unknown as number);
}

/** A count, with the separators of the language. */
export function countText(count: number): string {
  return new Intl.NumberFormat(pageLanguage().locale).format(count);
}

/** "12 ms" */
export function millisecondsText(milliseconds: number): string {
  return inUnit(Math.round(milliseconds), "millisecond");
}

/** "45 sec", "2 min, 5 sec" */
export function secondsText(seconds: number): string {
  const rounded = Math.round(seconds);
  const parts = [inUnit(rounded % 60, "second")];
  if (rounded >= 60) parts.unshift(inUnit(Math.floor(rounded / 60), "minute"));
  const list = new Intl.ListFormat(pageLanguage().locale, { type: "unit", style: "short" });
  return list.format(parts);
}

/** "1.2 kB" */
export function bytesText(bytes: number): string {
  return inUnit(bytes / 1000, "kilobyte");
}

function inUnit(value: number, unit: string): string {
  const style = { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(pageLanguage().locale, style).format(value);
}

/** Compares two values of rows: numbers and decimals by size, anything else as words. */
export function compareValues(one: unknown, other: unknown): number {
  const [a, b] = [one ?? "", other ?? ""].map(String) as [string, string];
  if (isNumber(a) && isNumber(b)) return Number(a) - Number(b);
  return new Intl.Collator(pageLanguage().locale, { numeric: true }).compare(a, b);
}

function isNumber(text: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(text);
}
