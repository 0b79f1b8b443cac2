import type { Confirmation } from "../confirming/confirmation.js";
import type { Place } from "../sites/installation.js";
import { DAY_MS, sortKey } from "./id.js";
import type { Change, ChangeQuery, ListedChange } from "./journal.js";

/** How often the store removes what has expired. */
const FORGETS_MS = 1_000;

/** Changes in the memory of this process, and the confirmations that were used. */
export interface ChangeStore {
  /** Adds a change, or replaces the one with its id. */
  put(change: Change): void;
  drop(site: string, id: string): void;
  find(site: string, id: string): Change | undefined;
  list(places: readonly Place[], query: ChangeQuery): ListedChange[];
  unsettled(place: Place, resource: string, record: number): Change[];
  /** Notes that a change uses a confirmation, and says whether it is the first. */
  use(confirmation: Confirmation, change: string): boolean;
  isUsed(confirmation: Confirmation): boolean;
  /** How many changes and confirmations are in it. */
  size(): number;
  /** All changes, oldest first. */
  changes(): Change[];
  used(): (Confirmation & { change: string })[];
  clear(): void;
}

/** A store of the changes of some days, at most so many of each site; the oldest are dropped first. */
export function openStore(days: number, most: number, now: () => number): ChangeStore {
  const kept = new Map<string, Change[]>();
  /** The few of them that are open, by id. */
  const open = new Map<string, Change>();
  const usedBy = new Map<string, { until: number; change: string }>();
  let forgotAt = Number.NEGATIVE_INFINITY;
  const changesOf = (site: string): readonly Change[] => {
    forget();
    return kept.get(site) ?? [];
  };
  /** Changes hold data of customers, so expired ones are removed, also of sites that nobody uses. */
  const forget = (): void => {
    if (Math.abs(now() - forgotAt) < FORGETS_MS) return;
    forgotAt = now();
    const oldest = new Date(now() - days * DAY_MS).toISOString();
    for (const [site, changes] of kept) {
      const young = changes.filter(({ at }) => at >= oldest);
      if (young.length === 0) kept.delete(site);
      else if (young.length < changes.length) kept.set(site, young);
    }
    for (const [id, { at }] of open) if (at < oldest) open.delete(id);
    for (const [id, { until }] of usedBy) if (until <= now()) usedBy.delete(id);
  };
  const without = (site: string, id: string) => changesOf(site).filter((one) => one.id !== id);
  return {
    put: (change) => {
      const changes = without(change.site, change.id);
      const key = sortKey(change.id);
      const older = changes.findIndex(({ id }) => sortKey(id) > key);
      changes.splice(older < 0 ? changes.length : older, 0, change);
      if (change.isOpen) open.set(change.id, change);
      else open.delete(change.id);
      // Changes with an unknown outcome are never dropped.
      kept.set(
        change.site,
        changes.filter(({ isOpen }, at) => at < most || isOpen),
      );
    },
    drop: (site, id) => {
      kept.set(site, without(site, id));
      open.delete(id);
    },
    find: (site, id) => changesOf(site).find((one) => one.id === id),
    list: (places, { limit, before, resource, record }) => {
      const all = places.flatMap(({ site }) => changesOf(site));
      // The changes of one site are sorted already.
      if (places.length > 1)
        all.sort((one, other) => (sortKey(one.id) < sortKey(other.id) ? -1 : 1));
      const undoing = (id: string) => all.find(({ undoes }) => undoes === id)?.id ?? null;
      return all
        .filter((one) => before === undefined || sortKey(one.id) > sortKey(before))
        .filter((one) => resource === undefined || one.resource === resource)
        .filter((one) => record === undefined || one.record === record)
        .slice(0, limit)
        .map((one) => ({ ...one, undone_by: undoing(one.id) }));
    },
    unsettled: (place, resource, record) => {
      forget();
      return [...open.values()].filter(
        (one) => isAt(place, one) && one.resource === resource && one.record === record,
      );
    },
    use: ({ id, until }, change) => {
      const first = usedBy.get(id) ?? { until, change };
      usedBy.set(id, first);
      return first.change === change;
    },
    isUsed: ({ id }) => usedBy.has(id),
    size: () => {
      forget();
      return [...kept.values()].reduce((sum, { length }) => sum + length, usedBy.size);
    },
    changes: () => {
      forget();
      return [...kept.values()].flatMap((changes) => changes.toReversed());
    },
    used: () => [...usedBy].map(([id, one]) => ({ id, ...one })),
    clear: () => {
      kept.clear();
      open.clear();
      usedBy.clear();
    },
  };
}

/** Whether a change is of a place: of its site, or of any other of its installation. */
function isAt({ site, installation }: Place, change: Place): boolean {
  if (change.site === site) return true;
  return installation !== undefined && change.installation === installation;
}
