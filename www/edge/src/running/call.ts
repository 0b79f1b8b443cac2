import type { Caller } from "../callers/caller.js";
import type { Input, ItemRun } from "../catalogue/outcome.js";
import type { Held } from "../claims/held.js";
import type { Priority } from "../limits/shop-gate.js";
import type { Site } from "../sites/site.js";
import type { TraceContext } from "../tracing/traceparent.js";

/** A call of an action. */
export interface ActionCall {
  site: Site;
  caller: Caller;
  action: string;
  input: Input;
  /** The customer it is held to; `null` for none. */
  held: Held | null;
  /** Id of the request. */
  request: string;
  /** The item of a job that is run; missing of any other call. */
  item?: ItemRun;
  /** The trace it belongs to. */
  trace: TraceContext;
  /** Of the request; an action that reads ends with it, a write goes on. */
  signal: AbortSignal;
  /** Of its requests to the shop; a call where it is left out. */
  priority?: Priority | undefined;
}
