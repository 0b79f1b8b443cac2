import type { Stores } from "../catalogue/action.js";
import type { ItemRun } from "../catalogue/outcome.js";
import type { Confirmations } from "../confirming/confirmation.js";
import type { Settings } from "../settings.js";
import type { Shutdown } from "../shutdown.js";
import type { WriteQueue } from "./queue.js";

/** The time limits of actions. */
export type Times = Pick<Settings, "readMs" | "writeMs">;

/** What decides whether an item of a job goes out. */
export interface ItemGate {
  /**
   * Marks the item as sent, ahead of its request.
   * @throws Refusal if another try of it has begun
   */
  pass(item: ItemRun): Promise<void>;
}

/** What performing a write needs, when its turn has come. */
export interface Writers extends Stores {
  settings: Times;
  /** `null` where there are no jobs. */
  items: ItemGate | null;
}

/** What running an action for a caller needs. */
export interface Runner extends Writers {
  confirmations: Confirmations;
  queue: WriteQueue;
  shutdown: Shutdown;
}
