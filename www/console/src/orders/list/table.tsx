import { Component } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Dictionary } from "../../language/message.js";
import { words } from "../../language/words.js";
import { Icon } from "../../parts/icon.js";
import { goTo } from "../../state/route.js";
import { type CellContext, type Column, shownColumns } from "./columns.js";
import type { Filters, SortName } from "./filters.js";
import { addressOf, nameOf, type OrderRow } from "./rows.js";
import { layOut, showRow, useRowWindow } from "./window.js";

export interface OrderTableProps {
  rows: readonly OrderRow[];
  context: CellContext;
  filters: Filters;
  onSort(name: SortName): void;
  /** The row that the keys are at. */
  here: number;
  /** Whether a key has moved there: then the focus follows. */
  isMoved: boolean;
  ticked: ReadonlySet<number>;
  /** `null` where no ticks are shown. */
  onTick: ((id: number) => void) | null;
}

/** The orders, a line each; only the lines in sight are in the page. */
export function OrderTable(props: OrderTableProps) {
  const { rows, context, here, isMoved, ticked, onTick } = props;
  const w = words.value;
  const columns = shownColumns();
  const table = useRef<HTMLTableElement>(null);
  const seen = useRowWindow(rows.length);
  useLayoutEffect(() => layOut(seen, rows.length));
  useLayoutEffect(() => {
    const tracks = columns.map(({ track }) => track).join(" ");
    table.current?.style.setProperty("--tracks", onTick === null ? tracks : `44px ${tracks}`);
  });
  useEffect(() => {
    if (isMoved) showRow(seen, here);
  }, [here, isMoved]);
  useEffect(() => {
    // The row may be drawn only after the page has scrolled there.
    if (isMoved)
      table.current?.querySelector<HTMLElement>(".here a.ref")?.focus({ preventScroll: true });
  }, [here, isMoved, seen.first]);
  return (
    <table
      class="table folds orders-table"
      role="table"
      ref={table}
      aria-label={w.orderList.listed}
      aria-rowcount={rows.length + 1}
    >
      <thead role="rowgroup">
        <tr role="row" aria-rowindex={1}>
          {onTick !== null && (
            <th role="columnheader" scope="col" class="check">
              <span class="sr">{w.orderList.columns.tick}</span>
            </th>
          )}
          {columns.map((column) => (
            <ColumnHead key={column.name} column={column} w={w} {...props} />
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" ref={seen.place}>
        {rows.slice(seen.first, seen.end).map((row, place) => (
          <Row
            key={row.id}
            row={row}
            index={seen.first + place}
            columns={columns}
            context={context}
            isHere={seen.first + place === here}
            isTicked={ticked.has(row.id)}
            onTick={onTick}
          />
        ))}
      </tbody>
    </table>
  );
}

function ColumnHead({
  column: { name, class: names },
  w,
  filters: { sort, isDescending },
  onSort,
}: { column: Column; w: Dictionary } & Pick<OrderTableProps, "filters" | "onSort">) {
  const isSorted = sort === name;
  return (
    <th
      role="columnheader"
      scope="col"
      class={names.includes("num") ? "num" : ""}
      aria-sort={isSorted ? (isDescending ? "descending" : "ascending") : undefined}
    >
      <button
        type="button"
        class={isSorted && !isDescending ? "up" : ""}
        onClick={() => onSort(name)}
      >
        {w.orderList.columns[name]}
        {isSorted && <Icon name="down" />}
      </button>
    </th>
  );
}

interface RowProps {
  row: OrderRow;
  index: number;
  columns: readonly Column[];
  context: CellContext;
  isHere: boolean;
  isTicked: boolean;
  onTick: ((id: number) => void) | null;
}

/** A line. It is drawn anew only where something of it changed: scrolling must cost nothing. */
class Row extends Component<RowProps> {
  override shouldComponentUpdate(next: RowProps): boolean {
    const now = this.props;
    return (
      next.row !== now.row ||
      next.index !== now.index ||
      next.context !== now.context ||
      next.isHere !== now.isHere ||
      next.isTicked !== now.isTicked ||
      next.onTick !== now.onTick ||
      next.columns.length !== now.columns.length ||
      next.columns.some((column, place) => column !== now.columns[place])
    );
  }

  override render({ row, index, columns, context, isHere, isTicked, onTick }: RowProps) {
    const { w, shared } = context;
    return (
      <tr
        role="row"
        class={isHere ? "here" : ""}
        aria-rowindex={index + 2}
        onClick={({ target, ctrlKey, metaKey }) => {
          const isOwn = target instanceof Element && target.closest("a, button, label, input");
          const isSelecting = getSelection()?.isCollapsed === false;
          if (!isOwn && !isSelecting && !ctrlKey && !metaKey)
            goTo("orders", addressOf(row, shared));
        }}
      >
        {onTick !== null && (
          <td role="cell" class="check">
            <label class="hit-area">
              <span class="sr">{w.orderList.tick(nameOf(row))}</span>
              <input
                type="checkbox"
                class="tick"
                checked={isTicked}
                onChange={() => onTick(row.id)}
              />
            </label>
          </td>
        )}
        {columns.map(({ name, class: names, cell }) => (
          <td key={name} role="cell" class={names}>
            {cell(row, context)}
          </td>
        ))}
      </tr>
    );
  }
}
