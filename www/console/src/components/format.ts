/** The language that the page is in, as Intl knows it. */
export function pageLanguage(): string {
  return document.documentElement.lang || "en";
}

const DATE = /^(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d:\d\d))?$/;

/** A date of the Webservice as people write it here; it stays in the time of the shop. */
export function dateText(text: string): string {
  const [, day, time] = DATE.exec(text) ?? [];
  const moment = new Date(`${day}T${time ?? "00:00:00"}Z`);
  if (Number.isNaN(moment.getTime())) return text;
  const clock = time === undefined ? {} : ({ timeStyle: "short" } as const);
  const style = { dateStyle: "medium", timeZone: "UTC", ...clock } as const;
  return new Intl.DateTimeFormat(pageLanguage(), style).format(moment);
}

/** A decimal with two digits behind its point or as many as it needs; never by way of a float. */
export function decimalText(decimal: string): string {
  const [, fraction = ""] = decimal.split(".");
  const digits = Math.max(2, fraction.replace(/0+$/, "").length);
  const style = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  // Intl takes decimals as text, and keeps every digit; the types know of it from ES2023 on.
  return new Intl.NumberFormat(pageLanguage(), style).format(decimal as unknown as number);
}

/** A count, with the separators of the language. */
export function countText(count: number): string {
  return new Intl.NumberFormat(pageLanguage()).format(count);
}

/** Compares two values of rows: numbers and decimals by size, anything else as words. */
export function compareValues(one: unknown, other: unknown): number {
  const [a, b] = [one ?? "", other ?? ""].map(String) as [string, string];
  if (isNumber(a) && isNumber(b)) return Number(a) - Number(b);
  return new Intl.Collator(pageLanguage(), { numeric: true }).compare(a, b);
}

function isNumber(text: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(text);
}
