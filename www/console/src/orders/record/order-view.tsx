import type { OrderStatusChange } from "@aismarttalk/prestashop";
import { words } from "../../language/words.js";
import { Button } from "../../parts/button.js";
import { replaceQuery, route } from "../../state/route.js";
import { openEntries } from "../../write/entries.js";
import { SaveButton } from "../../write/save-button.js";
import { useWrite, type Write } from "../../write/use-write.js";
import { WriteView } from "../../write/write-view.js";
import { OrderHead } from "./head.js";
import { LackingRights } from "./lacking.js";
import { Lines } from "./lines.js";
import { type Order, recordOf } from "./order.js";
import { OtherOrders } from "./others.js";
import { Paper } from "./paper.js";
import { Parcel } from "./parcel.js";
import { useOrdersOf } from "./reading.js";
import { StatusSheet } from "./status-sheet.js";
import { Timeline } from "./timeline.js";

/** An order: what one does with it, what is in it, where it is, and what became of it. */
export function OrderView(props: {
  order: Order;
  /** Others have the same reference. */
  isShared: boolean;
  changes: readonly OrderStatusChange[] | null;
  warnings: readonly string[];
  readAt: number | null;
}) {
  const { order, isShared, changes, warnings, readAt } = props;
  const record = recordOf(order, isShared);
  const status = useWrite({ action: "update_order_status", record, input: null });
  const { value: found } = useOrdersOf(order.customer.id);
  const isOpen = isAsked(order, isShared) || isSavingStatus(status);
  const hasEntry = openEntries.value.some(({ record: { id } }) => id === record.id);
  return (
    <article class="stack" data-order={order.id} aria-label={record.reference ?? ""}>
      <Paper />
      <OrderHead
        order={order}
        record={record}
        isShared={isShared}
        found={found}
        readAt={readAt}
        isUnsettled={hasEntry}
      />
      {status !== null && (!isOpen || hasEntry) && <Outcome write={status} />}
      {isOpen && status !== null && !hasEntry && (
        <StatusSheet order={order} record={record} onClose={() => replaceQuery({})} />
      )}
      <div class="cols">
        <div class="stack">
          <Lines order={order} />
          <Parcel order={order} record={record} />
        </div>
        <div class="stack">
          <Timeline order={order} changes={changes} />
          <OtherOrders order={order} found={found} />
          <LackingRights warnings={warnings} />
        </div>
      </div>
    </article>
  );
}

/** `?do=status`, and of several orders of a reference which one. */
function isAsked({ id }: Order, isShared: boolean): boolean {
  const { query } = route.value;
  return query.do === "status" && (!isShared || query.order === String(id));
}

/** The sheet stays while it saves, wherever one was meanwhile; taking back needs none. */
function isSavingStatus(write: Write | null): boolean {
  return write !== null && write.state.kind === "saving" && !write.state.shown.isUndo;
}

/** What a change of status came to, and what is decided outside of the sheet: taking it back. */
function Outcome({ write }: { write: Write }) {
  const { kind } = write.state;
  const isDeciding = ["previewing", "preview", "saving", "conflict"].includes(kind);
  if (kind === "editing" && write.entry === null) return null;
  return (
    <div class="stack">
      <WriteView write={write} />
      {isDeciding && write.entry === null && (
        <div class="row-wrap">
          <SaveButton write={write} />
          {kind !== "saving" && (
            <Button shortcut="Esc" onClick={write.edit}>
              {words.value.write.back}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
