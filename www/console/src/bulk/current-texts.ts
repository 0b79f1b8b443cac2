import type { FindProductsInput, FoundProduct } from "@aismarttalk/prestashop";
import { signal } from "@preact/signals";
import type { Action, Input, Texts } from "../shop/catalogue.js";
import type { Connection } from "../shop/connection.js";
import { writeCsv } from "../shop/csv.js";
import type { TextLanguage } from "../shop/record.js";
import { beginDoing } from "../state/log.js";
import { runAction } from "../state/running.js";
import { textFields } from "./fields.js";
import { ROWS_A_PAGE } from "./names.js";
import { CONCURRENCY } from "./passes.js";

/** Which products: those that a search finds, or the ones that were ticked. */
export type Wanted = { find: FindProductsInput } | { ids: readonly number[] };

/** How far the reading is. */
export interface Reading {
  done: number;
  all: number;
  stop(): void;
}

/** The reading that is under way. */
export const reading = signal<Reading | null>(null);

/** How a product is named in the file. */
type Named = Pick<FoundProduct, "id" | "name" | "reference">;

/**
 * The current texts of products as a file to edit and bring back: a line for each language.
 * `null` where it was stopped.
 * @throws PrestaShopError or RequestError
 */
export async function currentTexts(
  shop: Connection,
  action: Action,
  languages: readonly TextLanguage[],
  wanted: Wanted,
): Promise<string | null> {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  reading.value = { done: 0, all: 0, stop };
  const end = beginDoing((w) => w.bulk.doing.read);
  try {
    const products = await productsOf(shop, wanted, stopping.signal);
    if (products === null) return null;
    reading.value = { done: 0, all: products.length, stop };
    const lines = await linesOf(shop, action, languages, products, stopping.signal);
    if (lines === null) return null;
    const names = namesOf(action);
    return writeCsv([["id", "reference", "name", "language", ...names], ...lines]);
  } finally {
    reading.value = null;
    end();
  }
}

function namesOf(action: Action): string[] {
  return textFields(action).map(({ name }) => name);
}

/** Those that are found, all pages of them. */
async function productsOf(
  shop: Connection,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<Named[] | null> {
  const find = "find" in wanted ? wanted.find : {};
  const ids = "ids" in wanted ? new Set(wanted.ids) : null;
  const found: Named[] = [];
  let cursor: string | null | undefined;
  while (cursor !== null) {
    if (signal.aborted) return null;
    const from = cursor === undefined ? {} : { cursor };
    const input = { ...find, ...from, limit: ROWS_A_PAGE };
    const page = await runAction(shop, "find_products", input, { signal });
    found.push(...page.products.filter(({ id }) => ids === null || ids.delete(id)));
    cursor = ids?.size === 0 ? null : page.cursor;
  }
  return [...found, ...[...(ids ?? [])].map((id) => ({ id, name: null, reference: null }))];
}

async function linesOf(
  shop: Connection,
  action: Action,
  languages: readonly TextLanguage[],
  products: readonly Named[],
  signal: AbortSignal,
): Promise<(string | number)[][] | null> {
  const lines: (string | number)[][][] = [];
  const queue = products.entries();
  const work = async () => {
    for (const [place, product] of queue) {
      if (signal.aborted) return;
      lines[place] = await textLines(shop, action, languages, product);
      const now = reading.peek();
      if (now !== null) reading.value = { ...now, done: now.done + 1 };
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return signal.aborted ? null : lines.flat();
}

/** The texts of a product; none of one that has gone meanwhile. */
async function textLines(
  shop: Connection,
  action: Action,
  languages: readonly TextLanguage[],
  { id, name, reference }: Named,
): Promise<(string | number)[][]> {
  const input: Input = { id };
  const current = await shop.records.current(action, input);
  if (current.state !== "read") return [];
  return languages.map(({ code }) => [
    id,
    reference ?? "",
    name ?? "",
    code,
    ...namesOf(action).map((field) => textIn(current.values[field], code)),
  ]);
}

function textIn(value: string | Texts | undefined, code: string): string {
  return typeof value === "object" ? (value[code] ?? "") : (value ?? "");
}
