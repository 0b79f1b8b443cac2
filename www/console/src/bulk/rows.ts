import type { Message } from "../language/message.js";
import { findLanguage, type Language, type Role, type TextField } from "./columns.js";
import type { CsvRow } from "./csv.js";

/** How a row names its product. */
export type ProductName = { id: number } | { reference: string };

/** A text that a row gives. */
export interface Given {
  field: string;
  /** Its code. */
  language: string;
  text: string;
}

/** A row as it was understood. */
export interface CheckedRow {
  number: number;
  /** As it stands in the file. */
  named: string;
  /** What the file calls the product; empty where it does not. */
  called: string;
  product: ProductName | null;
  given: readonly Given[];
  /** Why nothing of it is sent; `null` where it can be. */
  problem: Message | null;
  /** What is worth knowing and stops nothing. */
  notes: readonly Message[];
}

/** Texts by field and language code, as the action takes them. */
export type TextsByField = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** All that the rows say of one product: it is written once. */
export interface ProductTexts {
  product: ProductName;
  named: string;
  rows: readonly CheckedRow[];
  texts: TextsByField;
}

/** What the visitor has told of the columns. */
export interface Mapping {
  roles: readonly Role[];
  /** Code of the language of texts that no column and no row names one for. */
  usualLanguage: string | null;
}

const HIGHEST_ID = 4_294_967_295;

/** Reads rows; an empty cell means that the text stays as it is. */
export function checkRows(
  rows: readonly CsvRow[],
  { roles, usualLanguage }: Mapping,
  fields: readonly TextField[],
  languages: readonly Language[],
): CheckedRow[] {
  const checked = rows.map((row) => checkRow(row, roles, usualLanguage, fields, languages));
  return withoutContradictions(checked);
}

/** The rows that can be sent, by product, in the order of the file. */
export function byProduct(rows: readonly CheckedRow[]): ProductTexts[] {
  const found = new Map<string, { product: ProductName; rows: CheckedRow[] }>();
  for (const row of rows) {
    if (row.problem !== null || row.product === null) continue;
    const key = keyOf(row.product);
    const known = found.get(key) ?? { product: row.product, rows: [] };
    known.rows.push(row);
    found.set(key, known);
  }
  return [...found.values()].map(({ product, rows: own }) => ({
    product,
    named: own[0]?.named ?? "",
    rows: own,
    texts: textsOf(own.flatMap(({ given }) => given)),
  }));
}

/** Texts as the action takes them. */
export function textsOf(given: readonly Given[]): TextsByField {
  const texts: Record<string, Record<string, string>> = {};
  for (const { field, language, text } of given) {
    texts[field] = { ...texts[field], [language]: text };
  }
  return texts;
}

function checkRow(
  { number, cells }: CsvRow,
  roles: readonly Role[],
  usualLanguage: string | null,
  fields: readonly TextField[],
  languages: readonly Language[],
): CheckedRow {
  const cell = (place: number) => (cells[place] ?? "").trim();
  const place = roles.findIndex(({ kind }) => kind === "id" || kind === "reference");
  const named = cell(place);
  const product = productOf(roles[place], named);
  const called = cell(roles.findIndex(({ kind }) => kind === "name"));
  const wrong = (problem: Message): CheckedRow => ({
    number,
    named,
    called,
    product,
    given: [],
    problem,
    notes: [],
  });
  const beyond = cells.slice(roles.length).some((one) => one.trim() !== "");
  if (beyond) return wrong((w) => w.bulk.row.tooManyCells);
  if (named === "") return wrong((w) => w.bulk.row.noProduct);
  if (product === null) return wrong((w) => w.bulk.row.noId(named));

  const languagePlace = roles.findIndex(({ kind }) => kind === "language");
  const word = languagePlace < 0 ? "" : cell(languagePlace);
  const own = findLanguage(word, languages)?.code;
  const given: Given[] = [];
  for (const [column, role] of roles.entries()) {
    const text = unescaped(cell(column));
    if (role.kind !== "text" || text === "") continue;
    const language = role.language ?? (languagePlace < 0 ? usualLanguage : own);
    if (language === undefined || language === null) {
      return wrong(({ bulk: { row } }) =>
        word === "" ? row.noLanguage : row.unknownLanguage(word),
      );
    }
    given.push({ field: role.field, language, text });
  }
  if (given.length === 0) return wrong((w) => w.bulk.row.noText);
  const [tooLong] = given.flatMap((one) => lengthProblem(one, fields));
  if (tooLong !== undefined) return wrong(tooLong);
  const notes = given.flatMap((one) => lengthNote(one, fields));
  return { number, named, called, product, given, problem: null, notes };
}

/** Files of this page guard what spreadsheets take for a formula with an apostrophe. */
function unescaped(text: string): string {
  return /^'[=+\-@＝＋－＠]/.test(text) ? text.slice(1) : text;
}

function productOf(role: Role | undefined, named: string): ProductName | null {
  if (role?.kind === "reference") return named === "" ? null : { reference: named };
  const id = /^\d{1,10}$/.test(named) ? Number(named) : 0;
  return id >= 1 && id <= HIGHEST_ID ? { id } : null;
}

/** Letter case does not count in references. */
function keyOf(product: ProductName): string {
  return "id" in product ? `id ${product.id}` : `reference ${product.reference.toLowerCase()}`;
}

/** Where rows give different texts for the same place nobody can tell which one is meant. */
function withoutContradictions(rows: readonly CheckedRow[]): CheckedRow[] {
  const first = new Map<string, { text: string; number: number }>();
  const other = new Map<number, number>();
  for (const { number, product, given } of rows) {
    if (product === null) continue;
    for (const { field, language, text } of given) {
      const key = `${keyOf(product)} ${field} ${language}`;
      const known = first.get(key);
      if (known === undefined) {
        first.set(key, { text, number });
      } else if (known.text !== text) {
        other.set(number, known.number);
        if (!other.has(known.number)) other.set(known.number, number);
      }
    }
  }
  return rows.map((row) => {
    const against = other.get(row.number);
    if (against === undefined) return row;
    return { ...row, problem: (w) => w.bulk.row.contradiction(against) };
  });
}

function lengthProblem({ field, language, text }: Given, fields: readonly TextField[]): Message[] {
  const most = fields.find(({ name }) => name === field)?.most ?? null;
  const length = [...text].length;
  if (most === null || length <= most) return [];
  return [({ bulk }) => bulk.row.tooLong(bulk.textIn(field, language), length, most)];
}

function lengthNote({ field, language, text }: Given, fields: readonly TextField[]): Message[] {
  const shown = fields.find(({ name }) => name === field)?.shown ?? null;
  const length = [...text].length;
  if (shown === null || length <= shown) return [];
  return [({ bulk }) => bulk.row.longerThanShown(bulk.textIn(field, language), length, shown)];
}
