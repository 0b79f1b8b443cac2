import type { ActionMap } from "@aismarttalk/prestashop";
import type { DisplayText } from "../language/message.js";
import { type ActionName, findAction, type Input, titleOf } from "../shop/catalogue.js";
import type { Connection } from "../shop/connection.js";
import { notWithThisToken } from "../shop/failure.js";
import { beginDoing } from "./log.js";

/** How an action is run. */
export interface Running {
  signal?: AbortSignal;
  /** What the log calls it; the action's title otherwise. */
  doing?: DisplayText;
}

/**
 * Runs an action of the package on a shop, and notes its requests in the log.
 * @throws PrestaShopError or RequestError
 */
export async function runAction<A extends ActionName>(
  shop: Connection,
  name: A,
  input: ActionMap[A]["input"],
  running: Running = {},
): Promise<ActionMap[A]["output"]> {
  return (await runNamed(shop, name, input as Input, running)) as ActionMap[A]["output"];
}

/** The same for an action that may be the worker's own. */
export async function runNamed(
  shop: Connection,
  name: string,
  input: Input,
  { signal = new AbortController().signal, doing }: Running = {},
): Promise<unknown> {
  const action = findAction(name, shop.actions);
  if (action === undefined) throw notWithThisToken(name);
  const end = beginDoing(doing ?? titleOf(action));
  try {
    return await shop.run(action, input, signal);
  } finally {
    end();
  }
}
