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

/** A value as it was to become. */
interface Wanted {
  field: string;
  language: { id: number } | null;
  after: string;
}

/**
 * Whether a write is the one that was to make these changes. An error can name an earlier one to the
 * same record, whose end has to be known first.
 */
export function isWriteOf({ changes }: UnsettledWrite, wanted: readonly Wanted[]): boolean {
  return changes.every(({ field, language, after }) =>
    wanted.some(
      (one) =>
        one.field === field && (one.language?.id ?? null) === language && one.after === after,
    ),
  );
}
