import type { TextField } from "./columns.js";
import { type Entry, placeOfText, type State, type TextChange } from "./entry.js";

/** A text of the list, as a line of the table. */
export interface TextRow {
  key: string;
  entry: Entry;
  /** Its place among the changes of the product; `null` where the shop was not asked yet. */
  place: string | null;
  field: string;
  /** Code of its language. */
  language: string;
  /** As the shop has it; `null` where that is not known. */
  before: string | null;
  after: string;
  /** In characters, as people count them. */
  length: number;
  /** So many are shown in search results, or may be saved. */
  usual: number | null;
  /** Whether it is the first one of its product. */
  isFirst: boolean;
  standing: Standing;
}

/** Where a text stands. */
export type Standing = State | "left_out";

/** Which texts the table shows. */
export type RowFilter = "all" | "ready" | "long" | "left_out" | "wrong" | "unchanged" | "saved";

const WRONG: readonly Standing[] = ["refused", "not_found", "conflict", "part", "unknown"];

const IS_SHOWN: Readonly<Record<RowFilter, (row: TextRow) => boolean>> = {
  all: ({ standing }) => standing !== "unchanged",
  ready: ({ standing }) => standing === "ready" || standing === "waiting",
  long: (row) => row.standing !== "unchanged" && isLong(row),
  left_out: ({ standing }) => standing === "left_out",
  wrong: ({ standing }) => WRONG.includes(standing),
  unchanged: ({ standing }) => standing === "unchanged",
  saved: ({ standing }) => standing === "written",
};

/** Those that a filter leaves. */
export function shownRows(rows: readonly TextRow[], filter: RowFilter): readonly TextRow[] {
  return rows.filter(IS_SHOWN[filter]);
}

/** Whether search results would cut it. */
export function isLong({ length, usual }: TextRow): boolean {
  return usual !== null && length > usual;
}

/** The texts of all products, in the order of the file. */
export function textRows(
  job: readonly Entry[],
  fields: readonly TextField[],
  languages: readonly { id: number; code: string }[],
): TextRow[] {
  const codes = new Map(languages.map(({ id, code }) => [id, code]));
  return job.flatMap((entry, number) =>
    entryTexts(entry, codes).map((text, place) => ({
      ...text,
      key: `${number}/${place}`,
      entry,
      length: [...text.after].length,
      usual: usualOf(fields.find(({ name }) => name === text.field)),
      isFirst: place === 0,
    })),
  );
}

type Text = Pick<TextRow, "place" | "field" | "language" | "before" | "after" | "standing">;

function entryTexts(entry: Entry, codes: ReadonlyMap<number, string>): Text[] {
  if (entry.changes.length > 0) return entry.changes.map((one) => changedText(entry, one, codes));
  return Object.entries(entry.texts).flatMap(([field, texts]) =>
    Object.entries(texts).map(([language, after]) => ({
      place: null,
      field,
      language,
      before: entry.state === "unchanged" ? after : null,
      after,
      standing: entry.state,
    })),
  );
}

function changedText(
  { leftOut, state }: Entry,
  change: TextChange,
  codes: ReadonlyMap<number, string>,
): Text {
  const { field, language, before, after } = change;
  const place = placeOfText(change);
  const code = language === null ? "" : (codes.get(language.id) ?? language.iso_code ?? "");
  const standing = leftOut.includes(place) ? "left_out" : state;
  return { place, field, language: code, before, after, standing };
}

function usualOf(field: TextField | undefined): number | null {
  return field?.shown ?? field?.most ?? null;
}
