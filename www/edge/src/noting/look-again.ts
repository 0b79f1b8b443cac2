import { OutcomeUnknownError, PrestaShopError } from "@aismarttalk/prestashop";
import type { Catalogue, Stores } from "../catalogue/action.js";
import { writesOf } from "../catalogue/catalogue.js";
import { lastingOf } from "../catalogue/lasting.js";
import { MAILED } from "../catalogue/order-status.js";
import type { Change } from "../journal/journal.js";
import { type OpenShop, openShop } from "../shop/open.js";
import { installationOf } from "../sites/installation.js";
import type { Site } from "../sites/site.js";

/** After a day, nobody looks for a write any more: its record or its shop may be gone. */
const GIVE_UP_MS = 86_400_000;
const CLOSED = { isOpen: false, write: null } as const;

/** By id, the outcome of changes that were unknown: `null` if nothing was saved. */
export type Settled = ReadonlyMap<string, Change | null>;

/** A site, and its shop. */
export interface At {
  site: Site;
  shop: OpenShop;
}

/**
 * Looks again at changes whose outcome is unknown, for at most so many milliseconds, and settles in
 * the journal what can be known now. What cannot be looked at stays as it is. Each is looked at
 * through the site that made it: another shop of the installation may have values of its own.
 */
export async function lookAgain(
  stores: Stores,
  at: At,
  changes: readonly Change[],
  mostMs: number,
): Promise<Settled> {
  const { catalogue, journal, now } = stores;
  const { traffic, signal } = at.shop;
  const settled = new Map<string, Change | null>();
  const looking = new AbortController();
  const leave = () => looking.abort();
  const timer = setTimeout(leave, mostMs);
  signal.addEventListener("abort", leave);
  const lookAt = async (change: Change) => {
    const shop = await shopOf(stores, at, change);
    if (shop === undefined) return;
    const found = await shop.looking(() =>
      look(catalogue, shop, change, { now: now(), signal: looking.signal }),
    );
    if (shop !== at.shop) {
      await shop.close();
      traffic.requests += shop.traffic.requests;
      traffic.milliseconds += shop.traffic.milliseconds;
    }
    if (found === undefined) return;
    await (found === null ? journal.drop(change, change.id) : journal.settle(found));
    settled.set(change.id, found);
  };
  // If the journal fails now, the next look settles it.
  await Promise.all(changes.map((change) => lookAt(change).catch(() => {})));
  clearTimeout(timer);
  signal.removeEventListener("abort", leave);
  return settled;
}

/** The shop through which a change was made; `undefined` if its site is gone or moved. */
async function shopOf(
  { sites, cache, pace, gate, send }: Stores,
  at: At,
  { site, installation }: Change,
): Promise<OpenShop | undefined> {
  if (site === at.site.id) return at.shop;
  const other = await sites.find(site);
  if (other === undefined || installationOf(other) !== installation) return undefined;
  return openShop(other, { cache, pace, gate, send });
}

/** The change as one that was written. */
export async function seen(catalogue: Catalogue, shop: OpenShop, change: Change): Promise<Change> {
  const isMailed = change.lasting.includes(MAILED);
  const writes = writesOf(catalogue, change.original);
  const lasting = await lastingOf(writes, shop, change.fields, isMailed);
  return { ...change, outcome: "written", lasting, ...CLOSED };
}

/** The outcome of a change; `null` if nothing was saved, `undefined` if that is not known. */
async function look(
  catalogue: Catalogue,
  shop: OpenShop,
  change: Change,
  { now, signal }: { now: number; signal: AbortSignal },
): Promise<Change | null | undefined> {
  if (change.write === null) return undefined;
  try {
    const { written } = await shop.client.lookAgain(change.write, { signal });
    return written ? await seen(catalogue, shop, change) : null;
  } catch (thrown) {
    if (!(thrown instanceof PrestaShopError)) return undefined;
    // A part of it is there, or somebody else's values: its outcome stays unknown.
    const isJudged = !(thrown instanceof OutcomeUnknownError) && thrown.saved !== "no";
    const isOld = Date.parse(change.at) < now - GIVE_UP_MS;
    return isJudged || isOld ? { ...change, ...CLOSED } : undefined;
  }
}
