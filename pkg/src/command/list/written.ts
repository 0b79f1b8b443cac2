import type { Fields } from "../table/cell.js";
import { isByLanguage } from "../table/cell.js";
import { printedAnswer } from "../table/record.js";
import { screenWidth } from "../table/screen.js";
import { columnsFor, headOf, lineOf, namesOf } from "../table/table.js";
import { safeJson } from "../terminal/printable.js";
import type { Form } from "./options.js";

/** How rows become text. */
export interface Writer {
  /** The text of a further row, which may be held back. */
  row(row: Fields): string;
  /** What remains, once there are no more rows. */
  end(): string;
  /** What the text leaves out, in sentences. */
  notes(): string[];
}

/** The writer of a form; `display` has the names that were asked for. */
export function writerOf(form: Form, display: readonly string[] | undefined): Writer {
  if (form === "jsonl") return new JsonLines();
  return form === "json" ? new JsonArray() : new Table(display);
}

class JsonLines implements Writer {
  row(row: Fields): string {
    return `${safeJson(row)}\n`;
  }
  end(): string {
    return "";
  }
  notes(): string[] {
    return [];
  }
}

/** An array that only closes when all rows are there: half of it is no JSON. */
class JsonArray implements Writer {
  #begin = "[\n";

  row(row: Fields): string {
    const text = this.#begin + safeJson(row);
    this.#begin = ",\n";
    return text;
  }
  end(): string {
    return this.#begin === ",\n" ? "\n]\n" : "[]\n";
  }
  notes(): string[] {
    return [];
  }
}

/** So many rows say how wide the columns are. */
const LOOKED_AT = 50;
/** What people look for first, where nobody has named the fields. */
const DEAREST = [
  ...["id", "reference", "iso_code", "name", "firstname", "lastname", "email", "company", "alias"],
  ...["city", "price", "quantity", "product_id", "product_name", "product_quantity", "id_product"],
  ...[
    "id_order",
    "id_customer",
    "current_state",
    "id_order_state",
    "payment",
    "total_paid_tax_incl",
  ],
  ...["active", "date_add"],
];
const FEWEST = 4;
const MOST = 9;

class Table implements Writer {
  readonly #display: readonly string[] | undefined;
  readonly #width = screenWidth();
  #first: Fields[] = [];
  #names: readonly string[] = [];
  #line: ((row: Fields) => string) | undefined;
  #notes: string[] = [];

  constructor(display: readonly string[] | undefined) {
    this.#display = display;
  }

  row(row: Fields): string {
    if (this.#line !== undefined) return this.#line(row);
    this.#first.push(row);
    return this.#first.length < LOOKED_AT ? "" : this.#begin();
  }

  end(): string {
    return this.#line === undefined && this.#first.length > 0 ? this.#begin() : "";
  }

  notes(): string[] {
    return this.#notes;
  }

  #begin(): string {
    const all = namesOf(this.#first);
    this.#names = this.#display === undefined ? dearest(all) : shownOf(all);
    const left = all.length - this.#names.length;
    if (this.#display === undefined && left > 0) {
      this.#notes.push(
        `${left} more fields are left out: name those you want with --display, or add --json.`,
      );
    }
    if (this.#first.some((row) => this.#names.some((name) => isSeveral(row[name])))) {
      this.#notes.push(
        "Texts are shown in the first language that has one: choose it with --language.",
      );
    }
    const columns = columnsFor(this.#names, this.#first, this.#width);
    this.#line =
      columns === undefined
        ? (row) => `${printedAnswer(this.#only(row), this.#width)}\n\n`
        : (row) => `${lineOf(columns, row)}\n`;
    const head = columns === undefined ? "" : `${headOf(columns)}\n`;
    return head + this.#first.map(this.#line).join("");
  }

  #only(row: Fields): Fields {
    return Object.fromEntries(this.#names.map((name) => [name, row[name]]));
  }
}

const isSeveral = (value: unknown) => isByLanguage(value) && Object.keys(value).length > 1;

/** What no shop was asked for and has nothing in it is no column. */
const shownOf = (names: readonly string[]) => names.filter((name) => name !== "extra");

function dearest(names: readonly string[]): string[] {
  const known = DEAREST.filter((name) => names.includes(name));
  const others = names.filter(
    (name) => !known.includes(name) && !/^(?:extra|associations)$/.test(name),
  );
  return [...known, ...others.slice(0, Math.max(0, FEWEST - known.length))].slice(0, MOST);
}
