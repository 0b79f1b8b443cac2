import type { ActionWrites, OrderState, UnsettledWrite } from "@aismarttalk/prestashop";
import type { ChangedField } from "../journal/journal.js";
import { isObject } from "../json.js";
import type { OpenShop } from "../shop/open.js";
import type { Answer } from "./outcome.js";

/** How a record is changed by a new record of another resource. */
interface Through {
  /** The record that a write changes. */
  recordOf(write: UnsettledWrite): number;
  /** Its values before and after, by a write and by an answer. */
  fieldsOf(write: UnsettledWrite): ChangedField[];
  fieldsIn(answer: Answer): ChangedField[];
  /** What stays of such a change, in sentences; without a shop, everything that may stay. */
  lasting(shop: OpenShop | null, field: ChangedField, sendsEmail: boolean): Promise<string[]>;
}

/** Of an e-mail that the input asks for. */
export const MAILED = "The shop was asked to send the customer the e-mail of the status.";
const HISTORY_ROW = "The order's history keeps a row of this status.";
const ANYTHING =
  "What the shop does on entering the status stays: an invoice, a payment, a delivery number, moved stock.";

/** What entering a status leaves behind, by the mark of the status. */
const OF_STATE = [
  ["invoice", "The status makes an invoice, which stays."],
  ["paid", "The status books the payment, which stays."],
  ["delivery", "The status makes a delivery number, which stays."],
  ["shipped", "The status ships the order: look at what the shop made of the stock."],
] as const;

/** An order gets its status by a new row of its history. */
const ORDER_STATUS: Through = {
  recordOf: ({ order, id }) => Number(order ?? id),
  fieldsOf: ({ changes }) => changes.map(({ before, after }) => statusField(before, after)),
  fieldsIn: ({ before, after }) => [statusField(stateIn(before), stateIn(after))],
  lasting: async (shop, { after }, sendsEmail) => {
    const entered = shop === null ? undefined : await stateOf(shop, after);
    const isMailed = sendsEmail && entered?.send_email !== false;
    const left = OF_STATE.filter(([mark]) => entered?.[mark] === true);
    return [
      HISTORY_ROW,
      ...(isMailed ? [MAILED] : []),
      ...(entered === undefined ? [ANYTHING] : left.map(([, sentence]) => sentence)),
    ];
  },
};

/** By the resource of the new record. */
const THROUGH: ReadonlyMap<string, Through> = new Map([["order_histories", ORDER_STATUS]]);

/** How an action changes its record through another; `undefined` if it does not. */
export function throughOf(writes: ActionWrites | null): Through | undefined {
  return THROUGH.get(writes?.through ?? "");
}

/** The status of an order as a field. */
export function statusField(before: string | null, after: string | null): ChangedField {
  return { field: "current_state", language: null, before, after };
}

function stateIn(status: unknown): string | null {
  return isObject(status) && typeof status.id === "number" ? String(status.id) : null;
}

/** The write mostly read the states itself: then they are known. */
async function stateOf({ client, signal }: OpenShop, id: string | null) {
  try {
    const known = client.knowledge()?.orderStates?.value as OrderState[] | undefined;
    const states = known ?? (await client.orderStates.list({ signal }));
    return states.find((one) => String(one.id) === id);
  } catch {
    return undefined;
  }
}
