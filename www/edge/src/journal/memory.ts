import type { Journal } from "./journal.js";
import { openStore } from "./store.js";

/** For each site; the oldest are dropped first. */
const MOST_IN_MEMORY = 1_000;

/** A journal in the memory of this process. */
export function memoryJournal(days: number, now: () => number = Date.now): Journal {
  const store = openStore(days, MOST_IN_MEMORY, now);
  return {
    open: async (change, confirmation) => {
      if (confirmation !== null && !store.use(confirmation, change.id)) return "used";
      store.put(change);
      return "kept";
    },
    settle: async (change) => store.put(change),
    drop: async ({ site }, id) => store.drop(site, id),
    find: async ({ site }, id) => store.find(site, id),
    list: async (places, query) => store.list(places, query),
    unsettled: async (place, resource, record) => store.unsettled(place, resource, record),
    isUsed: async (confirmation) => store.isUsed(confirmation),
  };
}
