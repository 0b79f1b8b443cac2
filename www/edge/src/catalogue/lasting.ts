import type { ActionWrites } from "@aismarttalk/prestashop";
import type { ChangedField } from "../journal/journal.js";
import type { OpenShop } from "../shop/open.js";
import { throughOf } from "./order-status.js";

/** What cannot be undone of changed fields, in sentences; without a shop, everything that may stay. */
export async function lastingOf(
  writes: ActionWrites | null,
  shop: OpenShop | null,
  changed: readonly ChangedField[],
  sendsEmail: boolean,
): Promise<string[]> {
  const [first] = changed;
  if (writes === null || first === undefined) return [];
  const through = throughOf(writes);
  if (through !== undefined) return through.lasting(shop, first, sendsEmail);
  const written = Object.values(writes.fields);
  const sentences = changed.map(
    ({ field }) => written.find((one) => one.field === field)?.lasting ?? [],
  );
  return [...new Set(sentences.flat())];
}
