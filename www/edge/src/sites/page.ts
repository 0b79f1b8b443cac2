import { refusal } from "../problem.js";

/** A page of a list that is sorted by id, and after which id the next one begins; `null` for the last. */
export interface Page<T> {
  entries: T[];
  next: string | null;
}

/** How many entries a page has: without a `limit`, and at most. */
export interface PageSize {
  usual: number;
  most: number;
}

/**
 * The part of a list that a query asks for: `limit` entries after the one with the id `after`.
 * @throws Refusal for what is no limit
 */
export function pageOf<T extends { id: string }>(
  sorted: readonly T[],
  { limit: asked, after }: Record<string, string>,
  { usual, most }: PageSize,
): Page<T> {
  const limit = asked === undefined ? usual : Number(asked);
  if (!/^\d{1,5}$/.test(asked ?? "1") || limit < 1 || limit > most) {
    throw refusal("invalid_request", `\`limit\` is not a whole number from 1 to ${most}.`, {
      field: "limit",
      hint: "Leave it out for a page of the usual size.",
    });
  }
  const found = after === undefined ? 0 : sorted.findIndex(({ id }) => id > after);
  const from = found === -1 ? sorted.length : found;
  const entries = sorted.slice(from, from + limit);
  const isLast = from + limit >= sorted.length;
  return { entries, next: isLast ? null : (entries.at(-1)?.id ?? null) };
}
