/** The form of the ids of changes: the moment, and a UUID. */
export const CHANGE_ID =
  "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$";

/** A day, in milliseconds. */
export const DAY_MS = 86_400_000;

const TIME_LENGTH = "2026-01-31T12:00:00.000Z".length;
/** The last moment that a date can have, and its digits. */
const LAST_MS = 8_640_000_000_000_000;
const DIGITS = String(LAST_MS).length;

/** An id for a change of that moment. */
export function newChangeId(at: string): string {
  return `${at}-${crypto.randomUUID()}`;
}

/** Whether a value is an id of a change. */
export function isChangeId(value: unknown): value is string {
  return typeof value === "string" && new RegExp(CHANGE_ID, "u").test(value);
}

/** The moment in an id, in milliseconds since 1970. */
export function timeOf(id: string): number {
  return Date.parse(id.slice(0, TIME_LENGTH));
}

/** The id in a form that sorts newest first. */
export function sortKey(id: string): string {
  const left = LAST_MS - timeOf(id);
  return String(left).padStart(DIGITS, "0") + id.slice(TIME_LENGTH);
}

/** The id that a sort key was made of. */
export function idOf(key: string): string {
  const at = new Date(LAST_MS - Number(key.slice(0, DIGITS)));
  return at.toISOString() + key.slice(DIGITS);
}
