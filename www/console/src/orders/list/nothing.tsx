import { nearText, shopDate } from "../../language/dates.js";
import { words } from "../../language/words.js";
import { Button } from "../../parts/button.js";
import { Blank } from "../../parts/note.js";
import { present } from "../../state/present.js";
import { spanText } from "./filter-bar.js";
import { type Filters, NO_FILTERS } from "./filters.js";
import { buyerOf, nameOf, type OrderRow } from "./rows.js";

/** Why the list is empty, what is near, and the way there. */
export function NothingShown(props: {
  filters: Filters;
  /** How many orders there are in the days that were read. */
  count: number;
  /** The newest one that fits but for the days. */
  near: OrderRow | null;
  onChange(change: Partial<Filters>): void;
}) {
  const { filters, count, near, onChange } = props;
  const w = words.value;
  if (count === 0 && filters.show === "all" && filters.status === null && filters.paid === null) {
    return (
      <Blank icon="orders" title={w.orderList.noOrders}>
        {w.orderList.noOrdersBody}
      </Blank>
    );
  }
  const placed = shopDate(near?.date_add ?? null);
  const isShort = filters.span !== NO_FILTERS.span;
  return (
    <Blank
      icon="okc"
      title={w.orderList.nothingShown}
      acts={
        <>
          {isShort && (
            <Button kind="primary" onClick={() => onChange({ span: NO_FILTERS.span })}>
              {w.orderList.show30}
            </Button>
          )}
          <Button shortcut="Esc" onClick={() => onChange(NO_FILTERS)}>
            {w.orderList.clear}
          </Button>
        </>
      }
    >
      {w.orderList.nothingIn(count, spanText(isShort ? NO_FILTERS.span : filters.span, w))}
      {near !== null && placed !== null && isShort && (
        <>
          {" "}
          {w.orderList.nearest(
            [nameOf(near), buyerOf(near)].filter((part) => part !== null).join(", "),
            nearText(placed, w, present()),
          )}
        </>
      )}
    </Blank>
  );
}
