import type { Report } from "../logging/report.js";
import type { Journal } from "./journal.js";

/** The same journal, whose failures leave a line in the log: callers only learn that it failed. */
export function reportedJournal(journal: Journal, report: Report): Journal {
  const reported = async <T>(work: Promise<T>, request?: string): Promise<T> => {
    try {
      return await work;
    } catch (thrown) {
      report("journal", thrown, request);
      throw thrown;
    }
  };
  return {
    open: (change, confirmation, known) =>
      reported(journal.open(change, confirmation, known), change.request),
    settle: (change) => reported(journal.settle(change), change.request),
    drop: (place, id) => reported(journal.drop(place, id)),
    find: (place, id) => reported(journal.find(place, id)),
    list: (places, query) => reported(journal.list(places, query)),
    unsettled: (place, resource, record) => reported(journal.unsettled(place, resource, record)),
    isUsed: (confirmation) => reported(journal.isUsed(confirmation)),
  };
}
