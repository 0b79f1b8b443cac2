import type { ActionName } from "./actions.js";
import type { Core } from "./core.js";
import { invalidRequest } from "./errors.js";
import { type CallOptions, read } from "./options.js";
import { snapshot } from "./snapshot.js";

/** Options of a run. */
export interface RunOptions extends CallOptions {
  /**
   * Holds the run to one customer: what belongs to anybody else is not found, in lists and totals
   * too, and the merchant's own notes are left out. By `email` it is everybody with that address:
   * registered, guest or deleted.
   */
  onlyCustomer?:
    | {
        /** Id of the customer. */
        id: number | string;
      }
    | {
        /** E-mail address of the customer; letter case does not count. */
        email: string;
      };
  /**
   * The actions that such a run may write with, on the customer's own records.
   * @default []
   */
  writes?: readonly ActionName[];
}

/** An action by its name. */
export type Named<A extends ActionName> = A;

/** Nothing where `A` is a single name: several of them share one signature. */
export type SomeOf<A, All = A> = A extends unknown ? ([All] extends [A] ? never : unknown) : never;

/** Runs an action in the core, held to what the options say now. */
export async function runAction(
  core: Core,
  action: ActionName,
  input: unknown,
  options: RunOptions = {},
): Promise<unknown> {
  if (typeof action !== "string") {
    const hint = "Give the name of one, such as get_product.";
    throw invalidRequest("action", "is no text", hint);
  }
  const { signal, ...rest } = read(options);
  // A customer that the caller does not know must not open the records of all of them.
  if ("onlyCustomer" in rest && rest.onlyCustomer === undefined) {
    const hint = "Give { id } or { email }. To hold the run to nobody, leave it out.";
    throw invalidRequest("onlyCustomer", "is undefined", hint);
  }
  // Read now: what it holds the run to must not change on the way.
  const held = snapshot(rest);
  return core.ask((shop, given) => shop.run(action, given, held, signal), signal, input);
}
