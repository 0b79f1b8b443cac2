import { OutcomeUnknownError, PrestaShopError, type UnsettledWrite } from "@aismarttalk/prestashop";
import type { Change } from "../journal/journal.js";
import type { Service } from "../service.js";
import type { OpenShop } from "../shop/open.js";
import { lastingOf, MAILED } from "./lasting.js";

/** By id, what has become of changes whose outcome was unknown: `null` of which nothing was saved. */
export type Settled = ReadonlyMap<string, Change | null>;

/**
 * Looks again at changes whose outcome is unknown, and settles in the journal what can be known now.
 * What cannot be looked at stays as it is.
 */
export async function lookAgain(
  { journal }: Pick<Service, "journal">,
  shop: OpenShop,
  changes: readonly Change[],
): Promise<Settled> {
  const settled = new Map<string, Change | null>();
  for (const change of changes) {
    if (change.write === null) continue;
    const found = await look(shop, change, change.write);
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
): Promise<Change | null | undefined> {
  try {
    const { written } = await shop.client.lookAgain(write, { signal: shop.signal });
    if (!written) return null;
    const isMailed = change.lasting.some((one) => one === MAILED);
    const lasting = await lastingOf(shop, change.resource, change.fields, isMailed);
    return { ...change, outcome: "written", lasting, write: null };
  } catch (thrown) {
    if (thrown instanceof OutcomeUnknownError || !(thrown instanceof PrestaShopError)) return;
    // Of a record that is gone nothing will ever be known.
    return thrown.kind === "not_found" ? { ...change, write: null } : undefined;
  }
}
