import { withTimeout } from "../limits/timeout.js";
import { refusal } from "../problem.js";
import { hashOf } from "./authenticate.js";
import type { CallerSource } from "./source.js";
import type { CallerStore } from "./store.js";

/** Uses are noted to the minute. */
const NOTED_MS = 60_000;
/** Above this many the entry that was noted longest ago is forgotten, and its next use noted again. */
const MOST_NOTED = 20_000;

/**
 * The callers of a store. Each request asks it, so that a token that is disabled opens nothing from
 * then on.
 */
export function storedCallers(store: CallerStore): CallerSource {
  const notedAt = new Map<string, number>();
  const note = async (id: string, now: number): Promise<void> => {
    const before = notedAt.get(id);
    // A clock that is set back must not silence the notes for as long.
    if (before !== undefined && Math.abs(now - before) < NOTED_MS) return;
    notedAt.delete(id);
    notedAt.set(id, now);
    const [oldest] = notedAt.keys();
    if (notedAt.size > MOST_NOTED && oldest !== undefined) notedAt.delete(oldest);
    // Nobody is refused because a use could not be noted.
    await withTimeout(store.used(id, now)).catch(() => notedAt.delete(id));
  };
  return {
    find: async (token, now) => {
      const caller = await callersAnswer(store.findByHash(await hashOf(token)));
      if (caller === undefined) return undefined;
      if (caller.isDisabled) return { refused: "disabled" };
      if (caller.expires !== null && caller.expires <= now) return { refused: "expired" };
      await note(caller.id, now);
      return { caller };
    },
  };
}

/**
 * The answer of the store, if it comes in time.
 * @throws Refusal otherwise: nobody may take a token for a wrong one because of that
 */
export async function callersAnswer<T>(question: Promise<T>): Promise<T> {
  try {
    return await withTimeout(question);
  } catch {
    throw refusal("callers_unreadable", "The callers cannot be read or changed right now.", {
      hint: "Retry in a moment.",
      retryable: true,
      retryAfterMs: 2_000,
    });
  }
}
