/**
 * What stands before each shop: so many requests at once and a minute, over all callers, fewer while
 * the shop struggles, and none but a probe while it is down. Sites of one installation share it.
 */
export interface ShopGate {
  /**
   * Waits for the turn of a request.
   * @throws Refusal of kind `shop_busy`, `rate_limited` or `shop_down`, retryable and with the wait,
   *   where its turn would come too late; what `signal` was aborted with where that comes first
   */
  enter(installation: string, entry: Entry): Promise<Passage>;
}

/**
 * Who goes first: a `look` for what became of a write, which is never refused, then the `call` of
 * somebody who waits, then the `job`, which nobody waits for.
 */
export type Priority = "look" | "call" | "job";

/** A request at the gate. */
export interface Entry {
  signal: AbortSignal;
  priority: Priority;
  /** Callers of one priority take turns; those without a name count as one. */
  caller?: string;
  /** Milliseconds that the request may take once it goes out; its place is free again after them. */
  mostMs?: number;
}

/** A place at the shop, for one request. */
export interface Passage {
  /**
   * Gives the place back and says how the shop did, `null` where nothing was sent; only the first time
   * counts. Never rejects.
   */
  leave(result: Result | null): Promise<void>;
}

/** How a request ended. */
export interface Result {
  /** Of the answer; `null` where there was none. */
  status: number | null;
  /** What the answer asked for. */
  retryAfterMs?: number | null;
  /** Until the answer began, or the request ended without one. */
  milliseconds: number;
  /** Whether PrestaShop itself answered: its own errors, such as a value it refuses, have a 5xx too. */
  isOfShop?: boolean;
  /** Without an answer: whether its caller left, which says nothing about the shop. */
  hasLeft?: boolean;
}

/** What a shop is given at most. */
export interface GateLimits {
  /** Requests at once. */
  atOnce: number;
  /** Requests in any minute. */
  perMinute: number;
}
