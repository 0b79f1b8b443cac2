import type { Stores } from "../catalogue/action.js";
import type { Confirmations } from "../confirming/confirmation.js";
import type { Settings } from "../settings.js";
import type { Shutdown } from "../shutdown.js";
import type { WriteQueue } from "./queue.js";

/** The time limits of actions. */
export type Times = Pick<Settings, "readMs" | "writeMs">;

/** What performing a write needs, when its turn has come. */
export interface Writers extends Stores {
  settings: Times;
}

/** What running an action for a caller needs. */
export interface Runner extends Writers {
  confirmations: Confirmations;
  queue: WriteQueue;
  shutdown: Shutdown;
}
