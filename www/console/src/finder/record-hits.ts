import type {
  FoundCustomer,
  FoundOrder,
  FoundProduct,
  GetOrderOutput,
  OrderParcel,
} from "@aismarttalk/prestashop";
import { nearText, shopDate } from "../language/dates.js";
import type { Message } from "../language/message.js";
import { moneyText } from "../language/money.js";
import { copyText } from "../parts/copy.js";
import { present } from "../state/present.js";
import { goTo } from "../state/route.js";
import type { Hit } from "./hits.js";

/** What an order's hit says, whichever action found it. */
type OrderFound = Pick<FoundOrder, "id" | "reference" | "date_add" | "status" | "customer"> & {
  total: string | null;
};

/** Orders that were found, newest first. */
export function orderHits(orders: readonly FoundOrder[]): readonly Hit[] {
  const found = orders.map((one) => ({ ...one, total: one.total_paid_tax_incl }));
  return found.map((one) => orderHit(one, isShared(one.reference, orders), null));
}

/** Orders with their parcels, which answer where they are. */
export function fullOrderHits({ orders, warnings }: GetOrderOutput): readonly Hit[] {
  return orders.flatMap((order) => {
    const parcels = order.delivery.parcels ?? [];
    const name = order.reference === "" ? `#${order.id}` : order.reference;
    const tracked = parcels.filter(({ tracking_number: number }) => (number ?? "") !== "");
    const found = { ...order, total: order.totals.total_paid_tax_incl };
    // What the key may not see may well be there.
    const lack: Message = (w) => (warnings.length > 0 ? w.finder.parcelUnseen : w.finder.noParcel);
    const remark = tracked.length === 0 ? lack : null;
    return [
      orderHit(found, isShared(order.reference, orders), remark),
      ...tracked.map((parcel) => parcelHit(parcel, name)),
    ];
  });
}

function isShared(reference: string, orders: readonly { reference: string }[]): boolean {
  return orders.filter((one) => one.reference === reference).length > 1;
}

function orderHit(order: OrderFound, isSplit: boolean, remark: Message | null): Hit {
  const { id, reference, status, date_add, total, customer } = order;
  const address = reference === "" || isSplit ? `id:${id}` : reference;
  const placed = shopDate(date_add);
  const buyer = [customer.firstname, customer.lastname].filter((part) => part).join(" ");
  return {
    key: `orders/${address}`,
    group: "orders",
    icon: "orders",
    title: reference === "" ? `#${id}` : reference,
    isMono: true,
    sub: (w) =>
      [
        buyer,
        placed === null ? "" : nearText(placed, w, present()),
        total === null ? "" : moneyText(total),
        remark?.(w) ?? "",
      ]
        .filter((part) => part !== "")
        .join(" · "),
    ...(status.label !== null && { pill: { label: status.label, colour: status.color } }),
    open: () => goTo("orders", address),
  };
}

function parcelHit(parcel: OrderParcel, order: string): Hit {
  const { carrier, tracking_number: number, tracking_url: url } = parcel;
  const isSafe = url !== null && /^https?:\/\//i.test(url);
  return {
    key: `parcel/${number}`,
    group: "orders",
    icon: "truck",
    title: (w) => w.finder.parcel(number ?? ""),
    sub: (w) =>
      [carrier ?? "", w.finder.ofOrder(order), isSafe ? w.finder.follow : w.finder.copies]
        .filter((part) => part !== "")
        .join(" · "),
    ...(isSafe && { url }),
    open: () => {
      if (isSafe) window.open(url, "_blank", "noopener,noreferrer");
      else void copyText(number ?? "");
    },
  };
}

/** Products that were found. */
export function productHits(
  products: readonly FoundProduct[],
  currency: string | null,
): readonly Hit[] {
  return products.map(({ id, name, reference, final_price, price, active }) => ({
    key: `products/${id}`,
    group: "products",
    icon: "box",
    title: name ?? reference ?? `#${id}`,
    sub: (w) =>
      [
        reference ?? "",
        moneyText(final_price ?? price, currencyOf(currency)),
        active ? "" : w.finder.notOnSale,
      ]
        .filter((part) => part !== "")
        .join(" · "),
    open: () => goTo("products", id),
  }));
}

/** Customers that were found. */
export function customerHits(
  customers: readonly Pick<FoundCustomer, "id" | "firstname" | "lastname" | "email" | "is_guest">[],
): readonly Hit[] {
  return customers.map(({ id, firstname, lastname, email, is_guest: isGuest }) => ({
    key: `customers/${id}`,
    group: "orders",
    icon: "user",
    title: `${firstname} ${lastname}`.trim() || email,
    sub: (w) => (isGuest ? `${email} · ${w.finder.guest}` : email),
    open: () => goTo("customers", id),
  }));
}

function currencyOf(code: string | null): { iso_code: string; decimals: number } | null {
  if (code === null) return null;
  const format = new Intl.NumberFormat("en", { style: "currency", currency: code });
  return { iso_code: code, decimals: format.resolvedOptions().maximumFractionDigits ?? 2 };
}
