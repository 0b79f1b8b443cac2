import { bold } from "../terminal/colours.js";
import { printable } from "../terminal/printable.js";
import { cellOf, type Fields, isByLanguage, isFields } from "./cell.js";
import { columnsFor, headOf, lineOf, namesOf } from "./table.js";
import { widthOf } from "./width.js";

const STEP = "  ";

/** An answer as a person reads it: names with their values, and lists as tables. */
export function printedAnswer(value: Fields, width: number): string {
  return linesOf(value, width).join("\n");
}

function linesOf(value: Fields, width: number): string[] {
  const entries = Object.entries(value).filter(
    ([name, one]) => !(name === "warnings" && cellOf(one) === "none"),
  );
  const short = entries.filter(([, one]) => isShort(one));
  const column = Math.max(0, ...short.map(([name]) => widthOf(printable(name))));
  return entries.flatMap(([name, one]) => {
    const title = bold(printable(name));
    if (isShort(one))
      return [
        `${title}${" ".repeat(column - widthOf(printable(name)))}${STEP}${cellOf(one)}`.trimEnd(),
      ];
    if (isFields(one)) return [title, ...indented(linesOf(one, width - STEP.length))];
    const rows = (one as readonly unknown[]).map((row) => (isFields(row) ? row : { "": row }));
    return [`${title} (${rows.length})`, ...indented(rowLines(rows, width - STEP.length))];
  });
}

/** Whether it stands behind its name. */
function isShort(value: unknown): boolean {
  if (Array.isArray(value)) return !value.some(isFields);
  return !isFields(value) || Object.keys(value).length === 0;
}

/** A table, or one record below the other where that would leave out too much. */
function rowLines(rows: readonly Fields[], width: number): string[] {
  const isFlat = rows.every((row) => Object.values(row).every((one) => !isDeep(one)));
  const columns = isFlat && rows.length > 1 ? columnsFor(namesOf(rows), rows, width) : undefined;
  if (columns !== undefined) return [headOf(columns), ...rows.map((row) => lineOf(columns, row))];
  return rows.flatMap((row, at) => [...(at > 0 ? [""] : []), ...linesOf(row, width)]);
}

/** Whether a cell would show too little of it. */
function isDeep(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isFields);
  return (
    isFields(value) && !isByLanguage(value) && Object.values(value).some((one) => isFields(one))
  );
}

const indented = (lines: readonly string[]) => lines.map((one) => (one === "" ? one : STEP + one));
