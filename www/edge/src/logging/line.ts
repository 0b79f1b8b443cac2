/** One request in the log: who and what, never the data of a customer nor a secret. */
export interface LogLine {
  time: string;
  request: string;
  /** Of the trace it belongs to, by `traceparent`. */
  trace: string;
  method: string;
  /** The pattern of the route, not the requested address. */
  route: string;
  status: number;
  caller: string | null;
  site: string | null;
  action: string | null;
  /** The record that was written or was to be, such as `products/5`; `null` where none was named. */
  record: string | null;
  /** The id of the change in the journal. */
  change: string | null;
  /** The kind of the problem; `null` where there is none. */
  kind: string | null;
  /** What became of the data of the shop; `null` of a request that never came to it. */
  saved: "no" | "unknown" | "yes" | null;
  /** Why a token was refused; `null` where none was. */
  refused: string | null;
  /** Why a claim of a customer was refused; `null` where none was. Never what it says. */
  claim: string | null;
  durationMs: number;
  shopRequests: number;
  shopMs: number;
}

/** Something that failed inside of the worker: for its operator, while callers get a problem. */
export interface FailureLine {
  time: string;
  /** The id of the request, where it belongs to one. */
  request: string | null;
  failed: Part;
  error: { name: string; message: string; stack: string[] };
}

/** A part of the worker that can fail by itself. */
export type Part =
  | "worker"
  | "callers"
  | "oauth"
  | "journal"
  | "locks"
  | "sites"
  | "rate_limiter"
  | "shop_gate"
  | "cache"
  | `background ${string}`;
