import type { Action } from "../catalogue/action.js";
import { SHORTCUTS, writtenResources } from "../catalogue/catalogue.js";
import { askJournal } from "../journal/ask.js";
import type { ChangedField, ListedChange } from "../journal/journal.js";
import { lookAgain } from "../noting/look-again.js";
import { placeOf } from "../sites/installation.js";
import { checkInput, type InputSchema } from "./check-input.js";
import { cut } from "./cut.js";
import { otherSites, seenHere } from "./other-sites.js";
import {
  changeId,
  DIALECT,
  flag,
  id,
  LANGUAGE,
  listed,
  objectSchema,
  sentences,
  shopTextOrNull,
  text,
  textOrNull,
} from "./own-schema.js";

const USUAL_LIMIT = 20;
const MOST_LIMIT = 50;
/** Of one value in a list; the preview of its undo shows all. */
const MOST_CHARACTERS = 1_000;
/** Changes of a page that are looked at again: each look is a request. */
const MOST_LOOKS = 5;
/** Milliseconds for all looks: a list must not wait for a shop that hangs. */
const PAGE_LOOKS_MS = 5_000;
const LIST_EXAMPLE = { resource: "products", record: 5 };

/** `list_changes`: asks the journal, and the shop where an outcome is unknown. */
export function listChanges(actions: readonly Pick<Action, "writes">[]): Action {
  const resources = writtenResources(actions);
  const inputSchema = inputOf(resources);
  return {
    name: SHORTCUTS.changes,
    title: "List Changes",
    description: `Lists what was changed in the shop through this service, newest first: when, with which token, the record, before and after; also through other sites of the same PrestaShop, if the token reaches them. Not what was changed in the back office or by other programs. Of a write whose outcome is unknown it looks again. Changes go after the days the service keeps them. Changes nothing.`,
    example: LIST_EXAMPLE,
    inputSchema,
    outputSchema: outputOf(resources),
    annotations: {
      title: "List Changes",
      readOnlyHint: true,
      destructiveHint: false,
      idempotentHint: true,
      openWorldHint: false,
    },
    needs: [],
    writes: null,
    reads: true,
    // The journal is the merchant's.
    holds: false,
    run: async (shop, input, context) => {
      checkInput(inputSchema, input);
      const { journal, site, caller } = context;
      const { limit = USUAL_LIMIT, before, resource, record } = input as Partial<ListInput>;
      const query = { limit: limit + 1, before, resource, record };
      const place = placeOf(site);
      const others = await otherSites(context, site, caller);
      const places = [place, ...others.map((id) => ({ ...place, site: id }))];
      const found = await askJournal(journal.list(places, query));
      const last = found.slice(0, limit).at(-1);
      const next = found.length > limit ? (last?.id ?? null) : null;
      const page = await seenHere(shop, site, found.slice(0, limit), PAGE_LOOKS_MS);
      const unknown = page.filter(({ isOpen }) => isOpen).slice(0, MOST_LOOKS);
      const settled = await lookAgain(context, { site, shop }, unknown, PAGE_LOOKS_MS);
      const shown = page.flatMap(({ undone_by, ...change }) => {
        const found = settled.get(change.id);
        return found === null ? [] : [{ ...(found ?? change), undone_by }];
      });
      return { changes: shown.map(listedChange), next };
    },
  };
}

function inputOf(resources: readonly string[]): InputSchema {
  return {
    $schema: DIALECT,
    type: "object",
    properties: {
      limit: {
        type: "integer",
        minimum: 1,
        maximum: MOST_LIMIT,
        default: USUAL_LIMIT,
        description: "How many at the most.",
      },
      before: changeId("The next of an answer: goes on with older changes."),
      resource: {
        type: "string",
        enum: resources,
        description: `Only changes of ${listed(resources)}.`,
      },
      record: {
        type: "integer",
        minimum: 1,
        maximum: 0xffff_ffff,
        description: "Only changes of the record of this id; give resource with it.",
      },
    },
    required: [],
    additionalProperties: false,
  };
}

const field = objectSchema({
  field: text("The Webservice's name of it; current_state, by id, for the status of an order."),
  language: LANGUAGE,
  before: shopTextOrNull("As it was; null where that is not known."),
  after: shopTextOrNull("As it was written, or as it was sent if the outcome is unknown."),
  cut: flag(`Whether before or after is longer and was cut to ${MOST_CHARACTERS} characters.`),
});

function outputOf(resources: readonly string[]) {
  const change = objectSchema({
    id: text("Id of the change, for undo_change."),
    at: text("When, in UTC."),
    site: text(
      "Id of the site it was made through: this one, or another shop of the same PrestaShop. undo_change works at that site only.",
    ),
    caller: text("Name of the token that made it."),
    action: text("The action that wrote."),
    resource: text(`${listed(resources)}.`),
    record: id("Id of the record."),
    outcome: {
      type: "string",
      enum: ["written", "unknown"],
      description:
        "unknown: it is under way, or the shop did not say what became of it: the record may hold all of it, a part, or nothing. Each listing looks again.",
    },
    fields: { type: "array", items: field, description: "What was changed." },
    lasting: sentences("What cannot be undone; empty if nothing."),
    undoes: textOrNull("Id of the change that this one undid; null for any other."),
    undone_by: textOrNull("Id of the newest change that undid this one; null for none."),
  });
  return {
    $schema: DIALECT,
    ...objectSchema({
      changes: { type: "array", items: change, description: "Newest first." },
      next: textOrNull("Pass it as before to get older ones; null if there are none."),
    }),
  };
}

interface ListInput {
  limit: number;
  before: string;
  resource: string;
  record: number;
}

function listedChange({
  installation: _,
  request: __,
  original: ___,
  isOpen: ____,
  write: _____,
  fields,
  ...change
}: ListedChange) {
  return { ...change, fields: fields.map(shortened) };
}

function shortened({ field, language, before, after }: ChangedField) {
  const isCut = [before, after].some((one) => one !== null && one.length > MOST_CHARACTERS);
  const short = (one: string | null) => (one === null ? null : cut(one, MOST_CHARACTERS));
  return { field, language, before: short(before), after: short(after), cut: isCut };
}
