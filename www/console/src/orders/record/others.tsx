import type { FoundOrder } from "@aismarttalk/prestashop";
import { moneyText } from "../../language/money.js";
import { words } from "../../language/words.js";
import { Pill } from "../../parts/pill.js";
import { Card } from "../../parts/record.js";
import { When } from "../../parts/when.js";
import { hrefTo } from "../../state/route.js";
import { buyerOf, currencyOf, type Order } from "./order.js";

const SHOWN = 8;

/** What else the customer has ordered. */
export function OtherOrders(props: {
  order: Order;
  found: { orders: readonly FoundOrder[]; has_more: boolean } | null;
}) {
  const { order, found } = props;
  const w = words.value.order;
  const all = found?.orders ?? [];
  const others = all.filter(({ id }) => id !== order.id);
  if (found === null || others.length === 0) return null;
  const count = found.has_more ? `${others.length}+` : String(others.length);
  const isShared = (reference: string) =>
    all.filter((one) => one.reference === reference).length > 1;
  return (
    <Card
      title={w.others(buyerOf(order) ?? "")}
      aside={<span class="small faint end">{count}</span>}
      bare
    >
      <div class="in-list">
        <ul class="plain-list">
          {others.slice(0, SHOWN).map(({ id, reference, date_add, status, ...one }) => (
            <li key={id}>
              <a
                class="ref mono"
                translate={false}
                href={hrefTo(
                  "orders",
                  reference === "" || isShared(reference) ? `id:${id}` : reference,
                )}
              >
                {reference === "" ? `#${id}` : reference}
              </a>
              <span class="faint small">
                <When date={date_add} />
              </span>
              <span class="end">
                <Pill colour={status.color}>{status.label ?? w.noStatus}</Pill>
              </span>
              <span class="num">
                {moneyText(
                  one.total_paid_tax_incl,
                  one.id_currency === order.id_currency ? currencyOf(order) : null,
                )}
              </span>
            </li>
          ))}
        </ul>
        {others.length > SHOWN && order.customer.id !== null && (
          <p class="small">
            <a href={hrefTo("customers", order.customer.id)}>{w.allOthers}</a>
          </p>
        )}
      </div>
    </Card>
  );
}
