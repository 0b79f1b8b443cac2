import type { ListedOrderState } from "@aismarttalk/prestashop";
import type { Currency } from "../../language/money.js";

/** An order in the list, as `find_orders` answers it. */
export interface OrderRow {
  id: number;
  /** Orders that the shop split share it. */
  reference: string;
  /** In the shop's time. */
  date_add: string | null;
  status: { id: number | null; label: string | null; color?: string | null };
  total_paid_tax_incl: string | null;
  id_currency?: number | null;
  customer: { id: number | null; firstname?: string | null; lastname?: string | null };
}

/** A status, and what it means. */
export type OrderState = Pick<
  ListedOrderState,
  "id" | "label" | "color" | "paid" | "shipped" | "send_email"
>;

/** The statuses by id; `null` where the key may not read them. */
export type States = ReadonlyMap<number, OrderState> | null;

/** Currencies by id; `null` where the key may not read them. */
export type Currencies = ReadonlyMap<number, Currency> | null;

/** Who ordered; `null` where the key may not read customers. */
export function buyerOf({ customer }: OrderRow): string | null {
  const name = [customer.firstname, customer.lastname]
    .filter((part) => part !== null && part !== undefined && part !== "")
    .join(" ");
  return name === "" ? null : name;
}

/** The name of an order: its reference, or its id where it has none. */
export function nameOf({ id, reference }: OrderRow): string {
  return reference === "" ? `#${id}` : reference;
}

/** As the address names an order: by its reference, or its id where that does not tell it apart. */
export function addressOf({ id, reference }: OrderRow, shared: ReadonlySet<string>): string {
  return reference === "" || shared.has(reference) ? `id:${id}` : reference;
}

/** References of several orders. */
export function sharedReferences(rows: readonly OrderRow[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const { reference } of rows) (seen.has(reference) ? shared : seen).add(reference);
  return shared;
}

/** What an order's status is called, in the page's language where the shop has it. */
export function labelOf({ status }: OrderRow, states: States): string | null {
  return (status.id === null ? null : states?.get(status.id)?.label) ?? status.label;
}

/** The shop's colour of an order's status. */
export function colourOf({ status }: OrderRow, states: States): string | null {
  const listed = status.id === null ? null : states?.get(status.id)?.color;
  return status.color ?? listed ?? null;
}
