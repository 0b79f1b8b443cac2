import { mayRun } from "../callers/caller.js";
import type { Action, ActionContext } from "../catalogue/action.js";
import { writtenResources } from "../catalogue/catalogue.js";
import { lastingOf } from "../catalogue/lasting.js";
import type { Answer, Input } from "../catalogue/outcome.js";
import { recordName } from "../catalogue/record.js";
import { askJournal, findChange } from "../journal/ask.js";
import type { Change } from "../journal/journal.js";
import { LOOK_AGAIN, refusal } from "../problem.js";
import type { OpenShop } from "../shop/open.js";
import { placeOf } from "../sites/installation.js";
import { checkInput, type InputSchema } from "./check-input.js";
import { PACKAGE_ACTIONS } from "./of-package.js";
import { checkMadeHere } from "./other-sites.js";
import {
  changeId,
  DIALECT,
  EXPECT,
  id,
  LANGUAGE,
  listed,
  objectSchema,
  PREVIEW,
  propertiesOf,
  sentences,
  shopTextOrNull,
  TOKEN,
  text,
} from "./own-schema.js";
import { undoFields } from "./undo-fields.js";
import { undoStatus } from "./undo-status.js";
import { isKnown, type LeftAlone, type Undone, type UndoOptions } from "./undone.js";

/** How many changes of the record are searched for the one that undid it. */
const LATEST = 50;

const UNDO_EXAMPLE = {
  change: "2026-01-31T12:00:00.000Z-3f0c8a52-6d1e-4b7a-9c35-0e8d2f4b6a71",
  preview: true,
};

const UNDO_INPUT: InputSchema = {
  $schema: DIALECT,
  type: "object",
  properties: {
    change: changeId("Id of the change, from list_changes or from the write itself."),
    preview: PREVIEW,
    expect: EXPECT,
  },
  required: ["change"],
  additionalProperties: false,
};

/** `undo_change`: as many requests as the action it undoes, and one that reads the record. */
export function undoChange(actions: readonly Pick<Action, "writes">[]): Action {
  return {
    name: "undo_change",
    title: "Undo Change",
    description:
      "Undoes one change that was made through this service: writes the values from before it. Values edited since stay and are listed in left_alone. Cannot undo a sent e-mail, a history row, an invoice, a payment or moved stock: lasting says what stays. An order re-enters its former status, without e-mail. Can be undone itself. Needs the rights of the action that is undone. Use preview first, then confirm with expect.",
    example: UNDO_EXAMPLE,
    inputSchema: UNDO_INPUT,
    outputSchema: undoOutput(writtenResources(actions)),
    annotations: {
      title: "Undo Change",
      readOnlyHint: false,
      destructiveHint: true,
      idempotentHint: true,
      openWorldHint: false,
    },
    needs: [],
    // It writes what the undone change wrote.
    writes: null,
    reads: false,
    holds: false,
    undoes: ({ change }) => String(change),
    record: async (_, input, context) => {
      checkInput(UNDO_INPUT, input);
      await checkMadeHere(context, context.site, context.caller, String(input.change));
      const { original, resource, record } = await changeIn(input, context);
      // Otherwise a token that may only undo could write anything.
      if (!mayRun(context.caller, { name: original, reads: false })) {
        throw refusal("forbidden", `This token may not undo what ${original} wrote.`, {
          hint: `Use a token that may run ${original}.`,
        });
      }
      return recordName(resource, record);
    },
    run: undo,
  };
}

async function undo(shop: OpenShop, input: Input, context: ActionContext): Promise<Answer> {
  const change = await changeIn(input, context);
  const { preview = false, expect } = input as Partial<UndoOptions>;
  if (change.isOpen) throw notKnown(change);
  const { original, resource, record } = change;
  const action = context.catalogue.find(original);
  const writes = action?.writes ?? null;
  if (action === undefined || writes === null) throw notOffered(change);
  const options = { preview, expect };
  const undone =
    writes.through === null
      ? await undoFields(shop, change, options)
      : await undoStatus({ action, writes, shop, context }, change, options);
  const stays = await lastingOf(writes, shop, undone.fields, false);
  const lasting = [...new Set([...change.lasting, ...stays])];
  const warnings = [...(await warningsOf(change, undone, context)), ...undone.warnings];
  const named = { change: change.id, original, resource, id: record, preview };
  return { ...named, ...undone, lasting, warnings };
}

/** What the answers of the package say in the same form. */
const UPDATED = answerOf((through) => through === null);
const STATUS = answerOf((through) => through !== null);

function answerOf(isWanted: (through: string | null) => boolean) {
  const action = PACKAGE_ACTIONS.find(({ writes }) => writes && isWanted(writes.through));
  return propertiesOf(action?.outputSchema);
}

function undoOutput(resources: readonly string[]) {
  return {
    $schema: DIALECT,
    ...objectSchema({
      change: text("Id of the change that is undone."),
      original: text("The action it comes from."),
      resource: text(`${listed(resources)}.`),
      id: id("Id of the record."),
      preview: UPDATED.preview ?? {},
      written: UPDATED.written ?? {},
      fields: UPDATED.fields ?? {},
      status: {
        ...objectSchema({ before: STATUS.before ?? {}, after: STATUS.after ?? {} }),
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
        description: "What is not undone, and why; empty if all is.",
      },
      lasting: sentences("What cannot be undone, of the change and of its undo."),
      differences: UPDATED.differences ?? {},
      effects: UPDATED.effects ?? {},
      warnings: sentences("What else is worth knowing; empty if nothing."),
      token: TOKEN,
    }),
  };
}

/**
 * The change an input names.
 * @throws Refusal where there is none, or nothing is known of what was before
 */
async function changeIn(input: Input, { journal, site }: ActionContext): Promise<Change> {
  checkInput(UNDO_INPUT, input);
  const change = await findChange(journal, placeOf(site), String(input.change));
  if (change.fields.some(isKnown)) return change;
  throw refusal("not_undoable", "The values from before this change are not known.", {
    hint: readAndWrite(change),
  });
}

/** The list of actions may have changed since. */
function notOffered(change: Change) {
  const detail = `The action ${change.original}, which made this change, is no longer offered.`;
  return refusal("not_undoable", detail, { hint: readAndWrite(change) });
}

function readAndWrite({ resource, record }: Change): string {
  return `Read ${resource} ${record}, and write the values it should have.`;
}

/** A change that may still be saved cannot be undone. */
function notKnown({ resource, record }: Change) {
  const detail = `Nobody knows yet whether this change of ${resource} ${record} was saved.`;
  return refusal("outcome_unknown", detail, { hint: LOOK_AGAIN });
}

/** The warnings: what is left alone, and who undid the change before. */
async function warningsOf(
  { id, resource, record }: Change,
  { fields, left_alone }: Undone,
  { journal, site }: ActionContext,
): Promise<string[]> {
  const edited = left_alone.filter(({ reason }) => reason === "edited_since").length;
  const edits =
    edited > 0 ? [`Edited again since, and left alone: ${edited}. See left_alone.`] : [];
  if (fields.length > 0) return edits;
  const latest = { resource, record, limit: LATEST };
  const changes = await askJournal(journal.list([placeOf(site)], latest));
  const undoing = changes.find(({ undoes }) => undoes === id);
  const by = undoing && ` ${undoing.id} undid it (${undoing.caller}).`;
  return [`There is nothing left to undo.${by ?? ""}`, ...edits];
}
