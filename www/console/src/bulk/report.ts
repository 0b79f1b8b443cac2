import { type Dictionary, type DisplayText, textIn, textsIn } from "../language/message.js";
import { writeCsv } from "../shop/csv.js";
import type { Entry, State } from "./entry.js";
import type { CheckedRow } from "./rows.js";

/** What became of a row. */
export type Outcome = State | "left_out";

/** What the outcomes are called in the file: the same in every language, for programs to read. */
export const OUTCOMES: Readonly<Record<Outcome, string>> = {
  waiting: "not tried",
  ready: "not written",
  unchanged: "unchanged",
  written: "written",
  part: "saved in part",
  conflict: "conflict",
  refused: "refused",
  not_found: "not found",
  unknown: "unknown",
  left_out: "left out",
};

/** A row of the file, and what became of it. */
export interface RowOutcome {
  row: CheckedRow;
  /** `null` where nothing was read or sent. */
  id: number | null;
  outcome: Outcome;
  message: readonly DisplayText[];
  hint: DisplayText;
}

/** One for each row of the file, in its order. */
export function outcomes(rows: readonly CheckedRow[], job: readonly Entry[]): RowOutcome[] {
  const owners = new Map(job.flatMap((entry) => entry.rows.map((row) => [row.number, entry])));
  return rows.map((row) => {
    const entry = owners.get(row.number);
    if (entry === undefined) {
      const message = row.problem === null ? [] : [row.problem];
      return { row, id: null, outcome: "left_out", message, hint: "" };
    }
    const message = [...row.notes, ...entry.message];
    return { row, id: entry.id, outcome: outcomeOf(row, entry), message, hint: entry.hint };
  });
}

/** The outcomes as a file for spreadsheets; its messages are in that language. */
export function reportCsv(
  rows: readonly CheckedRow[],
  job: readonly Entry[],
  words: Dictionary,
): string {
  const head = ["row", "product", "id", "languages", "fields", "outcome", "message", "hint"];
  const lines = outcomes(rows, job).map(({ row, id, outcome, message, hint }) => [
    row.number,
    row.named,
    id ?? "",
    [...new Set(row.given.map(({ language }) => language))].join(" "),
    [...new Set(row.given.map(({ field }) => field))].join(" "),
    OUTCOMES[outcome],
    textsIn(message, words),
    textIn(hint, words),
  ]);
  return writeCsv([head, ...lines]);
}

/** A product is written as a whole: what a row asked for may have been there before. */
function outcomeOf({ given }: CheckedRow, { state, changes }: Entry): State {
  if (state !== "written" && state !== "ready") return state;
  const isChanged = given.some(({ field, language }) =>
    changes.some(
      (one) =>
        one.field === field &&
        // Without a code it cannot be told which language it is.
        (one.language?.iso_code ?? language).toLowerCase() === language.toLowerCase(),
    ),
  );
  return isChanged ? state : "unchanged";
}
