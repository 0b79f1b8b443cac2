import type { Caller } from "../callers/caller.js";
import type { LogLine } from "../logging/line.js";
import type { Service } from "../service.js";
import type { Span } from "../tracing/span.js";

/** What the log says of a request, filled in on the way. */
export interface Trace {
  request: string;
  span: Span;
  started: number;
  site: string | null;
  action: string | null;
  record: string | null;
  change: string | null;
  kind: string | null;
  /** Why a token was refused; `null` where none was. */
  refused: string | null;
  saved: LogLine["saved"];
  /** Why the claim of a customer does not count; `null` where that is not so. */
  claim: string | null;
  shopRequests: number;
  shopMs: number;
}

/** What every route finds in its context. */
export interface Env {
  Bindings: {
    /** The address of the client or of the proxy before it, where the runtime tells. */
    address?: string;
  };
  Variables: {
    service: Service;
    trace: Trace;
    /** Only set behind `authenticated`. */
    caller: Caller;
    /** What `WWW-Authenticate` says beyond the usual; only at addresses that take access tokens. */
    challenge?: string;
  };
}
