import { isAsShown, isWriteOf } from "../shop/saved.js";
import { previewed, tickedInput } from "./asking.js";
import { type BulkShop, type Entry, set, tickedOf } from "./entry.js";

/** What another look at a product tells whose write had no answer. */
export type Sight =
  | "written"
  /** Nothing of it is saved, and nothing will be. */
  | "not_written"
  /** A preview through a worker finds it as it was shown: it may still come. */
  | "as_shown"
  | "neither";

const SEEN: Readonly<Record<Sight, Partial<Entry>>> = {
  written: { state: "written", write: null, message: [(w) => w.bulk.job.readAgain], hint: "" },
  not_written: { state: "ready", write: null, message: [(w) => w.bulk.job.notWritten], hint: "" },
  as_shown: {
    state: "unknown",
    message: [(w) => w.bulk.job.asShown],
    hint: (w) => w.bulk.job.asShownHint,
  },
  neither: {
    state: "conflict",
    write: null,
    message: [(w) => w.bulk.job.neither],
    hint: (w) => w.bulk.job.neitherHint,
  },
};

/** Looks at a product whose write had no answer, and notes where it stands; writes nothing. */
export async function look(entry: Entry, shop: BulkShop, signal: AbortSignal): Promise<Sight> {
  const sight = await sightOf(entry, shop, signal);
  set(entry, SEEN[sight]);
  return sight;
}

async function sightOf(entry: Entry, shop: BulkShop, signal: AbortSignal): Promise<Sight> {
  const { write } = entry;
  const wanted = tickedOf(entry);
  const looked = write === null ? null : await shop.lookAgain(write, signal);
  if (write !== null && looked !== null) {
    if (!looked.written) return "not_written";
    // An earlier write to the same product: this one was never sent.
    return isWriteOf(write, wanted) ? "written" : "neither";
  }
  const input = tickedInput(entry, shop.languages);
  const { fields, token } = await previewed(entry, shop, signal, input);
  if (fields.length === 0) return "written";
  if (!isAsShown(fields, wanted)) return "neither";
  // A worker lets the token of a preview be used once.
  set(entry, { token });
  return "as_shown";
}
