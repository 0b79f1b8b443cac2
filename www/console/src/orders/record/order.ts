import type { FullOrder, OrderLine, PriceCurrency } from "@aismarttalk/prestashop";
import type { Currency } from "../../language/money.js";
import { pageLanguage } from "../../language/page.js";
import type { Connection } from "../../shop/connection.js";
import type { WrittenRecord } from "../../write/states.js";

/** A line of an order; older workers tell no picture. */
export type Line = OrderLine & { cover_image_url?: string | null };

/** An order with all that belongs to it; older workers tell no currency. */
export type Order = Omit<FullOrder, "lines"> & {
  lines: readonly Line[];
  currency?: PriceCurrency | null;
};

/** What the address names: a reference, or an id. */
export type OrderName = { id: number } | { reference: string };

/** What an address names: `KVNRTQHWM`, or `id:5`. */
export function orderNamed(id: string): OrderName {
  const [, number] = /^id:(\d{1,10})$/.exec(id) ?? [];
  return number === undefined ? { reference: id } : { id: Number(number) };
}

/** As the address names it: by its id where its reference is that of others too. */
export function placeOf({ id, reference }: Order, isShared: boolean): string {
  return reference === "" || isShared ? `id:${id}` : reference;
}

/** What people call it. */
export function referenceOf({ id, reference }: Pick<Order, "id" | "reference">): string {
  return reference === "" ? `#${id}` : reference;
}

/** Who ordered: the whole name; `null` where the key may not read customers. */
export function buyerOf({ customer: { firstname, lastname } }: Order): string | null {
  const name = [firstname, lastname].filter((part) => part !== null && part !== "").join(" ");
  return name === "" ? null : name;
}

/** The currency of its amounts; `null` where it is not told. */
export function currencyOf({ currency }: Order): Currency | null {
  if (currency === undefined || currency === null || currency.iso_code === null) return null;
  return { iso_code: currency.iso_code, decimals: currency.decimals ?? 2 };
}

/** The order as a write names it. */
export function recordOf(order: Order, isShared: boolean): WrittenRecord {
  return {
    page: "orders",
    id: placeOf(order, isShared),
    name: buyerOf(order) ?? "",
    reference: referenceOf(order),
    picture: null,
  };
}

/** The page's language as an input names it, where the shop has it. */
export async function inPageLanguage(open: Connection): Promise<{ language?: number }> {
  const { code } = pageLanguage.value;
  const known = (await open.records.languages()).find((one) => one.code === code);
  return known === undefined ? {} : { language: known.id };
}

/** How many pieces there are in all. */
export function piecesOf({ lines }: Order): number {
  return lines.reduce((sum, { product_quantity }) => sum + (product_quantity ?? 0), 0);
}
