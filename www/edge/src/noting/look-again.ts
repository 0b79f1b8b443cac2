import { OutcomeUnknownError, PrestaShopError, type UnsettledWrite } from "@aismarttalk/prestashop";
import type { Change } from "../journal/journal.js";
import type { Service } from "../service.js";
import type { OpenShop } from "../shop/open.js";
import { lastingOf, MAILED } from "./lasting.js";

/** A record that is gone, or a shop that is: after a day nobody looks at it any more. */
const GIVE_UP_MS = 86_400_000;
const CLOSED = { isOpen: false, write: null } as const;

/** By id, what has become of changes whose outcome was unknown: `null` of which nothing was saved. */
export type Settled = ReadonlyMap<string, Change | null>;

/**
 * Looks again at changes whose outcome is unknown, and settles in the journal what can be known now.
 * What cannot be looked at stays as it is.
 */
export async function lookAgain(
  { journal, now }: Pick<Service, "journal" | "now">,
  shop: OpenShop,
  changes: readonly Change[],
): Promise<Settled> {
  const settled = new Map<string, Change | null>();
  for (const change of changes) {
    if (change.write === null) continue;
    const found = await look(shop, change, change.write, now());
    if (found === undefined) continue;
    try {
      if (found === null) await journal.drop(change.site, change.id);
      else await journal.settle(found);
      settled.set(change.id, found);
    } catch {
      // The next look settles it.
    }
  }
  return settled;
}

/** What became of a change; `null` for nothing, `undefined` where that is not known. */
async function look(
  shop: OpenShop,
  change: Change,
  write: UnsettledWrite,
  now: number,
): Promise<Change | null | undefined> {
  try {
    const { written } = await shop.client.lookAgain(write, { signal: shop.signal });
    if (!written) return null;
    const isMailed = change.lasting.some((one) => one === MAILED);
    const lasting = await lastingOf(shop, change.resource, change.fields, isMailed);
    return { ...change, outcome: "written", lasting, ...CLOSED };
  } catch (thrown) {
    if (!(thrown instanceof PrestaShopError)) return undefined;
    // A part of it is there, or somebody else's values: no more will be known.
    const isJudged = !(thrown instanceof OutcomeUnknownError) && thrown.saved !== "no";
    const isOld = Date.parse(change.at) < now - GIVE_UP_MS;
    return isJudged || isOld ? { ...change, ...CLOSED } : undefined;
  }
}
