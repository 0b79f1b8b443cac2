import { ACTIONS, type Action, findAction } from "../shop/catalogue.js";
import { BULK_ACTION } from "../shop/intents.js";
import { readerFor } from "../shop/readers.js";
import { writtenFields } from "../shop/writes.js";
import type { TextField } from "./columns.js";

/** The texts that it takes. */
export function textFields(): TextField[] {
  return Object.entries(writtenFields(bulkAction())).map(([name, written]) => ({
    name,
    most: written.max_length,
    shown: written.shown_length,
  }));
}

/** The action that finds a record by such a name, and the list of its answer. */
export function finderBy(parameter: string): { name: string; list: string } {
  const { writes } = bulkAction();
  const finder = writes === null ? undefined : readerFor(writes, parameter, ACTIONS);
  if (writes === null || finder === undefined) throw new Error(`Nothing finds by ${parameter}.`);
  return { name: finder.name, list: writes.resource };
}

/** Its declaration. */
export function bulkAction(): Action {
  const action = findAction(BULK_ACTION);
  if (action === undefined) throw new Error(`There is no action ${BULK_ACTION}.`);
  return action;
}
