import { problem, Refusal } from "../problem.js";
import type { Waiter } from "./gate-line.js";
import type { Verdict } from "./gate-state.js";
import type { Entry, Passage, Priority } from "./shop-gate.js";

/** Why a request cannot go now. */
export type Obstacle = Extract<Verdict, { goes: false }>;

/** A request that waits, and what becomes of it. */
export interface Waiting extends Waiter {
  id: string;
  mostMs: number;
  /** The moment until which it waits. */
  deadline: number;
  /** What it waits for; `null` before it was at the front. */
  obstacle: Obstacle | null;
  /** Its place, or why it gets none; `null` while it waits. */
  end: Passage | Refusal | null;
  /** The moment at which it looks by itself, while it sleeps. */
  sleepsUntil: number;
  wake: () => void;
}

/** How long a request may wait: a caller is told while he still listens, and a look is urgent. */
const MOST_WAIT_MS: Record<Priority, number> = { look: 60_000, call: 8_000, job: 20_000 };
/** A place is free again after so long, where a request says nothing of its own limit. */
const USUAL_MOST_MS = 15_000;
/** Places that other processes give back are seen within so long. */
const OTHERS_MS = 40;
/** A request looks by itself after so long, for the case that who should wake it up is gone. */
const AWAKE_MS = 1_000;
/** When to come again if too many wait. */
const AGAIN_MS = 2_000;

/** A request that begins to wait now. */
export function newWaiting(
  { priority, caller = "", mostMs = USUAL_MOST_MS }: Entry,
  now: number,
): Waiting {
  return {
    ...{ id: crypto.randomUUID(), priority, caller, mostMs },
    deadline: now + MOST_WAIT_MS[priority],
    ...{ obstacle: null, end: null, sleepsUntil: 0, wake: () => {} },
  };
}

/** Ends the waiting of a request. */
export function settle(one: Waiting, end: NonNullable<Waiting["end"]>): void {
  one.end ??= end;
  one.wake();
}

/** The moment at which a request should look again. */
export function nextLook({ deadline, obstacle }: Waiting, isShared: boolean, now: number): number {
  const isUnseen = obstacle?.because === "full" && isShared;
  const waitMs = isUnseen ? OTHERS_MS : (obstacle?.waitMs ?? AWAKE_MS);
  return Math.min(deadline, now + Math.max(1, Math.min(AWAKE_MS, waitMs)));
}

/** Sleeps until it is woken up, or has to look by itself. */
export async function sleep(one: Waiting, woken: Promise<void>, mostMs: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, mostMs);
  });
  await Promise.race([woken, late]);
  clearTimeout(timer);
  one.sleepsUntil = 0;
}

const REFUSALS: Record<
  Obstacle["because"] | "line",
  [kind: "shop_busy" | "shop_down" | "rate_limited", detail: string]
> = {
  line: ["shop_busy", "Too many requests to this shop are waiting."],
  full: ["shop_busy", "The requests to this shop before this one take too long."],
  minute: ["shop_busy", "This shop gets no more requests for the moment."],
  pause: ["rate_limited", "The shop asked for a pause, which is not over yet."],
  down: ["shop_down", "The shop did not answer lately, so it is left alone for a moment."],
};

/** Refuses a request whose turn would come too late; without an obstacle, for the length of the line. */
export function tooLate(obstacle: Obstacle | null): Refusal {
  const [kind, detail] = REFUSALS[obstacle?.because ?? "line"];
  const isKnown = obstacle !== null && obstacle.because !== "full";
  return new Refusal(
    problem(kind, detail, {
      hint: "Nothing was written. Retry after the wait.",
      retryable: true,
      retryAfterMs: isKnown ? Math.ceil(obstacle.waitMs) : AGAIN_MS,
    }),
  );
}
