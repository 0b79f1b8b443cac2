import type { Result } from "./shop-gate.js";

/** What a result says about the shop. */
export type Sign =
  /** It works. */
  | "answered"
  /** It works, and takes much longer than usual. */
  | "slow"
  /** It breaks at this request: others may go well. */
  | "erred"
  /** It allows no more for now. */
  | "throttled"
  /** Nobody is there: no answer, or a gateway's in its place. */
  | "failed"
  /** Nothing. */
  | "none";

/** Whether a sign halves what the shop is given, and whether it speaks for a shop that is down. */
export const EFFECTS: Readonly<Record<Sign, { halves: boolean; isDown: boolean | null }>> = {
  answered: { halves: false, isDown: false },
  slow: { halves: true, isDown: false },
  erred: { halves: true, isDown: false },
  throttled: { halves: true, isDown: false },
  failed: { halves: true, isDown: true },
  none: { halves: false, isDown: null },
};

/** Statuses of gateways and of hosts' own pages; those above 511 are of proxies such as Cloudflare. */
const GATEWAY = new Set([502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 530]);
/** An answer takes long from here on, however fast the others are. */
const SLOW_MS = 2_000;
/** And if it takes so many times as long as usual, it is too slow. */
const SLOW_TIMES = 4;
/** So many answers say what is usual. */
const ENOUGH_ANSWERS = 10;
/** The share of a new answer in what is usual. */
const NEWEST = 0.1;

/** How long answers of a shop usually take. */
export interface Usual {
  answers: number;
  milliseconds: number;
}

/** Of a shop that was never asked. */
export const NO_ANSWERS: Usual = { answers: 0, milliseconds: 0 };

/** What a result says of a shop whose answers usually take so long. */
export function signOf(result: Result, usual: Usual): Sign {
  const { status, isOfShop = false, hasLeft = false, milliseconds } = result;
  if (status === null) return hasLeft ? "none" : "failed";
  if (status === 429) return "throttled";
  // PrestaShop has an own 503, of a Webservice that is switched off, and a 500 for values it refuses.
  if (status >= 500 && !isOfShop) return GATEWAY.has(status) ? "failed" : "erred";
  const isKnown = usual.answers >= ENOUGH_ANSWERS;
  const isSlow = milliseconds > SLOW_MS && milliseconds > SLOW_TIMES * usual.milliseconds;
  return isKnown && isSlow ? "slow" : "answered";
}

/** What is usual after one more answer. One that is much slower moves it little. */
export function usualAfter({ answers, milliseconds }: Usual, newest: number): Usual {
  const isKnown = answers >= ENOUGH_ANSWERS;
  const counted = isKnown ? Math.min(newest, 2 * Math.max(1, milliseconds)) : newest;
  const share = Math.max(NEWEST, 1 / (answers + 1));
  return {
    answers: Math.min(answers + 1, ENOUGH_ANSWERS),
    milliseconds: milliseconds + share * (counted - milliseconds),
  };
}
