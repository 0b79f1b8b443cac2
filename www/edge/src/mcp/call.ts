import type { Caller } from "../callers/caller.js";
import type { Held } from "../claims/held.js";
import type { Trace } from "../http/context.js";
import type { Problem } from "../problem.js";
import type { Runner } from "../running/dependencies.js";
import type { Site } from "../sites/site.js";

/** What answering a message needs. Each has its own, because nothing is kept between two. */
export interface McpCall {
  runner: Runner;
  site: Site;
  caller: Caller;
  /** The customer it is held to; `null` for none. */
  held: Held | null;
  trace: Trace;
  /** Counts a message; the problem where it is one too many, otherwise `null`. */
  admit: () => Promise<Problem | null>;
  /** Whether tools tell the schemas of their answers, and answer by them. */
  isStructured: boolean;
  /** Of the request; ends what only reads. */
  signal: AbortSignal;
  /** Keeps the runtime from ending the work with the request. */
  waitUntil: (work: Promise<unknown>) => void;
}
