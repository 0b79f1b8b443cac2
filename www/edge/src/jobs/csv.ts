import { malformed } from "../limits/body.js";

/** A record of a CSV file, and the line it begins on. */
export interface CsvRecord {
  line: number;
  cells: string[];
}

/** The longest cell: longer than every text of a product. */
const MOST_CELL = 256 << 10;
const MOST_CELLS = 200;
const QUOTE = '"';
/** Spreadsheets write semicolons where a comma is in numbers. */
const DELIMITERS = [",", ";", "\t"] as const;

/**
 * The records of a CSV file (RFC 4180), as its text comes in. The delimiter is the one that the first
 * line has the most of. Empty lines are left out.
 * @throws Refusal naming the line that is wrong
 */
export async function* csvRecords(parts: AsyncIterable<string>): AsyncGenerator<CsvRecord> {
  const first = new FirstLine();
  let waiting = "";
  let reader: CsvReader | undefined;
  for await (const part of parts) {
    waiting += part;
    if (reader === undefined && !first.isWholeWith(part)) {
      if (waiting.length > MOST_CELL) throw malformed("has no line break in its first line");
      continue;
    }
    reader ??= new CsvReader(first.delimiter());
    yield* reader.read(waiting);
    waiting = "";
  }
  reader ??= new CsvReader(first.delimiter());
  yield* reader.read(waiting);
  yield* reader.end();
}

/** What the first line says about the file. */
class FirstLine {
  readonly #counts = new Map<string, number>(DELIMITERS.map((one) => [one, 0]));
  #isQuoted = false;

  /** Whether the line ends in this part of the text. */
  isWholeWith(part: string): boolean {
    for (const sign of part) {
      if (sign === QUOTE) this.#isQuoted = !this.#isQuoted;
      if (this.#isQuoted) continue;
      if (sign === "\n") return true;
      const count = this.#counts.get(sign);
      if (count !== undefined) this.#counts.set(sign, count + 1);
    }
    return false;
  }

  delimiter(): string {
    const [most] = [...this.#counts].sort(([, one], [, other]) => other - one);
    return most?.[0] ?? DELIMITERS[0];
  }
}

/** Where in a cell the reader is: `closed` is behind the quote that may end it. */
type Place = "start" | "plain" | "quoted" | "closed";

class CsvReader {
  #place: Place = "start";
  #cell = "";
  #cells: string[] = [];
  #line = 1;
  #began = 1;
  #isFirst = true;

  constructor(readonly delimiter: string) {}

  *read(text: string): Generator<CsvRecord> {
    let from = 0;
    if (this.#isFirst && text !== "") {
      // Spreadsheets put a mark of the byte order ahead.
      if (text[0] === "\ufeff") from = 1;
      this.#isFirst = false;
    }
    for (let at = from; at < text.length; at += 1) {
      const record = this.#take(text[at] as string);
      if (record !== undefined) yield record;
    }
  }

  *end(): Generator<CsvRecord> {
    if (this.#place === "quoted") throw this.#wrong("has a quote that is never closed");
    const last = this.#endRecord();
    if (last !== undefined) yield last;
  }

  #take(sign: string): CsvRecord | undefined {
    if (this.#place === "quoted") {
      if (sign === "\n") this.#line += 1;
      if (sign === QUOTE) this.#place = "closed";
      else this.#add(sign);
      return undefined;
    }
    if (sign === QUOTE) return this.#quote();
    if (sign === this.delimiter) {
      this.#endCell();
      return undefined;
    }
    if (sign === "\n") {
      this.#line += 1;
      return this.#endRecord();
    }
    if (this.#place === "closed") {
      if (sign !== "\r") throw this.#wrong("has text behind a closing quote");
      return undefined;
    }
    this.#place = "plain";
    this.#add(sign);
    return undefined;
  }

  #quote(): undefined {
    if (this.#place === "plain") throw this.#wrong("has a quote inside a cell without quotes");
    if (this.#place === "closed") this.#add(QUOTE);
    this.#place = "quoted";
  }

  #add(sign: string): void {
    this.#cell += sign;
    if (this.#cell.length > MOST_CELL) throw this.#wrong("has a cell that is too long");
  }

  #endCell(): void {
    this.#cells.push(this.#cell);
    if (this.#cells.length > MOST_CELLS) throw this.#wrong("has too many cells");
    this.#cell = "";
    this.#place = "start";
  }

  #endRecord(): CsvRecord | undefined {
    // The line break of other systems has two characters.
    if (this.#place === "plain" && this.#cell.endsWith("\r")) this.#cell = this.#cell.slice(0, -1);
    const line = this.#began;
    this.#began = this.#line;
    const isEmpty = this.#cells.length === 0 && this.#cell === "" && this.#place !== "closed";
    this.#endCell();
    const cells = this.#cells;
    this.#cells = [];
    return isEmpty ? undefined : { line, cells };
  }

  #wrong(problem: string) {
    return malformed(`${problem}, at line ${this.#line}`);
  }
}
