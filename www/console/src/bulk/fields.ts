import { type Action, findAction } from "../shop/catalogue.js";
import { BULK_ACTION } from "../shop/intents.js";
import { writtenFields } from "../shop/writes.js";
import type { TextField } from "./columns.js";

/** The action that the texts are written by; `undefined` where the token does not open it. */
export function bulkAction(actions: readonly Action[]): Action | undefined {
  return findAction(BULK_ACTION, actions);
}

/** The texts that it takes. */
export function textFields(action: Action): TextField[] {
  return Object.entries(writtenFields(action)).map(([name, written]) => ({
    name,
    most: written.max_length,
    shown: written.shown_length,
  }));
}
