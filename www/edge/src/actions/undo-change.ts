import { mayRun } from "../callers/caller.js";
import { askJournal, findChange } from "../journal/ask.js";
import type { Change } from "../journal/journal.js";
import { lastingOf } from "../noting/lasting.js";
import { LOOK_AGAIN, refusal } from "../problem.js";
import { placeOf } from "../sites/installation.js";
import { checkInput, type InputSchema } from "./check-input.js";
import type { Around, EdgeAction } from "./edge-action.js";
import { checkMadeHere } from "./other-sites.js";
import type { Input } from "./outcome.js";
import {
  changeId,
  DIALECT,
  EXPECT,
  id,
  LANGUAGE,
  objectSchema,
  ofPackage,
  PREVIEW,
  sentences,
  shopTextOrNull,
  TOKEN,
  text,
} from "./own-schema.js";
import { undoFields } from "./undo-fields.js";
import { undoStatus } from "./undo-status.js";
import { isKnown, type LeftAlone, type Undone, type UndoOptions } from "./undone.js";

/** The record's changes among which the undoing one is looked for. */
const LATEST = 50;

const example = {
  change: "2026-01-31T12:00:00.000Z-3f0c8a52-6d1e-4b7a-9c35-0e8d2f4b6a71",
  preview: true,
};

const inputSchema: InputSchema = {
  $schema: DIALECT,
  type: "object",
  properties: {
    change: changeId("Id of the change, as list_changes or the write itself tells it."),
    preview: PREVIEW,
    expect: EXPECT,
  },
  required: ["change"],
  additionalProperties: false,
};

const updated = ofPackage("update_product_content", "outputSchema");
const status = ofPackage("update_order_status", "outputSchema");

const outputSchema = {
  $schema: DIALECT,
  ...objectSchema({
    change: text("Id of the change that is taken back."),
    original: text("The action it comes from."),
    resource: text("products, customers or orders."),
    id: id("Id of the record."),
    preview: updated.preview ?? {},
    written: updated.written ?? {},
    fields: updated.fields ?? {},
    status: {
      ...objectSchema({ before: status.before ?? {}, after: status.after ?? {} }),
      type: ["object", "null"],
      description: "Of an order: its statuses with their labels; null for any other record.",
    },
    left_alone: {
      type: "array",
      items: objectSchema({
        field: text("The Webservice's name of it."),
        language: LANGUAGE,
        expected: shopTextOrNull("As the change left it; null where that is not known."),
        found: shopTextOrNull("As the shop has it."),
        reason: {
          type: "string",
          enum: ["edited_since", "already_back", "not_known"] satisfies LeftAlone["reason"][],
          description:
            "edited_since: somebody wrote it after the change. already_back: it is as before the change. not_known: what was before is not known.",
        },
      }),
      description: "What is not taken back, and why; empty if all is.",
    },
    lasting: sentences("What cannot be taken back, of the change and of undoing it."),
    differences: updated.differences ?? {},
    effects: updated.effects ?? {},
    warnings: sentences("What else is worth knowing; empty if nothing."),
    token: TOKEN,
  }),
};

/** `undo_change`: as many requests as the action it takes back, and a reading of the record. */
export const UNDO_CHANGE: EdgeAction = {
  name: "undo_change",
  title: "Undo Change",
  description: `Takes back one change that was made through this service: writes the values from before it. Values edited again since stay as they are and are listed in left_alone. Does not take back a sent e-mail, a history row, an invoice, a payment or moved stock: lasting says what stays. An order re-enters its former status, with all the shop does on that, and without e-mail. Is a change itself and can be undone. Rights of the key, and of the token: those of the action that is taken back. Use preview first, show fields, left_alone and lasting to the user, then confirm with expect. Example input: ${JSON.stringify(example)}`,
  example,
  inputSchema,
  outputSchema,
  annotations: {
    title: "Undo Change",
    readOnlyHint: false,
    destructiveHint: true,
    idempotentHint: true,
    openWorldHint: false,
  },
  needs: [],
  reads: false,
  record: async (_, input, around) => {
    checkInput(inputSchema, input);
    await checkMadeHere(around.service, around.site, around.caller, String(input.change));
    const { original, resource, record } = await changeIn(input, around);
    // Otherwise a token for undoing alone could write what it may not write.
    if (!mayRun(around.caller, { name: original, reads: false })) {
      throw refusal("forbidden", `This token may not take back what ${original} wrote.`, {
        hint: `Use a token that may run ${original}.`,
      });
    }
    return `${resource}/${record}`;
  },
  run: async (shop, input, around) => {
    const change = await changeIn(input, around);
    const { preview = false, expect } = input as Partial<UndoOptions>;
    if (change.isOpen) throw notKnown(change);
    const undo = change.resource === "orders" ? undoStatus : undoFields;
    const undone = await undo(shop, change, { preview, expect });
    const { original, resource, record } = change;
    const stays = await lastingOf(shop, resource, undone.fields, false);
    const lasting = [...new Set([...change.lasting, ...stays])];
    const warnings = [...(await toldOf(change, undone, around)), ...undone.warnings];
    const named = { change: change.id, original, resource, id: record, preview };
    return { ...named, ...undone, lasting, warnings };
  },
};

/**
 * The change an input names.
 * @throws Refusal where there is none, or nothing is known of what was before
 */
async function changeIn(input: Input, { service, site }: Around): Promise<Change> {
  checkInput(inputSchema, input);
  const change = await findChange(service.journal, placeOf(site), String(input.change));
  if (change.fields.some(isKnown)) return change;
  throw refusal("not_undoable", "What was there before this change is not known.", {
    hint: `Read ${change.resource} ${change.record}, and write the values that it should have.`,
  });
}

/** What may still be saved cannot be taken back. */
function notKnown({ resource, record }: Change) {
  const detail = `Nobody knows yet whether this change of ${resource} ${record} was saved.`;
  return refusal("outcome_unknown", detail, { hint: LOOK_AGAIN });
}

/** What is left alone in a sentence, and who took the change back before. */
async function toldOf(
  { id, resource, record }: Change,
  { fields, left_alone }: Undone,
  { service, site }: Around,
): Promise<string[]> {
  const edited = left_alone.filter(({ reason }) => reason === "edited_since").length;
  const told = edited > 0 ? [`Edited again since, and left alone: ${edited}. See left_alone.`] : [];
  if (fields.length > 0) return told;
  const latest = { resource, record, limit: LATEST };
  const changes = await askJournal(service.journal.list([placeOf(site)], latest));
  const undoing = changes.find(({ undoes }) => undoes === id);
  const by = undoing && ` It was taken back by ${undoing.id}, asked for by ${undoing.caller}.`;
  return [`There is nothing left to take back.${by ?? ""}`, ...told];
}
