import type { OrderStatusChange } from "@aismarttalk/prestashop";
import { words } from "../../language/words.js";
import { coloured } from "../../parts/colour.js";
import { Card } from "../../parts/record.js";
import { When } from "../../parts/when.js";
import type { Order } from "./order.js";

/** What became of an order so far, newest first. */
export function Timeline(props: { order: Order; changes: readonly OrderStatusChange[] | null }) {
  const { order, changes } = props;
  const w = words.value.order;
  return (
    <Card title={w.timeline} class="timeline">
      <ol class="line">
        {[...(changes ?? [])]
          .reverse()
          .map(({ id, status, date_add: at, id_employee: employee }) => (
            <li key={id} ref={coloured(status.color)}>
              <span class="strong" dir="auto">
                {status.label ?? w.noStatus}
              </span>
              <When date={at} />
              <p>{employee === null ? w.byShop : w.byEmployee(employee)}</p>
            </li>
          ))}
        <li>
          <span>{w.placedHere}</span>
          <When date={order.date_add} />
        </li>
      </ol>
    </Card>
  );
}
