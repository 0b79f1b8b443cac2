import { sortKey } from "./id.js";
import type { Change, Journal } from "./journal.js";

/** For each site; the oldest go first. */
const MOST_CHANGES = 1_000;

/** A journal in this process, gone with it. */
export function memoryJournal(days: number, now: () => number = Date.now): Journal {
  const kept = new Map<string, Change[]>();
  const changesOf = (site: string): Change[] => {
    forget();
    return [...(kept.get(site) ?? [])];
  };
  /** They hold data of customers: what is over goes, of sites that nobody asks for too. */
  const forget = (): void => {
    const oldest = new Date(now() - days * 86_400_000).toISOString();
    for (const [site, changes] of kept) {
      const young = changes.filter(({ at }) => at >= oldest);
      if (young.length === 0) kept.delete(site);
      else if (young.length < changes.length) kept.set(site, young);
    }
  };
  return {
    add: async (change) => {
      const changes = changesOf(change.site);
      const key = sortKey(change.id);
      const older = changes.findIndex(({ id }) => sortKey(id) > key);
      changes.splice(older < 0 ? changes.length : older, 0, change);
      kept.set(change.site, changes.slice(0, MOST_CHANGES));
    },
    find: async (site, id) => changesOf(site).find((one) => one.id === id),
    list: async (site, { limit, before, resource, record }) => {
      const all = changesOf(site);
      const undoing = (id: string) => all.find(({ undoes }) => undoes === id)?.id ?? null;
      return all
        .filter((one) => before === undefined || sortKey(one.id) > sortKey(before))
        .filter((one) => resource === undefined || one.resource === resource)
        .filter((one) => record === undefined || one.record === record)
        .slice(0, limit)
        .map((one) => ({ ...one, undone_by: undoing(one.id) }));
    },
  };
}
