import type { ActionName, Input } from "../shop/catalogue.js";

/** What answers are shown in. */
export interface AnswerContext {
  /** The address of the shop; `null` for the demo store, which has none for others to open. */
  address: string | null;
  /** What was asked; `null` for what the page asks by itself. */
  asked: { action: ActionName; input: Input } | null;
  /** Asks the shop for more that belongs to what is shown. */
  ask(action: ActionName, input: Input): Promise<unknown>;
}
