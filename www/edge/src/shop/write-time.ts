/** How the time of one write is divided, so that it ends before its action is stopped. */
export interface WriteTime {
  /** Milliseconds to look again if the answer is lost. */
  settleMs: number;
  /** Milliseconds left for a request that goes out now. */
  requestMs(): number;
  /** Whether there is still time for a write to go out. */
  isEnough(): boolean;
}

/** As long as PHP usually runs. */
const MOST_SETTLE_MS = 30_000;
/** For what comes after: reading again, and the journal. */
const MOST_REST_MS = 3_000;
/** A write with less time than this is not sent. */
const LEAST_REQUEST_MS = 5_000;

/** The time of a write that begins now: a third to look again, most of the rest for the request. */
export function divideTime(mostMs: number, now: () => number = Date.now): WriteTime {
  const began = now();
  const settleMs = Math.min(MOST_SETTLE_MS, Math.floor(mostMs / 3));
  const restMs = Math.min(MOST_REST_MS, Math.floor(mostMs / 10));
  const leastMs = Math.min(LEAST_REQUEST_MS, Math.floor(mostMs / 6));
  const requestMs = () => Math.max(1, began + mostMs - settleMs - restMs - now());
  return { settleMs, requestMs, isEnough: () => requestMs() >= leastMs };
}
