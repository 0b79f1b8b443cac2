import { Refusal } from "../problem.js";
import { type Line, openLine } from "./gate-line.js";
import { admit, noted, returned } from "./gate-state.js";
import { type GateStates, memoryStates } from "./gate-states.js";
import {
  newWaiting,
  nextLook,
  type Obstacle,
  settle,
  sleep,
  tooLate,
  type Waiting,
} from "./gate-waiter.js";
import type { GateLimits, Passage, ShopGate } from "./shop-gate.js";

/** At one shop. */
const MOST_WAITING = 200;
/** At all shops of this process. */
const MOST_WAITING_IN_ALL = 5_000;
/** Between the time limit of a request and the end of its place. */
const SPARE_MS = 5_000;

/** What a gate is made of. */
export interface GateParts {
  now?: () => number;
  /** What is known of the shops; of this process where it is left out. */
  states?: GateStates;
}

/** The requests that wait at one shop. */
interface Place {
  installation: string;
  line: Line<Waiting>;
  /** Whether somebody is letting them out, and whether somebody else asked meanwhile. */
  isMoving: boolean;
  isAsked: boolean;
}

/** A gate whose lines are in this process, over what its processes share or what it knows itself. */
export function openGate(limits: GateLimits, parts: GateParts = {}): ShopGate {
  const { now = Date.now, states = memoryStates() } = parts;
  const places = new Map<string, Place>();
  let waiting = 0;

  const passageOf = (installation: string, id: string): Passage => {
    let left: Promise<void> | undefined;
    return {
      leave: (result) => {
        const time = now();
        left ??= states
          .change(
            installation,
            limits,
            (state) => ({
              state: result === null ? returned(state, id) : noted(state, id, result, limits, time),
              told: undefined,
            }),
            time,
          )
          .then(() => move(places.get(installation)))
          .catch(() => {});
        return left;
      },
    };
  };

  /** Lets out all that may go. */
  const move = async (place: Place | undefined): Promise<void> => {
    if (place === undefined) return;
    place.isAsked = true;
    if (place.isMoving) return;
    place.isMoving = true;
    try {
      while (place.isAsked) {
        place.isAsked = false;
        let isGoing = true;
        while (isGoing) isGoing = await letOneOut(place);
      }
    } finally {
      place.isMoving = false;
      forget(place);
    }
  };

  const forget = (place: Place) => {
    if (place.line.size > 0 || place.isMoving) return;
    if (places.get(place.installation) === place) places.delete(place.installation);
  };

  /** Lets the first out that may go, or refuses those who would wait for too long; whether there was one. */
  const letOneOut = async ({ installation, line }: Place): Promise<boolean> => {
    const firsts = line.next();
    if (firsts.length === 0) return false;
    const time = now();
    const gone = await states.change(
      installation,
      limits,
      (state) => {
        for (const one of firsts) {
          const asking = { ...one, until: time + one.mostMs + SPARE_MS };
          const { state: after, verdict } = admit(state, asking, limits, time);
          one.obstacle = verdict.goes ? null : verdict;
          if (verdict.goes) return { state: after, told: one };
        }
        return { state: null, told: null };
      },
      time,
    );
    if (gone !== null) {
      const passage = passageOf(installation, gone.id);
      line.went(gone);
      // It may have left while it was asked for.
      if (gone.end !== null) void passage.leave(null);
      settle(gone, passage);
      return true;
    }
    const refused = firsts.map((one) => refuseLate(line, one, time));
    for (const one of firsts) {
      if (nextLook(one, states.isShared, time) < one.sleepsUntil) one.wake();
    }
    return refused.some((isAny) => isAny);
  };

  /** Puts a request into the line; `null` where it, or all lines together, are full. */
  const lineUp = (installation: string, one: Waiting): Place => {
    const place = places.get(installation) ?? {
      ...{ installation, line: openLine<Waiting>(MOST_WAITING), isMoving: false, isAsked: false },
    };
    places.set(installation, place);
    const isTooMuch = waiting >= MOST_WAITING_IN_ALL && one.priority !== "look";
    const without = isTooMuch ? one : place.line.add(one);
    if (without !== null) settle(without, tooLate(null));
    return place;
  };

  /** Waits until a request may go, or may not. */
  const wait = async (one: Waiting, place: Place, signal: AbortSignal): Promise<void> => {
    while (one.end === null) {
      const woken = new Promise<void>((resolve) => {
        one.wake = resolve;
      });
      await move(place);
      if (one.end !== null) return;
      signal.throwIfAborted();
      const time = now();
      if (one.deadline <= time) return settle(one, tooLate(one.obstacle));
      one.sleepsUntil = nextLook(one, states.isShared, time);
      await sleep(one, woken, one.sleepsUntil - time);
      signal.throwIfAborted();
    }
  };

  return {
    enter: async (installation, entry) => {
      const { signal } = entry;
      signal.throwIfAborted();
      const one = newWaiting(entry, now());
      const place = lineUp(installation, one);
      const leave = () => one.wake();
      signal.addEventListener("abort", leave);
      waiting += 1;
      try {
        await wait(one, place, signal);
      } catch (thrown) {
        if (one.end !== null && !(one.end instanceof Refusal)) void one.end.leave(null);
        settle(one, tooLate(null));
        throw thrown;
      } finally {
        waiting -= 1;
        place.line.remove(one);
        signal.removeEventListener("abort", leave);
        forget(place);
      }
      if (one.end === null || one.end instanceof Refusal) throw one.end ?? tooLate(null);
      return one.end;
    },
  };
}

/** Refuses everybody of a priority whose turn would come too late for what the first of them waits for. */
function refuseLate(line: Line<Waiting>, { priority, obstacle }: Waiting, now: number): boolean {
  if (obstacle === null || obstacle.because === "full") return false;
  const late = line.all().filter((one) => isLate(one, priority, obstacle, now));
  for (const one of late) {
    line.remove(one);
    settle(one, tooLate(obstacle));
  }
  return late.length > 0;
}

function isLate(
  { priority, deadline }: Waiting,
  of: Waiting["priority"],
  { because, waitMs }: Obstacle,
  now: number,
): boolean {
  return priority === of && (because === "down" || now + waitMs > deadline);
}
