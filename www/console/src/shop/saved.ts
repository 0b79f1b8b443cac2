import type { Saved, UnsettledWrite } from "@aismarttalk/prestashop";

/** What became of the data, as an error says; `otherwise` for a fault of this page, which says nothing. */
export function savedOf(error: unknown, otherwise: Saved): Saved {
  const isTelling = error instanceof Error && "saved" in error;
  return isTelling && isSaved(error.saved) ? error.saved : otherwise;
}

function isSaved(value: unknown): value is Saved {
  return value === "no" || value === "unknown" || value === "yes";
}

/** The write that an error tells of, to look for it; `null` where it names none. */
export function writeOf(error: unknown): UnsettledWrite | null {
  const isTelling = error instanceof Error && "write" in error;
  return isTelling ? ((error.write as UnsettledWrite | null | undefined) ?? null) : null;
}

/** After how many milliseconds another look is worth it, as an error says; 0 where it does not. */
export function lookAgainAfter(error: unknown): number {
  const isTelling = error instanceof Error && "lookAgainAfterMs" in error;
  return isTelling && typeof error.lookAgainAfterMs === "number" ? error.lookAgainAfterMs : 0;
}

/** A value as it was shown, and as it was to become. */
interface Wanted {
  field: string;
  language: { id: number } | null;
  before: string;
  after: string;
}

/**
 * Whether a write is the one that was to make these changes. An error can name an earlier one to the
 * same record, whose end has to be known first.
 */
export function isWriteOf({ changes }: UnsettledWrite, wanted: readonly Wanted[]): boolean {
  const named = changes.map(({ language, ...one }) => ({
    ...one,
    language: language === null ? null : { id: language },
  }));
  return named.every((one) => wanted.some((other) => isSameValue(one, other, "after")));
}

/**
 * Whether a newer preview finds everything as an older one did. Their tokens do not tell: a worker
 * gives each preview its own.
 */
export function isAsShown(found: readonly Wanted[], shown: readonly Wanted[]): boolean {
  const isThere = (one: Wanted) => shown.some((other) => isSameValue(one, other, "before"));
  return found.length === shown.length && found.every(isThere);
}

function isSameValue(one: Wanted, other: Wanted, value: "before" | "after"): boolean {
  const isSamePlace = one.field === other.field && one.language?.id === other.language?.id;
  return isSamePlace && one[value] === other[value];
}
