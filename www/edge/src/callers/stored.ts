import { withTimeout } from "../limits/timeout.js";
import type { Report } from "../logging/report.js";
import { hashOf } from "./authenticate.js";
import { guardedCallers } from "./guarded.js";
import type { CallerSource, Identity } from "./source.js";
import type { CallerStore } from "./store.js";

/** Uses are noted to the minute. */
const NOTED_MS = 60_000;
/** Milliseconds that a note may take. */
const NOTE_MS = 1_000;
/** Above this many the entry that was noted longest ago is forgotten, and its next use noted again. */
const MOST_NOTED = 20_000;

/**
 * The callers of a store. Each request asks it, so that a token that is disabled opens nothing from
 * then on.
 */
export function storedCallers(kept: CallerStore, report: Report): CallerSource {
  const store = guardedCallers(kept, report);
  const notedAt = new Map<string, number>();
  const note = async (id: string, now: number): Promise<void> => {
    const before = notedAt.get(id);
    // A clock that is set back must not silence the notes for as long.
    if (before !== undefined && Math.abs(now - before) < NOTED_MS) return;
    notedAt.delete(id);
    notedAt.set(id, now);
    const [oldest] = notedAt.keys();
    if (notedAt.size > MOST_NOTED && oldest !== undefined) notedAt.delete(oldest);
    // Nobody is refused, or waits for long, because a use could not be noted; the next minute tries again.
    await withTimeout(store.used(id, now), NOTE_MS).catch(() => {});
  };
  const findByHash = async (hash: Uint8Array, now: number): Promise<Identity | undefined> => {
    const caller = await store.findByHash(hash);
    if (caller === undefined) return undefined;
    if (caller.isDisabled) return { refused: "disabled" };
    if (caller.expires !== null && caller.expires <= now) return { refused: "expired" };
    await note(caller.id, now);
    return { caller };
  };
  return { find: async (token, now) => findByHash(await hashOf(token), now), findByHash };
}
