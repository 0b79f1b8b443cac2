import type { ActionWrites } from "@aismarttalk/prestashop";
import type { ChangedField } from "../journal/journal.js";
import type { OpenShop } from "../shop/open.js";
import { throughOf } from "./order-status.js";

/** What can't be taken back of changed fields, each in a sentence; more of it where no shop is asked. */
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
