import { openBook } from "./book.js";
import type { Journal } from "./journal.js";

/** For each site; the oldest go first. */
const MOST_CHANGES = 1_000;

/** A journal in this process, gone with it. */
export function memoryJournal(days: number, now: () => number = Date.now): Journal {
  const book = openBook(days, MOST_CHANGES, now);
  return {
    open: async (change, confirmation) => {
      if (confirmation !== null && !book.use(confirmation, change.id)) return "used";
      book.put(change);
      return "kept";
    },
    settle: async (change) => book.put(change),
    drop: async ({ site }, id) => book.drop(site, id),
    find: async ({ site }, id) => book.find(site, id),
    list: async (places, query) => book.list(places, query),
    unsettled: async (place, resource, record) => book.unsettled(place, resource, record),
    isUsed: async (confirmation) => book.isUsed(confirmation),
  };
}
