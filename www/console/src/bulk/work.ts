import { signal } from "@preact/signals";
import { textIn } from "../language/message.js";
import { words } from "../language/words.js";
import type { TextLanguage } from "../shop/record.js";
import type { TextField } from "./columns.js";
import type { CsvTable } from "./csv.js";
import type { Entry } from "./entry.js";
import { jobOf } from "./job.js";
import { forgetList, keepAgain, keepEntries, keepList, keptList } from "./kept.js";
import type { ProductCard } from "./names.js";
import { byProduct, type CheckedRow, checkRows, type Mapping } from "./rows.js";

/** How far a list is. */
export const STAGES = ["file", "columns", "check", "save", "report"] as const;

export type Stage = (typeof STAGES)[number];

/** A list as it was read, and what was decided about it. */
export interface List {
  /** The file's name; `null` for rows that were pasted. */
  file: string | null;
  /** How its bytes were read; `null` for rows that were pasted. */
  encoding: string | null;
  table: CsvTable;
  fields: readonly TextField[];
  languages: readonly Pick<TextLanguage, "id" | "code" | "isRightToLeft">[];
  /** `null` until somebody has looked at the columns. */
  mapping: Mapping | null;
  stage: Stage;
  /** How long the saving took so far, in milliseconds. */
  tookMs: number;
}

/** A list with what becomes of each product. */
export interface Work extends List {
  /** Whose texts it holds. */
  shop: string;
  rows: readonly CheckedRow[];
  job: readonly Entry[];
  /** Whether it outlives the page. */
  isKept: boolean;
}

/** The list of the open shop; `null` before there is one, `undefined` until what is kept is read. */
export const work = signal<Work | null | undefined>(undefined);

/** Counts what changed in its products, which are changed in place: there may be thousands. */
export const changed = signal(0);

/** Draws what shows products again when one of them changes. */
export function followChanges(): void {
  changed.value;
}

/** What is known of the products. */
export const cards = signal<ReadonlyMap<number, ProductCard>>(new Map());

/** Takes a table, in the place of the one before. */
export async function takeList(shop: string, list: List): Promise<void> {
  const next: Work = { ...list, shop, rows: [], job: [], isKept: false };
  work.value = next;
  cards.value = new Map();
  await keep(next);
}

/** Decides what the columns hold; its products are to be looked at. */
export async function mapColumns(now: Work, mapping: Mapping): Promise<Work> {
  const next = withRows({ ...now, mapping, stage: "check", tookMs: 0 });
  work.value = next;
  await keep(next);
  return work.peek() ?? next;
}

/** Goes to another stage, or notes more about the list. */
export function noteWork(change: Partial<Pick<Work, "stage" | "tookMs">>): void {
  const now = work.peek();
  if (!now) return;
  work.value = { ...now, ...change };
  void keepAgain(now.shop, listOf(work.value));
}

/** Forgets the list. */
export async function dropWork(): Promise<void> {
  const now = work.peek();
  work.value = null;
  cards.value = new Map();
  if (now) await forgetList(now.shop);
}

/** Notes that products have changed, and keeps where they stand. */
export async function noteEntries(entries: readonly Entry[]): Promise<void> {
  changed.value += 1;
  const now = work.peek();
  if (!now) return;
  const places = new Map(now.job.map((entry, place) => [entry, place]));
  const pairs = entries.map((entry) => [places.get(entry) ?? 0, keptEntry(entry)] as const);
  await keepEntries(now.shop, pairs);
}

/** Keeps a product as one whose outcome is not known: the page may be gone before the answer. */
export async function noteSending(entry: Entry): Promise<void> {
  const now = work.peek();
  if (!now) return;
  const place = now.job.indexOf(entry);
  const sent = { ...keptEntry(entry), state: "unknown", message: [words.value.bulk.job.leftOff] };
  await keepEntries(now.shop, [[place, sent]]);
}

/** Reads what is kept of a shop's list. */
export async function openWork(shop: string): Promise<void> {
  if (work.peek()?.shop === shop) return;
  work.value = undefined;
  cards.value = new Map();
  const kept = await keptList(shop);
  if (work.peek() !== undefined) return;
  if (kept === null) {
    work.value = null;
    return;
  }
  const list = kept.list as List;
  const next = withRows({ ...list, shop, rows: [], job: [], isKept: true });
  for (const [place, entry] of kept.entries) Object.assign(next.job[place] ?? {}, entry);
  work.value = next;
}

function withRows(now: Work): Work {
  const { mapping, table, fields, languages } = now;
  if (mapping === null) return now;
  const named = languages.map((one) => ({ ...one, name: one.code }));
  const rows = checkRows(table.rows, mapping, fields, named);
  return { ...now, rows, job: jobOf(byProduct(rows)) };
}

async function keep(next: Work): Promise<void> {
  const isKept = await keepList(next.shop, listOf(next));
  const now = work.peek();
  if (now && now.table === next.table) work.value = { ...now, isKept };
}

function listOf({ file, encoding, table, fields, languages, mapping, stage, tookMs }: Work): List {
  const plain = languages.map(({ id, code, isRightToLeft }) => ({ id, code, isRightToLeft }));
  return { file, encoding, table, fields, languages: plain, mapping, stage, tookMs };
}

/** Messages are kept as they read now: what says them in every language cannot be kept. */
function keptEntry({ state, id, changes, leftOut, token, write, message, hint }: Entry) {
  return {
    state,
    id,
    changes,
    leftOut,
    token,
    write,
    message: message.map((one) => textIn(one, words.value)),
    hint: textIn(hint, words.value),
  };
}
