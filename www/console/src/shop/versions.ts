/** A value that two versions of a record do not share. */
export interface DifferingValue {
  field: string;
  /** Id of the language; `null` for a field with one value. */
  language: number | null;
  expected: string;
  found: string;
}

/** What every change brings with it: its date, and the id where it is a record of its own. */
const SAID_ELSEWHERE = ["date_upd", "id"];

/** Where two versions of a record differ, in the order of the one that is there. */
export function differingValues(expected: unknown, found: unknown): readonly DifferingValue[] {
  const [was, is] = [membersOf(expected), membersOf(found)];
  const fields = new Set([...Object.keys(is), ...Object.keys(was)]);
  return [...fields]
    .filter((field) => !SAID_ELSEWHERE.includes(field))
    .flatMap((field) => differencesIn(field, was[field], is[field]));
}

function differencesIn(field: string, was: unknown, is: unknown): DifferingValue[] {
  if (isTexts(was) && isTexts(is)) {
    return Object.keys(is).flatMap((id) => {
      const [expected, found] = [text(was[id]), text(is[id])];
      return expected === found ? [] : [{ field, language: Number(id), expected, found }];
    });
  }
  const [expected, found] = [text(was), text(is)];
  return expected === found ? [] : [{ field, language: null, expected, found }];
}

/** Texts by the id of their language. */
function isTexts(value: unknown): value is Record<string, unknown> {
  const keys = Object.keys(membersOf(value));
  return keys.length > 0 && keys.every((key) => /^\d+$/.test(key));
}

function membersOf(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  return value as Record<string, unknown>;
}

function text(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
