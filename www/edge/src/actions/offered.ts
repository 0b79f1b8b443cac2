import type { Action, Catalogue, ShopAction } from "../catalogue/action.js";
import { catalogueOf } from "../catalogue/catalogue.js";
import { throughOf } from "../catalogue/order-status.js";
import { recordIn } from "../catalogue/record.js";
import { runOptions } from "../claims/held.js";
import { listChanges } from "./list-changes.js";
import { EXPECT, propertiesOf, TOKEN } from "./own-schema.js";
import { undoChange } from "./undo-change.js";

/** The descriptions of the package do not know the journal. */
const UNDOABLE = "undo_change undoes what can be undone.";

/**
 * The actions a worker offers: those given, and its own for the journal of changes.
 * @throws TypeError if an action could not be queued, confirmed or undone by its declaration
 */
export function offered(actions: readonly ShopAction[]): Catalogue {
  const all = [...actions.map(atShop), listChanges(actions), undoChange(actions)];
  const names = all.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new TypeError(`Two actions are named ${twice}.`);
  return catalogueOf(all);
}

function atShop(action: ShopAction): Action {
  const { run, writes, holds = false, ...description } = action;
  const problem = wrongIn(action);
  if (problem !== null) throw new TypeError(`The action ${action.name} ${problem}.`);
  return {
    ...description,
    writes,
    reads: writes === null,
    holds,
    ...(writes && {
      description: `${action.description} ${UNDOABLE}`,
      // The tokens of the worker are longer than those of the package, and bind more.
      inputSchema: withProperty(action.inputSchema, "expect", EXPECT),
      outputSchema: withProperty(action.outputSchema, "token", TOKEN),
      record: (shop, input) => recordIn(writes, shop, input),
    }),
    run: ({ client, signal }, input, { held }) =>
      run(client, input, {
        signal,
        ...runOptions(held, { name: action.name, reads: writes === null }),
      }),
  };
}

function wrongIn({ annotations, inputSchema, writes }: ShopAction): string | null {
  if (annotations.readOnlyHint) return writes === null ? null : "is read-only, and has writes";
  if (writes === null) return "is not read-only, and does not say what it writes";
  if (writes.through !== null && throughOf(writes) === undefined) {
    return `writes through ${writes.through}, which is not known here`;
  }
  const properties = propertiesOf(inputSchema);
  const missing = ["preview", "expect"].find((name) => properties[name] === undefined);
  return missing === undefined ? null : `writes, and takes no ${missing}`;
}

function withProperty(schema: object, name: string, property: object): object {
  return { ...schema, properties: { ...propertiesOf(schema), [name]: property } };
}
