import type { Dictionary, DisplayText } from "../language/message.js";
import { saidAll } from "../language/said.js";
import { writeCsv } from "../shop/csv.js";
import { type Entry, placeOfText, type State } from "./entry.js";
import type { CheckedRow } from "./rows.js";
import type { Work } from "./work.js";

/** What became of a row. */
export type Outcome = State | "left_out" | "unusable";

/** What the outcomes are called in the file: the same in every language, for programs to read. */
const OUTCOMES: Readonly<Record<Outcome, string>> = {
  waiting: "not tried",
  ready: "not saved",
  unchanged: "unchanged",
  written: "saved",
  undone: "undone",
  part: "saved in part",
  conflict: "conflict",
  refused: "refused",
  not_found: "not found",
  unknown: "unknown",
  left_out: "left out",
  unusable: "unusable",
};

/** A row of the file, and what became of it. */
interface RowOutcome {
  row: CheckedRow;
  /** `null` where nothing was read or sent. */
  id: number | null;
  outcome: Outcome;
  message: readonly DisplayText[];
  hint: DisplayText;
}

/** One for each row of the file, in its order. */
function outcomes(rows: readonly CheckedRow[], job: readonly Entry[]): RowOutcome[] {
  const owners = new Map(job.flatMap((entry) => entry.rows.map((row) => [row.number, entry])));
  return rows.map((row) => {
    const entry = owners.get(row.number);
    if (entry === undefined) {
      const message = row.problem === null ? [] : [row.problem];
      return { row, id: null, outcome: "unusable", message, hint: "" };
    }
    const message = [...row.notes, ...entry.message];
    return { row, id: entry.id, outcome: outcomeOf(row, entry), message, hint: entry.hint };
  });
}

/** The outcomes as a file for spreadsheets; its messages are in that language. */
export function reportCsv(
  { rows, job }: Pick<Work, "rows" | "job">,
  nameOf: (id: number | null, row: CheckedRow) => string,
  words: Dictionary,
): string {
  const head = [
    "row",
    "product",
    "id",
    "name",
    "languages",
    "fields",
    "outcome",
    "message",
    "hint",
  ];
  const lines = outcomes(rows, job).map(({ row, id, outcome, message, hint }) => [
    row.number,
    row.named,
    id ?? "",
    nameOf(id, row),
    [...new Set(row.given.map(({ language }) => language))].join(" "),
    [...new Set(row.given.map(({ field }) => field))].join(" "),
    OUTCOMES[outcome],
    saidAll(message, words),
    saidAll([hint], words),
  ]);
  return writeCsv([head, ...lines]);
}

/** The rows that cannot be used as they stand in the file, with the reason, to be mended. */
export function unusableCsv(
  { rows, table }: Pick<Work, "rows" | "table">,
  words: Dictionary,
): string {
  const reasons = new Map(rows.map(({ number, problem }) => [number, problem]));
  const lines = table.rows.flatMap(({ number, cells }) => {
    const reason = reasons.get(number) ?? null;
    if (reason === null) return [];
    const padded = Array.from(
      { length: Math.max(table.header.length, cells.length) },
      (_, at) => cells[at] ?? "",
    );
    return [[...padded, number, reason(words)]];
  });
  return writeCsv([[...table.header, "row", "reason"], ...lines]);
}

/** A product is written as a whole: what a row asked for may have been there before. */
function outcomeOf({ given }: CheckedRow, { state, changes, leftOut }: Entry): Outcome {
  const mine = changes.filter(({ field, language }) =>
    given.some(
      (one) =>
        one.field === field &&
        // Without a code it cannot be told which language it is.
        (language?.iso_code ?? one.language).toLowerCase() === one.language.toLowerCase(),
    ),
  );
  if (state !== "written" && state !== "ready" && state !== "undone") return state;
  if (mine.length === 0) return "unchanged";
  return mine.every((one) => leftOut.includes(placeOfText(one))) ? "left_out" : state;
}
