import { inTime } from "../limits/patience.js";
import type { Journal } from "./journal.js";

/** The same journal, of which nobody waits longer than for a change itself. */
export function patient(journal: Journal, mostMs?: number): Journal {
  return {
    open: async (change, confirmation, known) => {
      const opened = journal.open(change, confirmation, known);
      try {
        return await inTime(opened, mostMs);
      } catch (thrown) {
        // Kept too late, it would stand for a write that was never sent.
        opened.then(() => journal.drop(change, change.id)).catch(() => {});
        throw thrown;
      }
    },
    settle: (change) => inTime(journal.settle(change), mostMs),
    drop: (place, id) => inTime(journal.drop(place, id), mostMs),
    find: (place, id) => inTime(journal.find(place, id), mostMs),
    list: (places, query) => inTime(journal.list(places, query), mostMs),
    unsettled: (place, resource, record) =>
      inTime(journal.unsettled(place, resource, record), mostMs),
    isUsed: (confirmation) => inTime(journal.isUsed(confirmation), mostMs),
  };
}
