import type { Stores } from "../catalogue/action.js";
import type { Confirmations } from "../confirming/confirmation.js";
import type { Settings } from "../settings.js";
import type { Shutdown } from "../shutdown.js";
import type { WriteQueue } from "./queue.js";

/** What bounds the time of an action. */
export type Times = Pick<Settings, "readMs" | "writeMs">;

/** What it takes to perform a write whose turn has come. */
export interface Writers extends Stores {
  settings: Times;
}

/** What it takes to run an action for a caller. */
export interface Runner extends Writers {
  confirmations: Confirmations;
  queue: WriteQueue;
  shutdown: Shutdown;
}
