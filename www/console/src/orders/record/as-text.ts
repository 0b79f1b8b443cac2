import type { Dictionary } from "../../language/message.js";
import { moneyText } from "../../language/money.js";
import { buyerOf, currencyOf, type Order, referenceOf } from "./order.js";

/** An order as a text, to be pasted into a mail or a ticket. */
export function orderAsText(order: Order, w: Dictionary): string {
  const currency = currencyOf(order);
  const { totals, delivery, payment, status, date_add: placed } = order;
  const lines = order.lines.map(
    ({
      product_quantity: pieces,
      product_name: name,
      product_reference: reference,
      unit_price_tax_incl: each,
    }) =>
      `${pieces ?? "?"} × ${name}${reference ? ` (${reference})` : ""}  ${moneyText(each, currency)}`,
  );
  const parcels = delivery.parcels.map(({ carrier, tracking_number: number, tracking_url: url }) =>
    [carrier, number, url].filter((part) => part !== null && part !== "").join(" "),
  );
  return [
    [referenceOf(order), status.label].filter((part) => part !== null).join(" · "),
    [buyerOf(order), order.customer.email].filter((part) => part !== null).join(", "),
    [placed, payment].filter((part) => part !== null && part !== "").join(", "),
    "",
    ...lines,
    "",
    `${w.order.delivery}: ${moneyText(totals.total_shipping_tax_incl, currency)}`,
    `${w.order.total}: ${moneyText(totals.total_paid_tax_incl, currency)}`,
    ...parcels.filter((one) => one !== "").map((one) => `${w.order.tracking}: ${one}`),
  ].join("\n");
}
