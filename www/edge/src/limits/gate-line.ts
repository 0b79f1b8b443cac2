import type { Priority } from "./shop-gate.js";

/** A request that waits at a gate. */
export interface Waiter {
  priority: Priority;
  caller: string;
}

/** Those that wait at one shop, in the order in which they may go. */
export interface Line<W extends Waiter> {
  readonly size: number;
  /** Adds one; returns the one that has no room: another, or itself; `null` where there is room. */
  add(waiter: W): W | null;
  remove(waiter: W): void;
  /** Those to try next, best first: one of each priority. */
  next(): W[];
  /** Takes out one that went. */
  went(waiter: W): void;
  all(): W[];
}

/** A job goes before the calls after so many of them, so that it is not put off for ever. */
const CALLS_TO_A_JOB = 9;

/**
 * A line of bounded length. Looks go first, in order. Of calls, and of jobs, each caller in turn: who
 * asks for much waits behind himself, and where there is no room, it is taken from who has most.
 */
export function openLine<W extends Waiter>(most: number): Line<W> {
  const groups: Record<Priority, Map<string, W[]>> = {
    look: new Map(),
    call: new Map(),
    job: new Map(),
  };
  let size = 0;
  let calls = 0;
  /** Looks come in order, whoever makes them. */
  const groupOf = ({ priority, caller }: W) => (priority === "look" ? "" : caller);
  const remove = (waiter: W) => {
    const group = groups[waiter.priority];
    const name = groupOf(waiter);
    const waiting = group.get(name) ?? [];
    const left = waiting.filter((one) => one !== waiter);
    size -= waiting.length - left.length;
    if (left.length === 0) group.delete(name);
    else group.set(name, left);
  };
  const first = (priority: Priority): W[] => {
    const [waiting] = groups[priority].values();
    return waiting?.slice(0, 1) ?? [];
  };
  return {
    get size() {
      return size;
    },
    add: (waiter) => {
      const { priority } = waiter;
      const isFull = size >= most && priority !== "look";
      const own = groups[priority].get(groupOf(waiter))?.length ?? 0;
      const displaced = isFull ? newestOfMost(groups, priority, own) : null;
      if (isFull && displaced === null) return waiter;
      if (displaced !== null) remove(displaced);
      const group = groups[priority];
      const name = groupOf(waiter);
      group.set(name, [...(group.get(name) ?? []), waiter]);
      size += 1;
      return displaced;
    },
    remove,
    next: () => {
      const isTurnOfJobs = calls >= CALLS_TO_A_JOB;
      const order: Priority[] = isTurnOfJobs ? ["look", "job", "call"] : ["look", "call", "job"];
      return order.flatMap(first);
    },
    went: (waiter) => {
      const group = groups[waiter.priority];
      const name = groupOf(waiter);
      remove(waiter);
      // Its caller is behind all others now.
      const rest = group.get(name);
      if (rest !== undefined) {
        group.delete(name);
        group.set(name, rest);
      }
      if (waiter.priority === "call") calls += 1;
      if (waiter.priority === "job") calls = 0;
    },
    all: () => Object.values(groups).flatMap((group) => [...group.values()].flat()),
  };
}

/** The newest of the caller with most waiting, if that is more than the one who comes would have. */
function newestOfMost<W>(
  groups: Record<Priority, Map<string, W[]>>,
  priority: Priority,
  own: number,
): W | null {
  // A job never takes the place of a call.
  const displaceable: Priority[] = priority === "call" ? ["job", "call"] : ["job"];
  for (const one of displaceable) {
    let longest: W[] = [];
    for (const waiting of groups[one].values()) {
      if (waiting.length > longest.length) longest = waiting;
    }
    const isFair = one !== priority || longest.length > own + 1;
    if (longest.length > 0 && isFair) return longest.at(-1) ?? null;
  }
  return null;
}
