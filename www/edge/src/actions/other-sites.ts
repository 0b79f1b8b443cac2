import { type Caller, reaches } from "../callers/caller.js";
import type { Stores } from "../catalogue/action.js";
import { askJournal } from "../journal/ask.js";
import type { Change } from "../journal/journal.js";
import { refusal } from "../problem.js";
import type { OpenShop } from "../shop/open.js";
import { installationOf, placeOf } from "../sites/installation.js";
import type { Site } from "../sites/site.js";

/** Ids of the other sites over the same PrestaShop that a caller reaches; others stay hidden. */
export async function otherSites(
  { sites }: Pick<Stores, "sites">,
  site: Site,
  caller: Caller | undefined,
): Promise<string[]> {
  if (caller === undefined) return [];
  // Most tokens are for one site, which needs no list.
  if (caller.sites !== "*" && caller.sites.size < 2) return [];
  const reached = await sites.list((id) => id !== site.id && reaches(caller, id));
  const here = installationOf(site);
  return reached.filter(({ installation }) => installation === here).map(({ id }) => id);
}

/**
 * Leaves out changes that another site made of records which the shop of this one does not have.
 * If the shop does not answer in that time, they stay: the caller reaches the other site anyway.
 */
export async function seenHere<C extends Change>(
  { client, signal }: OpenShop,
  site: Site,
  changes: readonly C[],
  mostMs: number,
): Promise<C[]> {
  const foreign = changes.filter((change) => change.site !== site.id);
  const resources = [...new Set(foreign.map(({ resource }) => resource))];
  const asking = new AbortController();
  const leave = () => asking.abort();
  const timer = setTimeout(leave, mostMs);
  signal.addEventListener("abort", leave);
  const had = new Map<string, ReadonlySet<number>>();
  const ask = async (resource: string) => {
    const records = foreign.filter((one) => one.resource === resource).map(({ record }) => record);
    const rows = await client.resource(resource).list({
      filter: { id: [...new Set(records)] },
      display: ["id"],
      signal: asking.signal,
    });
    had.set(resource, new Set(rows.map(({ id }) => Number(id))));
  };
  await Promise.all(resources.map((resource) => ask(resource).catch(() => {})));
  clearTimeout(timer);
  signal.removeEventListener("abort", leave);
  const isHere = ({ resource, record }: C) => had.get(resource)?.has(record) ?? true;
  return changes.filter((change) => change.site === site.id || isHere(change));
}

/**
 * A change is undone through the site that made it: another shop has other texts and prices.
 * @throws Refusal naming the site, if it is another one that the caller reaches
 */
export async function checkMadeHere(
  stores: Pick<Stores, "sites" | "journal">,
  site: Site,
  caller: Caller,
  change: string,
): Promise<void> {
  const place = placeOf(site);
  if ((await askJournal(stores.journal.find(place, change))) !== undefined) return;
  for (const id of await otherSites(stores, site, caller)) {
    const found = await askJournal(stores.journal.find({ ...place, site: id }, change));
    if (found === undefined) continue;
    throw refusal("no_such_change", "This change was made through another site.", {
      hint: `Undo it at the site ${id}.`,
      field: "change",
    });
  }
}
