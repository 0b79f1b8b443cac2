import { CsvError, parse } from "csv-parse/browser/esm/sync";
import { type Refusal, refusal } from "../problem.js";

/** A row of a table of sites. */
export interface CsvSite {
  /** As a spreadsheet counts: the header is row 1. */
  row: number;
  /** The fields of a site by name; cells that are empty are left out. */
  given: Record<string, unknown>;
  /** Whether it has more cells than the header. */
  isTooLong: boolean;
}

/** The most rows of one table. */
export const MOST_ROWS = 10_000;
/** With the blank ones among them. */
const MOST_LINES = 50_000;
const MOST_BYTES_OF_ROW = 64 << 10;

/** The names of columns, without case, blanks and signs: `Shop ID`, `shop_id` and `shopId` are one. */
const COLUMNS: Readonly<Record<string, string>> = {
  id: "id",
  name: "name",
  url: "url",
  address: "url",
  key: "key",
  shopid: "shopId",
  defaultlanguage: "defaultLanguage",
  language: "defaultLanguage",
  auth: "auth",
  installation: "installation",
};

/** Columns with numbers where they hold digits alone. */
const NUMBERS: ReadonlySet<string> = new Set(["shopId", "defaultLanguage"]);

const DELIMITERS = [",", ";", "\t"];

const HINT =
  "The first row names the columns: id, name, url, key, shopId, defaultLanguage, auth, installation; url and key are needed.";

/**
 * Reads a table of sites.
 * @throws Refusal where quotes, columns or size make its rows doubtful; it quotes no cell
 */
export function readSiteCsv(text: string): CsvSite[] {
  const [header = [], ...records] = recordsOf(text);
  // Spreadsheets write empty cells for columns that somebody once touched.
  const width = header.findLastIndex((name) => name.trim() !== "") + 1;
  const columns = header.slice(0, width).map((name) => columnOf(name));
  if (!columns.includes("url") || !columns.includes("key") || columns.includes(undefined)) {
    throw malformed("has columns that are not those of sites");
  }
  if (new Set(columns).size < columns.length) throw malformed("has a column twice");
  const rows = records
    .map((cells, at) => ({ row: at + 2, cells }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  if (rows.length === 0) throw malformed("has no rows");
  if (rows.length > MOST_ROWS) throw malformed(`has more than ${MOST_ROWS} rows`);
  return rows.map(({ row, cells }) => ({
    row,
    given: Object.fromEntries(
      cells.flatMap((cell, at) => {
        const column = columns[at];
        return column === undefined || cell.trim() === "" ? [] : [[column, asGiven(column, cell)]];
      }),
    ),
    isTooLong: cells.slice(columns.length).some((cell) => cell.trim() !== ""),
  }));
}

function recordsOf(text: string): string[][] {
  try {
    return parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      max_record_size: MOST_BYTES_OF_ROW,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      to: MOST_LINES,
    });
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown;
    const { lines } = thrown as { lines?: unknown };
    throw malformed(
      typeof lines === "number" ? `cannot be read at line ${lines}` : "cannot be read",
    );
  }
}

/** The names of columns hold no separators: the one that is there most divides them. */
function delimiterOf(text: string): string {
  const [header = ""] = text.slice(0, MOST_BYTES_OF_ROW).split(/[\r\n]/, 1);
  const counts = DELIMITERS.map((one) => header.split(one).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ",";
}

function columnOf(name: string): string | undefined {
  const plain = name.toLowerCase().replace(/[^a-z]/g, "");
  return Object.hasOwn(COLUMNS, plain) ? COLUMNS[plain] : undefined;
}

function asGiven(column: string, cell: string): string | number {
  const text = cell.trim();
  return NUMBERS.has(column) && /^\d{1,9}$/.test(text) ? Number(text) : text;
}

function malformed(problem: string): Refusal {
  return refusal("malformed_body", `The CSV ${problem}. Nothing was stored.`, { hint: HINT });
}
