import type { PlannedRequest, PrestaShop, UpdatedField } from "@aismarttalk/prestashop";
import type { Action } from "./catalogue.js";
import type { WriteAnswer } from "./writing.js";

/**
 * The requests that confirming a preview would send, without the key. The actions answer what a
 * person decides on; the resources tell the rest.
 */
export async function plannedRequests(
  shop: PrestaShop,
  { writes }: Action,
  { id, fields, status, isMailAsked, token }: WriteAnswer,
): Promise<readonly PlannedRequest[]> {
  if (writes === null || id === null) return [];
  const options = { preview: true, expect: { token } } as const;
  if (status !== null) {
    const entry = { id_order: id, id_order_state: status.after.id ?? 0 };
    const sendEmail = isMailAsked ?? false;
    return (await shop.orderHistories.create(entry, { ...options, sendEmail })).requests;
  }
  const resource = shop.resource(writes.resource);
  return (await resource.update(id, changesOf(fields), options)).requests;
}

function changesOf(fields: readonly UpdatedField[]): Record<string, unknown> {
  const changes: Record<string, string | Record<string, string>> = {};
  for (const { field, language, after } of fields) {
    const known = changes[field];
    const texts = typeof known === "object" ? known : {};
    changes[field] = language === null ? after : { ...texts, [language.id]: after };
  }
  return changes;
}
