import { timeOf } from "../journal/id.js";
import type { Change } from "../journal/journal.js";
import { lookAgain } from "../noting/look-again.js";
import type { Runner } from "../running/dependencies.js";
import { openShop } from "../shop/open.js";
import { placeOf } from "../sites/installation.js";
import type { Site } from "../sites/site.js";
import { afterLook, type Seen } from "./decide.js";
import type { Item } from "./job.js";
import type { Move } from "./lease.js";

/** Milliseconds for one look. */
const ONE_LOOK_MS = 10_000;
/** Changes of one moment that are searched for those of one request. */
const NEIGHBOURS = 20;
/** A journal keeps every change for longer than this. */
const KEPT_MS = 43_200_000;

/** Finds out what became of a write whose outcome was not known, by the journal and the shop. */
export async function lookAt(
  { runner, site }: { runner: Runner; site: Site },
  item: Item,
): Promise<Move> {
  const now = runner.now();
  if (item.change === null) return afterLook(item, "unknown", now);
  const seen = await outcomeOf(runner, site, item.change);
  if (seen !== "written" || !writesTwo(runner, item)) return afterLook(item, seen, now);
  // The first of two records is saved: what the second one lacks is written by another try.
  const other = await secondOf(runner, site, item);
  if (other?.outcome === "written") return afterLook(item, "written", now);
  const second = other === undefined ? "not saved" : await outcomeOf(runner, site, other.id);
  return afterLook(item, second, now);
}

async function outcomeOf(runner: Runner, site: Site, id: string): Promise<Seen> {
  const change = await runner.journal.find(placeOf(site), id);
  if (change === undefined) return isKept(runner, id) ? "not saved" : "unknown";
  if (change.outcome === "written") return "written";
  if (!change.isOpen) return "unknown";
  const shop = openShop(site, { ...runner, priority: "look" });
  const settled = await lookAgain(runner, { site, shop }, [change], ONE_LOOK_MS);
  await shop.close();
  if (!settled.has(id)) return "not yet";
  const found = settled.get(id) ?? null;
  if (found === null) return "not saved";
  return found.outcome === "written" ? "written" : "unknown";
}

/** Whether the journal would still have a change of that id, had it not been removed as not saved. */
function isKept({ now }: Runner, id: string): boolean {
  return now() - timeOf(id) < KEPT_MS;
}

/** The parts of the worker that know the changes of an item. */
type Known = Pick<Runner, "catalogue" | "journal">;

function writesTwo({ catalogue }: Known, { action, input }: Item): boolean {
  const also = catalogue.find(action)?.writes?.also;
  return also != null && input[also.parameter] !== undefined;
}

/** The changes that an item made: of its record, and of the second one that some actions write. */
export async function changesOf(known: Known, site: Site, item: Item): Promise<string[]> {
  if (item.change === null) return [];
  const second = writesTwo(known, item) ? await secondOf(known, site, item) : undefined;
  return second === undefined ? [item.change] : [item.change, second.id];
}

/** The change of the second record of an item: noted a moment later, by the same request. */
async function secondOf(
  { catalogue, journal }: Known,
  site: Site,
  { action, change: first }: Item,
): Promise<Change | undefined> {
  if (first === null) return undefined;
  const also = catalogue.find(action)?.writes?.also?.action ?? "";
  const resource = catalogue.find(also)?.writes?.resource;
  const before = `${new Date(timeOf(first) + 2).toISOString()}-00000000-0000-0000-0000-000000000000`;
  const changes = await journal.list([placeOf(site)], { limit: NEIGHBOURS, before, resource });
  return changes.find(({ request, id }) => request === first && id !== first);
}
