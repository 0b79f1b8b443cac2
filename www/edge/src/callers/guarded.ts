import { withTimeout } from "../limits/timeout.js";
import type { Report } from "../logging/report.js";
import { refusal } from "../problem.js";
import type { CallerStore } from "./store.js";

/**
 * The same callers, for requests: a store that fails or hangs leaves a line in the log, and whoever asks is
 * told to retry. Nobody may take a token for a wrong one because of that.
 */
export function guardedCallers(store: CallerStore, report: Report): CallerStore {
  const guarded = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await withTimeout(work);
    } catch (thrown) {
      report("callers", thrown);
      throw unreadable();
    }
  };
  return {
    findByHash: (hash) => guarded(store.findByHash(hash)),
    find: (id) => guarded(store.find(id)),
    list: (page) => guarded(store.list(page)),
    put: (caller) => guarded(store.put(caller)),
    change: (id, members) => guarded(store.change(id, members)),
    remove: (id) => guarded(store.remove(id)),
    used: (id, at) => guarded(store.used(id, at)),
  };
}

function unreadable() {
  return refusal("callers_unreadable", "The callers cannot be read or changed right now.", {
    hint: "Retry in a moment.",
    retryable: true,
    retryAfterMs: 2_000,
  });
}
