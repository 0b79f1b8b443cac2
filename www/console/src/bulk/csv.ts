import Papa from "papaparse";
import { en } from "../language/en.js";
import type { Message } from "../language/message.js";

/** A file as text, and how its bytes were read. */
export interface Decoded {
  text: string;
  /** `utf-8`, `utf-16le`, `utf-16be`, or `windows-1252` where it is nothing else. */
  encoding: string;
}

/** A table as it was read. */
export interface CsvTable {
  delimiter: string;
  header: readonly string[];
  rows: readonly CsvRow[];
}

/** One record; blank ones are left out. */
export interface CsvRow {
  /** As a spreadsheet counts: the header is row 1. */
  number: number;
  cells: readonly string[];
}

/** Why a file is not read, for the visitor. Its `message` is English, as that of any error. */
export class CsvError extends Error {
  constructor(readonly text: Message) {
    super(text(en));
  }
}

/** More than this is no list for a page. */
export const MOST_ROWS = 20_000;
/** With the blank ones among them. */
const MOST_LINES = 100_000;
export const MOST_BYTES = 20 * 1024 * 1024;

const DELIMITERS = [";", ",", "\t"];

const MARKS = [
  { encoding: "utf-8", bytes: [0xef, 0xbb, 0xbf] },
  { encoding: "utf-16le", bytes: [0xff, 0xfe] },
  { encoding: "utf-16be", bytes: [0xfe, 0xff] },
];

/** A ZIP file, which every spreadsheet of today is. */
const ZIP = [0x50, 0x4b, 0x03, 0x04];

/**
 * Reads bytes: by their byte order mark, as UTF-8, or as what old spreadsheets write.
 * @throws CsvError for what is no text
 */
export function decode(bytes: Uint8Array): Decoded {
  if (startsWith(bytes, ZIP)) {
    throw new CsvError((w) => w.bulk.csv.spreadsheet);
  }
  const mark = MARKS.find((one) => startsWith(bytes, one.bytes));
  const decoded = mark === undefined ? unmarked(bytes) : read(bytes, mark.encoding);
  if (decoded.text.includes("\0")) {
    throw new CsvError((w) => w.bulk.csv.notText);
  }
  return decoded;
}

/**
 * Reads a table with a header. Rows keep the cells they have, however many those are.
 * @throws CsvError where quotes or size make its rows doubtful
 */
export function parseCsv(text: string): CsvTable {
  const lines = text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const { data, errors, meta } = Papa.parse<string[]>(lines, {
    delimiter: delimiterOf(lines),
    newline: "\n",
    // The rest need not be read to know that it is too much.
    preview: MOST_LINES,
  });
  const broken = errors.find(({ type }) => type === "Quotes");
  if (broken !== undefined) {
    const { row } = broken;
    throw new CsvError(({ bulk: { csv } }) =>
      row === undefined ? csv.openQuote : csv.openQuoteIn(row + 1),
    );
  }
  const records = data
    .map((cells, place) => ({ number: place + 1, cells }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  const [first, ...rows] = records;
  if (first === undefined) throw new CsvError((w) => w.bulk.csv.empty);
  if (meta.truncated || rows.length > MOST_ROWS) {
    throw new CsvError((w) => w.bulk.csv.tooManyRows(MOST_ROWS));
  }
  if (rows.length === 0) {
    throw new CsvError((w) => w.bulk.csv.onlyHeader);
  }
  const header = first.cells.map((name) => name.trim());
  return { delimiter: meta.delimiter, header, rows };
}

/** The names of columns hold no separators: the one that is there most divides them. */
function delimiterOf(lines: string): string {
  const [header = ""] = lines.trimStart().split("\n", 1);
  const unquoted = header.replace(/"[^"]*"/g, "");
  const counts = DELIMITERS.map((one) => unquoted.split(one).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ",";
}

function unmarked(bytes: Uint8Array): Decoded {
  try {
    return read(bytes, "utf-8");
  } catch {
    return read(bytes, "windows-1252");
  }
}

function read(bytes: Uint8Array, encoding: string): Decoded {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
  } catch (error) {
    if (encoding === "utf-8") throw error;
    throw new CsvError((w) => w.bulk.csv.unreadable(encoding));
  }
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, place) => bytes[place] === byte);
}
