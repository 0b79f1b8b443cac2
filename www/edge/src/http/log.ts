/** One request in the log: who and what, never the data of a customer nor a secret. */
export interface LogLine {
  time: string;
  request: string;
  method: string;
  /** The pattern of the route, not the requested address. */
  route: string;
  status: number;
  caller: string | null;
  site: string | null;
  action: string | null;
  /** The kind of the problem; `null` where there is none. */
  kind: string | null;
  /** Why a token was refused; `null` where none was. */
  refused: string | null;
  /** Why a claim of a customer was refused; `null` where none was. Never what it says. */
  claim: string | null;
  durationMs: number;
  shopRequests: number;
  shopMs: number;
}
