import Papa from "papaparse";

/** What a spreadsheet would take for a formula, whichever line of the cell it looks at. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** Writes a table that spreadsheets open as text: nothing in it is calculated. */
export function writeCsv(rows: readonly (readonly (string | number)[])[]): string {
  const cells = rows.map((row) => row.map(String));
  // With the mark spreadsheets know that it is UTF-8.
  return `\uFEFF${Papa.unparse(cells, { escapeFormulae: FORMULA, newline: "\r\n" })}\r\n`;
}

type Row = Readonly<Record<string, unknown>>;

/** Rows of an answer as a table for a spreadsheet, with the Webservice's names at its head. */
export function csvOf(rows: readonly Row[]): string {
  const flat = rows.map((row) => flatten(row));
  const names = [...new Set(flat.flatMap((row) => [...row.keys()]))];
  return writeCsv([names, ...flat.map((row) => names.map((name) => row.get(name) ?? ""))]);
}

/** `status: { id: 2 }` is a column `status.id`. */
function flatten(row: Row, before = ""): Map<string, string | number> {
  const cells = Object.entries(row).flatMap(([name, value]): [string, string | number][] => {
    const path = before + name;
    if (typeof value === "object" && value !== null) return [...flatten(value as Row, `${path}.`)];
    return [[path, typeof value === "number" ? value : String(value ?? "")]];
  });
  return new Map(cells);
}
