import type { Message } from "../language/message.js";
import { finderBy } from "./action.js";
import {
  type BulkShop,
  type Difference,
  DONE,
  type Entry,
  type PassEnd,
  previewed,
  type State,
  set,
  written,
} from "./entry.js";
import { failed } from "./failed.js";
import { look } from "./look.js";
import type { ProductTexts } from "./rows.js";

/** What goes through the products. */
export type Pass = "preview" | "write" | "look";

/** How a pass is watched and stopped. */
export interface PassOptions {
  /** Ends what is under way at once. */
  signal: AbortSignal;
  /** Whether to begin nothing more; what is under way ends by itself. */
  isDraining(): boolean;
  /** Called whenever a product has been dealt with. */
  onStep(entry: Entry): void;
}

/** So many products at a time: a shop has other visitors. */
export const CONCURRENCY = 3;

/** The products that a pass deals with, by where they stand. */
const PENDING: Readonly<Record<Pass, readonly State[]>> = {
  preview: ["waiting"],
  write: ["ready", "unknown"],
  look: ["unknown"],
};

/** Products to be written, none of them looked at yet. */
export function jobOf(products: readonly ProductTexts[]): Entry[] {
  return products.map((product) => ({
    ...product,
    state: "waiting",
    id: "id" in product.product ? product.product.id : null,
    changes: [],
    token: null,
    write: null,
    message: [],
    hint: "",
  }));
}

/** Which products a pass deals with. */
export function pending(job: readonly Entry[], pass: Pass): Entry[] {
  return job.filter(({ state }) => PENDING[pass].includes(state));
}

/** Learns what writing would change; writes nothing. */
export function previewAll(
  job: readonly Entry[],
  shop: BulkShop,
  options: PassOptions,
): Promise<PassEnd> {
  const owners = new Map<number, Entry>();
  for (const one of job) if (one.id !== null) owners.set(one.id, one);
  return pass(pending(job, "preview"), options, (entry) =>
    previewOne(entry, shop, owners, options),
  );
}

/** Writes what was previewed and nothing else; what is done stays done. */
export function writeAll(
  job: readonly Entry[],
  shop: BulkShop,
  options: PassOptions,
): Promise<PassEnd> {
  return pass(pending(job, "write"), options, (entry) => writeOne(entry, shop, options));
}

/** Looks at what was sent without an answer; writes nothing. */
export function lookAll(
  job: readonly Entry[],
  shop: BulkShop,
  options: PassOptions,
): Promise<PassEnd> {
  return pass(pending(job, "look"), options, async (entry) => {
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

/** Lets the products that somebody else has changed, or that are saved in part, be previewed again. */
export function forgiveConflicts(job: readonly Entry[]): void {
  for (const entry of job.filter(isContested)) {
    set(entry, { state: "waiting", token: null, message: [] });
  }
}

type EntryStep = (entry: Entry) => Promise<PassEnd>;

async function pass(
  entries: readonly Entry[],
  { signal, isDraining, onStep }: PassOptions,
  step: EntryStep,
): Promise<PassEnd> {
  const queue = entries.values();
  let end: PassEnd = DONE;
  const work = async () => {
    for (const entry of queue) {
      if (end.kind !== "done") return;
      if (signal.aborted || isDraining()) {
        end = { kind: "stopped" };
        return;
      }
      const ended = await step(entry);
      // What stopped the first one stops the others that are under way as well.
      if (ended.kind !== "done" && end.kind === "done") end = ended;
      onStep(entry);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return end;
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

async function writeOne(entry: Entry, shop: BulkShop, { signal }: PassOptions): Promise<PassEnd> {
  if (entry.state === "unknown") {
    try {
      const sight = await look(entry, shop, signal);
      // A worker knows by itself whether an earlier write may still come.
      if (sight !== "not_written" && sight !== "as_shown") return DONE;
    } catch (error) {
      return failed(entry, error, "look");
    }
  }
  try {
    const expect = entry.token;
    // Without it the shop could not be held to what was shown.
    if (expect === null) {
      set(entry, { state: "conflict", message: [(w) => w.bulk.job.noPreview] });
      return DONE;
    }
    const answer = await written(entry, expect, shop, signal);
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

/** Records by the name of their list. */
type FoundRecords = Readonly<Record<string, readonly { id: number }[]>>;

/** The id of the one product with a reference; `null` where there is more than one. */
async function lookUp(entry: Entry, shop: BulkShop, signal: AbortSignal): Promise<number | null> {
  if ("id" in entry.product) return entry.product.id;
  const { reference } = entry.product;
  const { name, list } = finderBy("reference");
  const answer = (await shop.run(name, { reference }, signal)) as FoundRecords;
  const found = answer[list] ?? [];
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
