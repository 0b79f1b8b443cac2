import type { PlannedRequest, PrestaShop } from "@aismarttalk/prestashop";
import { type Action, writtenResource } from "./catalogue.js";
import { type FieldsAnswer, isStatusAnswer, type WriteAnswer } from "./writing.js";

/**
 * The requests that confirming a preview would send, without the key. The actions answer what a
 * person decides on; the resources tell the rest.
 */
export async function plannedRequests(
  shop: PrestaShop,
  action: Action,
  preview: WriteAnswer,
): Promise<readonly PlannedRequest[]> {
  const options = { preview: true, expect: { token: preview.token } } as const;
  if (isStatusAnswer(preview)) {
    const fields = { id_order: preview.id, id_order_state: preview.after.id ?? 0 };
    const sendEmail = preview.send_email;
    return (await shop.orderHistories.create(fields, { ...options, sendEmail })).requests;
  }
  const resource = shop.resource(writtenResource(action));
  return (await resource.update(preview.id, changesOf(preview), options)).requests;
}

function changesOf({ fields }: Pick<FieldsAnswer, "fields">): Record<string, unknown> {
  const changes: Record<string, string | Record<string, string>> = {};
  for (const { field, language, after } of fields) {
    const known = changes[field];
    const texts = typeof known === "object" ? known : {};
    changes[field] = language === null ? after : { ...texts, [language.id]: after };
  }
  return changes;
}
