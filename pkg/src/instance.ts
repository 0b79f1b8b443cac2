import { described, MalformedResponseError } from "./errors.js";
import { readGiven, takeThrown } from "./given.js";
import type { Core } from "./wasm/prestashop.js";

/** Starts an instance of a module, as the glue does. */
export type Instantiate<C> = (
  module: WebAssembly.Module,
  guarded: (exports: WebAssembly.Exports) => WebAssembly.Exports,
  setTimeout: (callback: () => void, milliseconds: number) => unknown,
  clearTimeout: (timer: Timer) => void,
  readGiven: (value: unknown) => string,
  takeThrown: () => unknown,
  described: (json: string, cause: unknown) => unknown,
) => C;

/** One instance of the WebAssembly, and who waits for it. */
export interface Instance<C = Core> {
  readonly core: C;
  /** What ends the calls that have not settled yet. */
  readonly waiting: Set<(reason: unknown) => void>;
  /** Whether it trapped: whatever was under way in it has stopped for good. */
  readonly isOver: boolean;
}

/**
 * Starts an instance. A trap, which is memory that has run out or a mistake of ours, ends all of its
 * calls with an error and calls `whenOver`; nothing enters the instance again.
 */
export function startInstance<C>(
  instantiate: Instantiate<C>,
  module: WebAssembly.Module,
  whenOver: () => void,
): Instance<C> {
  const waiting: Instance["waiting"] = new Set();
  let isOver = false;
  const guard = (enter: Enter, isCallback: boolean): Enter => {
    return (...given) => {
      // A promise of its own comes late, or what it left behind is collected.
      if (isOver) return NOTHING_THROWN;
      try {
        return enter(...given);
      } catch (trap) {
        const error = end(trap);
        // Nobody would catch it: whoever waits has been told.
        if (isCallback) return NOTHING_THROWN;
        throw error;
      }
    };
  };
  const timers = new Set<Timer>();
  const end = (trap: unknown) => {
    isOver = true;
    whenOver();
    timers.forEach(clearTimeout);
    const error = trapped(trap);
    for (const reject of waiting) reject(error);
    return error;
  };
  const guarded = (exports: WebAssembly.Exports) => {
    const entries = Object.entries(exports).map(([name, value]) => [
      name,
      typeof value === "function" ? guard(value as Enter, name.includes("invoke")) : value,
    ]);
    return Object.fromEntries(entries) as WebAssembly.Exports;
  };
  const set = (callback: () => void, milliseconds: number) => {
    const timer = setTimeout(callback, milliseconds);
    timers.add(timer);
    return timer;
  };
  const clear = (timer: Timer) => {
    timers.delete(timer);
    clearTimeout(timer);
  };
  const core = instantiate(module, guarded, set, clear, readGiven, takeThrown, described);
  return {
    core,
    waiting,
    get isOver() {
      return isOver;
    },
  };
}

/** What a call of an instance gives: an error where the instance ends before it. */
export function settled<T>(
  { waiting }: Pick<Instance, "waiting">,
  call: () => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    waiting.add(reject);
    const settle = <V>(end: (value: V) => void) => {
      return (value: V) => {
        waiting.delete(reject);
        end(value);
      };
    };
    try {
      call().then(settle(resolve), settle(reject));
    } catch (thrown) {
      settle(reject)(thrown);
    }
  });
}

/** A function of the module: exceptions of the core are values of theirs, so what is thrown is a trap. */
type Enter = (...given: unknown[]) => unknown;
type Timer = ReturnType<typeof setTimeout>;

/** What the glue takes for a callback that went well: no value, and nothing to throw. */
const NOTHING_THROWN = [0, 0];

function trapped(cause: unknown): MalformedResponseError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new MalformedResponseError({
    kind: "malformed_response",
    message: `The WebAssembly of @aismarttalk/prestashop stopped during this call: ${why}.`,
    hint: "The next call starts it anew. Mostly its memory has run out: ask for less at once, with limit or display.",
    status: null,
    codes: [],
    field: null,
    request: null,
    retryable: false,
    retryAfterMs: null,
    cause,
  });
}
