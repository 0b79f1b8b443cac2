import { bold } from "../terminal/colours.js";
import { printable } from "../terminal/printable.js";
import { cellOf, type Fields } from "./cell.js";
import { fitted, widthOf } from "./width.js";

/** Between two columns. */
const GAP = "  ";
/** A column is not made narrower than this, nor wider than that. */
const [NARROWEST, WIDEST] = [8, 60];

/** A column with its width. */
interface Column {
  name: string;
  width: number;
}

/** Columns that hold the rows; `undefined` where so many do not fit beside each other. */
export function columnsFor(
  names: readonly string[],
  rows: readonly Fields[],
  width: number,
): Column[] | undefined {
  const columns = names.map((name) => {
    const widths = rows.map((row) => widthOf(cellOf(row[name]), WIDEST));
    // A spread of so many rows would be too many arguments.
    const widest = widths.reduce(
      (most, one) => Math.max(most, one),
      widthOf(printable(name), WIDEST),
    );
    return { name, width: Math.min(WIDEST, widest) };
  });
  const space = width - GAP.length * (names.length - 1);
  while (taken(columns) > space) {
    const widest = columns.reduce((most, one) => (one.width > most.width ? one : most));
    if (widest.width <= NARROWEST) return undefined;
    widest.width -= 1;
  }
  return columns;
}

const taken = (columns: readonly Column[]) => columns.reduce((sum, { width }) => sum + width, 0);

/** The line with the names of the columns. */
export const headOf = (columns: readonly Column[]): string =>
  bold(line(columns.map(({ name, width }) => fitted(printable(name), width))));

/** A row on a line. */
export const lineOf = (columns: readonly Column[], row: Fields): string =>
  line(columns.map(({ name, width }) => fitted(cellOf(row[name]), width)));

const line = (cells: readonly string[]) => cells.join(GAP).trimEnd();

/** The names that some rows have, in their order. */
export function namesOf(rows: readonly Fields[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))];
}
