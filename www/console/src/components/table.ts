import { setText } from "../language/live.js";
import type { Message } from "../language/message.js";
import { fill, h } from "./element.js";
import { compareValues } from "./format.js";

/** One column of a table. */
export interface Column<Row> {
  /** The Webservice's own name, shown when one points at the label. */
  name?: string;
  label: Message;
  cell: (row: Row) => Node;
  /** Numbers stand under each other by their ends. */
  isNumeric?: boolean;
  /** What rows are sorted by; a column without it sorts nothing. */
  value?: (row: Row) => unknown;
}

/** So many rows are seen at once. */
const PAGE = 25;

type Direction = "ascending" | "descending";

/** Rows under columns. Where there is no room for columns, each row stands by itself. */
export function table<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  caption?: Message,
): HTMLElement {
  let sorted: { column: Column<Row>; direction: Direction } | null = null;
  let first = 0;
  const body = h("tbody", {});
  const pages = pager(rows.length, (start) => show(start));
  const show = (start: number) => {
    first = start;
    fill(
      body,
      ...ordered(rows, sorted)
        .slice(first, first + PAGE)
        .map((row) => line(columns, row)),
    );
    pages?.tell(first);
  };
  const heads = columns.map((column) => {
    const canSort = column.value !== undefined && rows.length > 1;
    const button = h("button", { type: "button", class: "sort" }, column.label);
    const content = canSort ? button : column.label;
    const head = h("th", { scope: "col", title: column.name, class: placeOf(column) }, content);
    if (!canSort) return head;
    button.addEventListener("click", () => {
      const isUp = sorted?.column === column && sorted.direction === "ascending";
      sorted = { column, direction: isUp ? "descending" : "ascending" };
      for (const one of heads) one.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", sorted.direction);
      show(0);
    });
    return head;
  });
  show(0);
  return h(
    "div",
    { class: "tablebox" },
    h(
      "table",
      {},
      caption !== undefined && h("caption", {}, caption),
      h("thead", {}, h("tr", {}, ...heads)),
      body,
    ),
    pages?.node,
  );
}

function line<Row>(columns: readonly Column<Row>[], row: Row): HTMLElement {
  const cells = columns.map((one) =>
    h("td", { "data-label": one.label, class: placeOf(one) }, one.cell(row)),
  );
  return h("tr", {}, ...cells);
}

function placeOf<Row>({ isNumeric }: Column<Row>): string | null {
  return isNumeric ? "end" : null;
}

function ordered<Row>(
  rows: readonly Row[],
  sorted: { column: Column<Row>; direction: Direction } | null,
): readonly Row[] {
  const value = sorted?.column.value;
  if (value === undefined) return rows;
  const sign = sorted?.direction === "descending" ? -1 : 1;
  return [...rows].sort((one, other) => sign * compareValues(value(one), value(other)));
}

/** Goes through pages of rows; `null` where one page holds them all. */
function pager(
  count: number,
  go: (start: number) => void,
): { node: HTMLElement; tell(first: number): void } | null {
  if (count <= PAGE) return null;
  let first = 0;
  const where = h("span", { class: "hint", role: "status" });
  const before = h("button", { type: "button" }, (w) => w.table.previous);
  const next = h("button", { type: "button" }, (w) => w.table.next);
  before.addEventListener("click", () => first > 0 && go(first - PAGE));
  next.addEventListener("click", () => first + PAGE < count && go(first + PAGE));
  return {
    node: h("div", { class: "pager" }, before, next, where),
    tell: (start) => {
      first = start;
      const last = Math.min(first + PAGE, count);
      // A button that is disabled while it has the focus would drop it.
      before.setAttribute("aria-disabled", String(first === 0));
      next.setAttribute("aria-disabled", String(last === count));
      setText(where, (w) => w.table.where(first + 1, last, count));
    },
  };
}
