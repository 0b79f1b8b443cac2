import type { Dictionary } from "../../language/message.js";
import { download } from "../../parts/download.js";
import { writeCsv } from "../../shop/csv.js";
import { statusText } from "./columns.js";
import { buyerOf, type Currencies, type OrderRow, type States } from "./rows.js";

/** The orders as a file for a spreadsheet: all that is known of them, in the order of the list. */
export function exportOrders(
  rows: readonly OrderRow[],
  states: States,
  currencies: Currencies,
  w: Dictionary,
): void {
  const { placed, reference, id, customer, status, total } = w.orderList.columns;
  const head = [id, reference, placed, customer, status, total, w.orderList.currency];
  const lines = rows.map((row) => [
    row.id,
    row.reference,
    row.date_add ?? "",
    buyerOf(row) ?? "",
    statusText(row, states, w),
    row.total_paid_tax_incl ?? "",
    currencies?.get(row.id_currency ?? 0)?.iso_code ?? "",
  ]);
  const text = writeCsv([head, ...lines]);
  download({ name: "orders.csv", type: "text/csv;charset=utf-8", text });
}
