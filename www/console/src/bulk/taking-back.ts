import type { Message } from "../language/message.js";
import { previewUndo } from "../shop/undo.js";
import type { WriteAnswer } from "../shop/writing.js";
import { written } from "./asking.js";
import { type BulkShop, DONE, type Entry, type PassEnd, set, tickedOf } from "./entry.js";
import { failed } from "./failed.js";
import { bulkAction } from "./fields.js";
import { goThrough, type PassOptions, pending } from "./passes.js";

/** Puts the texts back as they were; what somebody has edited since stays. */
export function undoAll(
  job: readonly Entry[],
  shop: BulkShop,
  options: PassOptions,
): Promise<PassEnd> {
  return goThrough(pending(job, "undo"), options, (entry) => undoOne(entry, shop, options));
}

async function undoOne(entry: Entry, shop: BulkShop, { signal }: PassOptions): Promise<PassEnd> {
  const action = bulkAction(shop.connection.actions);
  if (action === undefined) return { kind: "stopped" };
  try {
    const { back, edited } = await previewUndo(shop.connection, action, asWritten(entry), signal);
    if (back === null || back.shown.token === null) {
      set(entry, { message: [(w) => w.bulk.job.editedSince(edited.length)] });
      return DONE;
    }
    if (back.shown.fields.length > 0) {
      await written(shop, back.input, back.shown.token, signal);
    }
    const left: Message = (w) => w.bulk.job.editedSince(edited.length);
    set(entry, { state: "undone", message: edited.length === 0 ? [] : [left], hint: "" });
    return DONE;
  } catch (error) {
    return failed(entry, error, "undo");
  }
}

/** What was written, as taking it back needs it. */
function asWritten(entry: Entry): WriteAnswer {
  const { id } = entry;
  return {
    id,
    record: { id: id ?? 0 },
    resource: null,
    reference: null,
    preview: false,
    written: true,
    fields: tickedOf(entry),
    status: null,
    isMailAsked: null,
    leftAlone: [],
    lasting: [],
    differences: [],
    effects: null,
    warnings: [],
    token: null,
    raw: null,
  };
}
