import { retryAfterOf } from "../limits/retry-after.js";
import type { Passage, Priority, Result, ShopGate } from "../limits/shop-gate.js";
import type { Kind, Problem } from "../problem.js";

/** How the requests of one action pass the gate of its shop. */
export interface Passing {
  /**
   * Takes the place of the next write ahead, so that one which finds none is not even noted.
   * @throws Refusal where there is none
   */
  reserve(): Promise<void>;
  /** Waits for the turn of a request. */
  enter(isWrite: boolean, signal: AbortSignal): Promise<Place>;
  /** Does work whose requests look for what became of a write: they go first, and are never refused. */
  looking<T>(work: () => Promise<T>): Promise<T>;
  /** Gives back what is left when the action is over. */
  close(): Promise<void>;
}

/** The place of one request. */
export interface Place {
  /** Notes that the request goes out now. */
  begin(): void;
  /** Notes its answer, of which the body is still to come. */
  answered(response: Response): void;
  /** Notes how it ended; only the first time counts. */
  end(ending: Ending): void;
}

/** With a whole answer, without one because the connection broke or took too long, or given up. */
export type Ending = "whole" | "broken" | "given up";

/** Whose requests pass. */
export interface Passer {
  gate: ShopGate;
  installation: string;
  priority: Priority;
  caller: string;
  signal: AbortSignal;
  /** Milliseconds that a request may take. */
  mostMs: (isWrite: boolean) => number;
  /** Why the action was stopped, if it was. */
  stopped: () => Problem | null;
}

/** A request that is given up sooner says nothing about its shop: some callers have little patience. */
const TELLS_MS = { timeout: 1_000, aborted: 5_000 };

/** The passing of one action. */
export function passing(passer: Passer): Passing {
  const open = new Set<Place>();
  const ended: Promise<void>[] = [];
  let reserved: Place | undefined;
  let looks = 0;
  let hasWritten = false;
  let isClosed = false;

  const take = async (isWrite: boolean, signal: AbortSignal): Promise<Place> => {
    const { gate, installation, caller } = passer;
    // Behind a write its outcome is read, and what it needs to be whole.
    const priority = hasWritten || looks > 0 ? "look" : passer.priority;
    const mostMs = passer.mostMs(isWrite);
    const passage = await gate.enter(installation, { signal, priority, caller, mostMs });
    if (isClosed) {
      await passage.leave(null);
      throw new TypeError("The action is over.");
    }
    const place = openPlace(passage, passer.stopped, (left) => {
      open.delete(place);
      ended.push(left);
    });
    open.add(place);
    return place;
  };

  return {
    reserve: async () => {
      reserved ??= await take(true, passer.signal);
    },
    enter: async (isWrite, signal) => {
      const held = isWrite ? reserved : undefined;
      if (isWrite) reserved = undefined;
      const place = held ?? (await take(isWrite, signal));
      hasWritten ||= isWrite;
      return place;
    },
    looking: async (work) => {
      looks += 1;
      try {
        return await work();
      } finally {
        looks -= 1;
      }
    },
    close: async () => {
      isClosed = true;
      for (const place of open) place.end("given up");
      await Promise.all(ended);
    },
  };
}

function openPlace(
  passage: Passage,
  stopped: () => Problem | null,
  left: (leaving: Promise<void>) => void,
): Place {
  let began: number | null = null;
  let answer: Result | null = null;
  let isOver = false;
  const resultOf = (ending: Ending): Result | null => {
    if (began === null) return null;
    if (ending === "whole" && answer !== null) return answer;
    const milliseconds = performance.now() - began;
    const hasLeft = ending === "given up" && milliseconds < tellsMs(stopped()?.kind ?? "timeout");
    return { status: null, milliseconds, hasLeft };
  };
  return {
    begin: () => {
      began = performance.now();
    },
    answered: ({ status, headers }) => {
      const type = headers.get("Content-Type") ?? "";
      const isOfShop = headers.has("PSWS-Version") || /\bxml\b/i.test(type);
      const milliseconds = performance.now() - (began ?? performance.now());
      answer = { status, isOfShop, retryAfterMs: retryAfterOf(headers), milliseconds };
    },
    end: (ending) => {
      if (isOver) return;
      isOver = true;
      left(passage.leave(resultOf(ending)));
    },
  };
}

/** From when on a request that is given up for a reason says something; never, where it is another one. */
function tellsMs(reason: Kind): number {
  if (reason === "aborted") return TELLS_MS.aborted;
  const isLate = reason === "timeout" || reason === "time_limit";
  return isLate ? TELLS_MS.timeout : Number.POSITIVE_INFINITY;
}
