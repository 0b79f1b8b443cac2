import { withTimeout } from "../limits/timeout.js";
import type { Journal } from "./journal.js";

/** The same journal with a time limit: nobody waits for a store that hangs. */
export function timedJournal(journal: Journal, mostMs?: number): Journal {
  return {
    open: async (change, confirmation, known) => {
      const opened = journal.open(change, confirmation, known);
      try {
        return await withTimeout(opened, mostMs);
      } catch (thrown) {
        // An entry that is kept too late would stand for a write that was never sent.
        opened.then(() => journal.drop(change, change.id)).catch(() => {});
        throw thrown;
      }
    },
    settle: (change) => withTimeout(journal.settle(change), mostMs),
    drop: (place, id) => withTimeout(journal.drop(place, id), mostMs),
    find: (place, id) => withTimeout(journal.find(place, id), mostMs),
    list: (places, query) => withTimeout(journal.list(places, query), mostMs),
    unsettled: (place, resource, record) =>
      withTimeout(journal.unsettled(place, resource, record), mostMs),
    isUsed: (confirmation) => withTimeout(journal.isUsed(confirmation), mostMs),
  };
}
