import type { FoundOrder } from "@aismarttalk/prestashop";
import { clockText } from "../../language/dates.js";
import { moneyText } from "../../language/money.js";
import { words } from "../../language/words.js";
import { Button } from "../../parts/button.js";
import { CopyButton, copyText } from "../../parts/copy.js";
import { Pill } from "../../parts/pill.js";
import { Popover } from "../../parts/popover.js";
import { RecordHead } from "../../parts/record.js";
import { When } from "../../parts/when.js";
import { useShortcuts } from "../../state/keys.js";
import { goTo, hrefTo, replaceQuery } from "../../state/route.js";
import { shop } from "../../state/session.js";
import { flowOf } from "../../write/flow.js";
import { savedTo } from "../../write/saved-here.js";
import type { WrittenRecord } from "../../write/states.js";
import { previewBack } from "../../write/steps.js";
import { orderAsText } from "./as-text.js";
import { buyerOf, currencyOf, type Order } from "./order.js";

/** Which order it is, how it stands, and what one does with it. */
export function OrderHead(props: {
  order: Order;
  record: WrittenRecord;
  isShared: boolean;
  found: { orders: readonly FoundOrder[]; has_more: boolean } | null;
  readAt: number | null;
  /** A change was sent, and nobody knows whether it arrived. */
  isUnsettled: boolean;
}) {
  const { order, record, isShared, isUnsettled, readAt } = props;
  const w = words.value;
  const acts = useActs(order, record, isShared, isUnsettled);
  const called = record.reference ?? "";
  return (
    <RecordHead
      crumb={
        <>
          <a href={hrefTo("orders")}>{w.shell.orders}</a> / <span translate={false}>{called}</span>
        </>
      }
      title={
        <>
          <h1 class="ref-title" translate={false}>
            {called}
          </h1>
          {isShared && <span class="small faint">{w.order.numbered(order.id)}</span>}
          <CopyButton text={called} label={w.order.copyReference} short />
          <Pill colour={order.status.color}>{order.status.label ?? w.order.noStatus}</Pill>
          {isUnsettled && readAt !== null && (
            <span class="small faint">{w.write.unknown.whenSeen(clockText(new Date(readAt)))}</span>
          )}
        </>
      }
      actions={
        <>
          <Button
            kind="primary"
            shortcut={isShared ? "" : "S"}
            disabled={!acts.canSet}
            onClick={acts.status}
          >
            {w.order.changeStatus}
          </Button>
          {order.customer.id !== null && (
            <Button shortcut={isShared ? "" : "C"} onClick={acts.customer}>
              {w.order.editCustomer}
            </Button>
          )}
          <Popover
            icon="dots"
            class="btn btn-icon"
            label={w.order.more}
            title={w.order.more}
            choices={(close) => (
              <div class="stack-xs">
                {acts.more.map(({ label, run }) => (
                  <Button
                    key={label}
                    kind="ghost"
                    disabled={run === null}
                    onClick={() => {
                      close();
                      run?.();
                    }}
                  >
                    {label}
                  </Button>
                ))}
              </div>
            )}
          />
        </>
      }
      facts={<Facts {...props} />}
    />
  );
}

/** What can be done with the order, by button and by key. */
function useActs(order: Order, record: WrittenRecord, isShared: boolean, isUnsettled: boolean) {
  const w = words.value;
  const open = shop.value;
  const canSet =
    !isUnsettled && (open?.actions.some(({ name }) => name === "update_order_status") ?? false);
  const status = () =>
    canSet && replaceQuery({ do: "status", ...(isShared && { order: String(order.id) }) });
  const customer = () => {
    if (order.customer.id !== null) goTo("customers", order.customer.id, { do: "edit" });
  };
  const last = open === null ? undefined : savedTo(open.ref, record).find((one) => !one.isUndo);
  const undo =
    last === undefined || open === null || isUnsettled
      ? null
      : () => void previewBack(flowOf(open, last.action, record), last.answer);
  useShortcuts(
    isShared
      ? []
      : [
          { keys: ["s"], does: (now) => now.order.changeStatus, run: () => void status() },
          { keys: ["c"], does: (now) => now.order.editCustomer, run: customer },
          { keys: ["u"], does: (now) => now.order.undoLast, run: () => undo?.() },
        ],
    [order, isShared, canSet, last],
  );
  const more: readonly { label: string; run: (() => void) | null }[] = [
    { label: w.order.print, run: () => print() },
    { label: w.order.copyAsText, run: () => void copyText(orderAsText(order, w)) },
    { label: w.order.undoLast, run: undo },
  ];
  return { canSet, status: () => void status(), customer, more };
}

function Facts({ order, found }: Pick<Parameters<typeof OrderHead>[0], "order" | "found">) {
  const w = words.value;
  const name = buyerOf(order);
  const { id } = order.customer;
  const place = placeAmong(order, found);
  return (
    <>
      {id !== null && (
        <span>
          <b>
            <a href={hrefTo("customers", id)} translate={false}>
              {name ?? w.order.customerNumbered(id)}
            </a>
          </b>
          {place !== null && ` · ${w.order.nth(place)}`}
        </span>
      )}
      <span>
        <b>{moneyText(order.totals.total_paid_tax_incl, currencyOf(order))}</b> {w.order.withTax}
      </span>
      <span>
        {w.order.placed} <When date={order.date_add} />
      </span>
      {order.payment !== "" && <span>{order.payment}</span>}
    </>
  );
}

/** Which of the customer's orders it is; `null` where not all of them are known. */
function placeAmong(
  { id, date_add: placed }: Order,
  found: Parameters<typeof OrderHead>[0]["found"],
): number | null {
  if (found === null || found.has_more || !found.orders.some((one) => one.id === id)) return null;
  const isBefore = (one: FoundOrder) =>
    (one.date_add ?? "") < (placed ?? "") || (one.date_add === placed && one.id < id);
  return found.orders.filter(isBefore).length + 1;
}
