import type { Caller } from "./caller.js";

/** Why a token opens nothing. */
export type Refused = "missing" | "unknown" | "expired" | "disabled" | "invalid";

/** The caller of a token, or why there is none; `detail` is for the log. */
export type Identity = { caller: Caller } | { refused: Refused; detail?: string };

/** Where callers are found by their tokens. */
export interface CallerSource {
  /**
   * The caller of a token; `undefined` for a token that this source does not know. If it can tell why
   * not, it is `unknown` with that: then other sources are asked as well.
   */
  find(token: string, now: number): Promise<Identity | undefined>;
  /** The same by the token's SHA-256, where tokens are known by it. */
  findByHash?(hash: Uint8Array, now: number): Promise<Identity | undefined>;
}
