import type { Message } from "../language/message.js";
import { isAsShown } from "../shop/saved.js";
import { previewed, tickedInput, written } from "./asking.js";
import {
  type BulkShop,
  type Difference,
  DONE,
  type Entry,
  type PassEnd,
  set,
  tickedOf,
} from "./entry.js";
import { failed } from "./failed.js";
import { look } from "./look.js";
import { goThrough, type PassOptions, pending } from "./passes.js";
import type { ProductTexts } from "./rows.js";

/** Products to be written, none of them looked at yet. */
export function jobOf(products: readonly ProductTexts[]): Entry[] {
  return products.map((product) => ({
    ...product,
    state: "waiting",
    id: "id" in product.product ? product.product.id : null,
    changes: [],
    leftOut: [],
    token: null,
    write: null,
    message: [],
    hint: "",
  }));
}

/** Learns what writing would change; writes nothing. */
export function previewAll(
  job: readonly Entry[],
  shop: BulkShop,
  options: PassOptions,
): Promise<PassEnd> {
  const owners = new Map<number, Entry>();
  for (const one of job) if (one.id !== null) owners.set(one.id, one);
  return goThrough(pending(job, "preview"), options, (entry) =>
    previewOne(entry, shop, owners, options),
  );
}

/** Writes what was previewed and nothing else; what is done stays done. */
export function writeAll(
  job: readonly Entry[],
  shop: BulkShop,
  options: PassOptions,
): Promise<PassEnd> {
  return goThrough(pending(job, "write"), options, (entry) => writeOne(entry, shop, options));
}

/** Looks at what was sent without an answer; writes nothing. */
export function lookAll(
  job: readonly Entry[],
  shop: BulkShop,
  options: PassOptions,
): Promise<PassEnd> {
  return goThrough(pending(job, "look"), options, async (entry) => {
    try {
      await look(entry, shop, options.signal);
      return DONE;
    } catch (error) {
      return failed(entry, error, "look");
    }
  });
}

/** Whether a product has to be previewed again before more of it can be written. */
export function isContested({ state }: Entry): boolean {
  return state === "conflict" || state === "part";
}

async function previewOne(
  entry: Entry,
  shop: BulkShop,
  owners: Map<number, Entry>,
  { signal }: PassOptions,
): Promise<PassEnd> {
  try {
    const id = entry.id ?? (await lookUp(entry, shop, signal));
    if (id === null) return DONE;
    const owner = owners.get(id);
    if (owner !== undefined && owner !== entry) {
      const rows = owner.rows.map(({ number }) => number);
      set(entry, { state: "refused", message: [(w) => w.bulk.job.sameProduct(rows)] });
      return DONE;
    }
    owners.set(id, entry);
    set(entry, { id });
    const answer = await previewed(entry, shop, signal);
    set(entry, {
      state: answer.fields.length === 0 ? "unchanged" : "ready",
      changes: answer.fields,
      token: answer.token,
      message: [...(answer.effects ?? []).map(({ text }) => text), ...answer.warnings],
      hint: "",
    });
    return DONE;
  } catch (error) {
    return failed(entry, error, "preview");
  }
}

async function writeOne(entry: Entry, shop: BulkShop, options: PassOptions): Promise<PassEnd> {
  if (entry.state === "unknown") {
    try {
      const sight = await look(entry, shop, options.signal);
      // A worker knows by itself whether an earlier write may still come.
      if (sight !== "not_written" && sight !== "as_shown") return DONE;
    } catch (error) {
      return failed(entry, error, "look");
    }
  }
  const input = tickedInput(entry, shop.languages);
  const expect = await tokenFor(entry, shop, options.signal);
  if (typeof expect === "object") return expect;
  await options.beforeSend(entry);
  try {
    const answer = await written(shop, input, expect, options.signal);
    set(entry, {
      state: answer.written ? "written" : "unchanged",
      message: [...answer.warnings, ...answer.differences.flatMap(notesOn)],
      hint: "",
    });
    return DONE;
  } catch (error) {
    return failed(entry, error, "write");
  }
}

/**
 * The token that holds the shop to what was shown. With texts left out it is another preview's: a
 * worker holds a token to the very input that it was given for.
 */
async function tokenFor(
  entry: Entry,
  shop: BulkShop,
  signal: AbortSignal,
): Promise<string | PassEnd> {
  let { token } = entry;
  if (entry.leftOut.length > 0) {
    try {
      const input = tickedInput(entry, shop.languages);
      const narrow = await previewed(entry, shop, signal, input);
      token = isAsShown(narrow.fields, tickedOf(entry)) ? narrow.token : null;
    } catch (error) {
      return failed(entry, error, "send");
    }
  }
  if (token !== null) return token;
  set(entry, { state: "conflict", message: [(w) => w.bulk.job.changedSince] });
  return DONE;
}

/** Records by the name of their list. */
type FoundRecords = Readonly<Record<string, readonly { id: number }[]>>;

/** The id of the one product with a reference; `null` where there is more than one. */
async function lookUp(entry: Entry, shop: BulkShop, signal: AbortSignal): Promise<number | null> {
  if ("id" in entry.product) return entry.product.id;
  const { reference } = entry.product;
  const answer = (await shop.run("get_product", { reference }, signal)) as FoundRecords;
  const found = answer.products ?? [];
  const [one, ...others] = found;
  if (one !== undefined && others.length === 0) return one.id;
  const ids = found.map(({ id }) => id);
  set(entry, {
    state: "refused",
    message: [(w) => w.bulk.job.severalProducts(ids)],
    hint: (w) => w.bulk.job.severalProductsHint,
  });
  return null;
}

function notesOn({ field, language, stored, harmless }: Difference): Message[] {
  if (harmless) return [];
  return [
    ({ bulk }) => {
      const code = language?.iso_code ?? bulk.job.everyLanguage;
      return bulk.job.stored(bulk.textIn(field, code), stored);
    },
  ];
}
