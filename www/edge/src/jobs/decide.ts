import type { Kind, Problem } from "../problem.js";
import type { Item } from "./job.js";
import type { Move } from "./lease.js";

/** What becomes of an item, and of its job. */
export interface Decision {
  move: Move;
  /**
   * What it says about the shop as a whole: it answers, it does not, or no item can succeed until
   * somebody changes something.
   */
  shop: "answers" | "fails" | "refuses";
}

/** No item can succeed until a person has changed something. */
const REFUSES: readonly Kind[] = [
  "authentication",
  "permission",
  "webservice_disabled",
  "wrong_address",
  "no_such_site",
  "not_configured",
];
/** The item is not to blame, however often. */
const NOT_OF_ITEM: readonly Kind[] = [
  "rate_limited",
  "shop_busy",
  "shop_down",
  "network",
  "stopping",
  "journal_unreadable",
  "journal_unwritable",
  "site_unreadable",
];
/** How often an item is tried that fails while others do not. */
const MOST_ATTEMPTS = 6;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
/** Failures in a row, after which the shop is to blame and not its items. */
export const SHOP_FAILS = 5;
const LONGEST_HOLD_MS = 300_000;
/** Milliseconds until a write with an unknown outcome is looked at. */
const FIRST_LOOK_MS = 5_000;
/** After this time nobody will know. */
const GIVE_UP_MS = 86_400_000;

/** Milliseconds to wait after so many failures in a row: twice as long each time. */
export function waitMs(failures: number, longest = LONGEST_WAIT_MS): number {
  return Math.min(longest, FIRST_WAIT_MS * 2 ** Math.min(20, Math.max(0, failures - 1)));
}

/** Milliseconds for which a job waits whose shop failed so often in a row; 0 for no wait. */
export function holdMs(failures: number): number {
  return failures < SHOP_FAILS ? 0 : waitMs(failures - SHOP_FAILS + 1, LONGEST_HOLD_MS);
}

/** When a try failed, and how. */
export interface Failed {
  problem: Problem;
  /** Whether its request may have gone out. */
  isSent: boolean;
  /** Id of its change, where the journal has one. */
  change: string | null;
  now: number;
  /** Failures of the job in a row, before this one. */
  failures: number;
}

/** What becomes of an item whose preview, or whose write, failed. */
export function afterFailure(item: Item, failed: Failed): Decision {
  const { problem, isSent, change, now } = failed;
  const again = item.state === "new" ? "new" : "ready";
  if (isSent && problem.saved !== "no") {
    // Somebody else's values are there: another look would say no more.
    const isOver = problem.saved === "yes" || problem.kind === "conflict" || change === null;
    const state = problem.saved === "yes" ? "failed" : isOver ? "unknown" : "looking";
    const due = isOver ? 0 : now + (problem.lookAgainAfterMs ?? FIRST_LOOK_MS);
    const shop = state === "looking" ? "fails" : "answers";
    return { move: { state, due, problem, change }, shop };
  }
  if (REFUSES.includes(problem.kind)) {
    return { move: { state: again, due: now, problem, change: null }, shop: "refuses" };
  }
  // An earlier write to the record is not known yet: this one was not sent.
  const isRetried = problem.retryable || (problem.kind === "outcome_unknown" && !isSent);
  const isOfItem = !NOT_OF_ITEM.includes(problem.kind) && failed.failures < SHOP_FAILS;
  const attempts = item.attempts + (isOfItem ? 1 : 0);
  if (isRetried && attempts < MOST_ATTEMPTS) {
    const due = now + Math.max(problem.retryAfterMs ?? 0, waitMs(attempts));
    const move: Move = { state: again, attempts, due, problem, change: null };
    return { move, shop: isShops(problem) ? "fails" : "answers" };
  }
  const told: Problem = isSent ? problem : { ...problem, saved: "no" };
  const state = item.state === "new" ? "refused" : "failed";
  return { move: { state, attempts, problem: told, change: null }, shop: "answers" };
}

/** Problems that may say something about the shop, and not only about a record. */
function isShops({ kind }: Problem): boolean {
  return kind !== "busy" && kind !== "outcome_unknown" && kind !== "stopping";
}

/** What a look at a write with an unknown outcome found. */
export type Seen = "written" | "not saved" | "unknown" | "not yet";

/** What becomes of an item that was looked at; `sent` is when its request went out. */
export function afterLook(item: Item, seen: Seen, now: number): Move {
  const age = now - (item.sent ?? now);
  const { change, problem } = item;
  if (seen === "written") return { state: "written", change };
  if (seen === "unknown" || age > GIVE_UP_MS) return { state: "unknown", change, problem };
  if (seen === "not saved") {
    const attempts = item.attempts + 1;
    const isOver = attempts >= MOST_ATTEMPTS && problem !== null;
    if (isOver)
      return { state: "failed", attempts, problem: { ...problem, saved: "no" }, change: null };
    return { state: "ready", attempts, due: now, change: null };
  }
  return {
    state: "looking",
    due: now + Math.min(LONGEST_WAIT_MS, Math.max(FIRST_LOOK_MS, age)),
    change,
    problem,
  };
}
