import type { Caller } from "../callers/caller.js";
import type { Trace } from "../http/context.js";
import type { Service } from "../service.js";
import type { Site } from "../sites/site.js";

/** What a message is answered with. Each has its own, since nothing is kept between two. */
export interface McpCall {
  service: Service;
  site: Site;
  caller: Caller;
  trace: Trace;
  /** Of the request; ends what only reads. */
  signal: AbortSignal;
  /** Keeps the runtime from ending the work with the request. */
  waitUntil: (work: Promise<unknown>) => void;
}
