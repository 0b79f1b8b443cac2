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
        opened.then(() => journal.drop(change.site, change.id)).catch(() => {});
        throw thrown;
      }
    },
    settle: (change) => inTime(journal.settle(change), mostMs),
    drop: (site, id) => inTime(journal.drop(site, id), mostMs),
    find: (site, id) => inTime(journal.find(site, id), mostMs),
    list: (site, query) => inTime(journal.list(site, query), mostMs),
    unsettled: (site, resource, record) =>
      inTime(journal.unsettled(site, resource, record), mostMs),
    isUsed: (confirmation) => inTime(journal.isUsed(confirmation), mostMs),
  };
}
