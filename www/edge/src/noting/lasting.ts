import type { ChangedField } from "../journal/journal.js";
import type { OpenShop } from "../shop/open.js";

/** What a changed field leaves behind that its old value does not take back. */
const OF_FIELD: ReadonlyMap<string, string> = new Map([
  ["link_rewrite", "Links to the product's new address may have been shared or indexed meanwhile."],
  ["email", "The customer signs in with the new address meanwhile; e-mails sent to it stay there."],
  ["firstname", "Documents and e-mails made meanwhile carry the new first name."],
  ["lastname", "Documents and e-mails made meanwhile carry the new last name."],
]);

/** What entering a status leaves behind, by the mark of the status. */
const OF_STATE = [
  ["invoice", "The status makes an invoice, which stays."],
  ["paid", "The status books the payment, which stays."],
  ["delivery", "The status makes a delivery number, which stays."],
  ["shipped", "The status ships the order: look at what the shop made of the stock."],
] as const;

const HISTORY_ROW = "The order's history keeps a row of this status.";
/** Of an e-mail that was asked for. */
export const MAILED = "The shop was asked to send the customer the e-mail of the status.";
const ANYTHING =
  "What the shop does on entering the status stays: an invoice, a payment, a delivery number, moved stock.";

/** What can't be taken back of changed fields, each in a sentence; more of it where no shop is asked. */
export async function lastingOf(
  shop: OpenShop | null,
  resource: string,
  fields: readonly ChangedField[],
  sendsEmail: boolean,
): Promise<string[]> {
  const [status] = resource === "orders" ? fields : [];
  if (status !== undefined) {
    const entered = shop === null ? undefined : await stateOf(shop, status.after);
    const isMailed = sendsEmail && entered?.send_email !== false;
    const left = OF_STATE.filter(([mark]) => entered?.[mark] === true);
    return [
      HISTORY_ROW,
      ...(isMailed ? [MAILED] : []),
      ...(entered === undefined ? [ANYTHING] : left.map(([, sentence]) => sentence)),
    ];
  }
  const sentences = fields.map(({ field }) => OF_FIELD.get(field));
  return [...new Set(sentences.filter((one) => one !== undefined))];
}

/** The list is the one that the write asked for itself, and so comes from the cache. */
async function stateOf({ client, signal }: OpenShop, id: string | null) {
  try {
    const states = await client.orderStates.list({ signal });
    return states.find((one) => String(one.id) === id);
  } catch {
    return undefined;
  }
}
