import { inTime } from "../limits/patience.js";
import type { Journal } from "./journal.js";

/** The same journal, of which nobody waits longer than for a change itself. */
export function patient(journal: Journal, mostMs?: number): Journal {
  return {
    add: (change) => inTime(journal.add(change), mostMs),
    find: (site, id) => inTime(journal.find(site, id), mostMs),
    list: (site, query) => inTime(journal.list(site, query), mostMs),
  };
}
