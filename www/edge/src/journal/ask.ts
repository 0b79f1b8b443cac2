import { refusal } from "../problem.js";
import type { Place } from "../sites/installation.js";
import type { Change, Journal } from "./journal.js";

/**
 * Reads from a journal.
 * @throws Refusal if it cannot be read
 */
export async function askJournal<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch {
    throw refusal("journal_unreadable", "The journal of changes cannot be read right now.", {
      hint: "Nothing was written. Retry in a moment.",
      retryable: true,
    });
  }
}

/**
 * The change of that id at a site.
 * @throws Refusal if the journal has none
 */
export async function findChange(journal: Journal, place: Place, id: string): Promise<Change> {
  const change = await askJournal(journal.find(place, id));
  if (change !== undefined) return change;
  throw refusal("no_such_change", "The journal of this site has no such change.", {
    hint: "list_changes lists the changes there are. Old ones are removed, and a new one may take a minute to be seen everywhere.",
    field: "change",
  });
}
