import { OutcomeUnknownError, PrestaShopError } from "@aismarttalk/prestashop";
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
 * Looks again at changes whose outcome is unknown, for at most so many milliseconds, and settles in
 * the journal what can be known now. What cannot be looked at stays as it is.
 */
export async function lookAgain(
  { journal, now }: Pick<Service, "journal" | "now">,
  shop: OpenShop,
  changes: readonly Change[],
  mostMs: number,
): Promise<Settled> {
  const settled = new Map<string, Change | null>();
  const looking = new AbortController();
  const leave = () => looking.abort();
  const timer = setTimeout(leave, mostMs);
  shop.signal.addEventListener("abort", leave);
  const lookAt = async (change: Change) => {
    const found = await look(shop, change, now(), looking.signal);
    if (found === undefined) return;
    await (found === null ? journal.drop(change.site, change.id) : journal.settle(found));
    settled.set(change.id, found);
  };
  // What the journal does not take now, the next look settles.
  await Promise.all(changes.map((change) => lookAt(change).catch(() => {})));
  clearTimeout(timer);
  shop.signal.removeEventListener("abort", leave);
  return settled;
}

/** The change as one that is known to be written. */
export async function seen(shop: OpenShop, change: Change): Promise<Change> {
  const isMailed = change.lasting.includes(MAILED);
  const lasting = await lastingOf(shop, change.resource, change.fields, isMailed);
  return { ...change, outcome: "written", lasting, ...CLOSED };
}

/** What became of a change; `null` for nothing, `undefined` where that is not known. */
async function look(
  shop: OpenShop,
  change: Change,
  now: number,
  signal: AbortSignal,
): Promise<Change | null | undefined> {
  if (change.write === null) return undefined;
  try {
    const { written } = await shop.client.lookAgain(change.write, { signal });
    return written ? await seen(shop, change) : null;
  } catch (thrown) {
    if (!(thrown instanceof PrestaShopError)) return undefined;
    // A part of it is there, or somebody else's values: no more will be known.
    const isJudged = !(thrown instanceof OutcomeUnknownError) && thrown.saved !== "no";
    const isOld = Date.parse(change.at) < now - GIVE_UP_MS;
    return isJudged || isOld ? { ...change, ...CLOSED } : undefined;
  }
}
