import { shopDate } from "../../language/dates.js";
import type { Query } from "../../state/route.js";
import { kindOf, SOLD, TO_DO } from "./kinds.js";
import type { OrderRow, States } from "./rows.js";
import { isIn, type Span, type SpanName, spanNamed, USUAL_SPAN } from "./spans.js";

/** What the list shows, by its name in the address. */
export const SHOWS = ["all", "todo", "paid", "shipped", "failed", "unpaid", "late"] as const;

export type Show = (typeof SHOWS)[number];

/** The columns that it can be sorted by. */
export const SORTS = ["placed", "reference", "customer", "status", "total", "id"] as const;

export type SortName = (typeof SORTS)[number];

/** What the address says about the list. */
export interface Filters {
  show: Show;
  /** Only orders of that status. */
  status: number | null;
  /** Only what is paid, or only what is not. */
  paid: boolean | null;
  span: SpanName;
  sort: SortName;
  isDescending: boolean;
}

export const NO_FILTERS: Filters = {
  show: "all",
  status: null,
  paid: null,
  span: USUAL_SPAN,
  sort: "placed",
  isDescending: true,
};

/** After how many days somebody should look. */
export const UNPAID_DAYS = 3;
export const UNSHIPPED_DAYS = 2;

const DAY_MS = 86_400_000;

/** What people want to see first: the newest, the dearest; words from the beginning. */
const FALLING: readonly SortName[] = ["placed", "total", "id"];

/** What pressing the head of a column makes of the order. */
export function sortedBy(sort: SortName, now: Filters): Pick<Filters, "sort" | "isDescending"> {
  const isDescending = now.sort === sort ? !now.isDescending : FALLING.includes(sort);
  return { sort, isDescending };
}

/** What the address says; what it says wrongly counts as not said. */
export function filtersIn({ show, status = "", paid, span, sort = "" }: Query): Filters {
  const column = SORTS.find((one) => one === sort.replace(/^-/, ""));
  return {
    show: SHOWS.find((one) => one === show) ?? "all",
    status: /^\d+$/.test(status) ? Number(status) : null,
    paid: paid === "yes" ? true : paid === "no" ? false : null,
    span: spanNamed(span),
    sort: column ?? "placed",
    isDescending: column === undefined || sort.startsWith("-"),
  };
}

/** The same for an address; what is as usual is left out. */
export function queryOf({ show, status, paid, span, sort, isDescending }: Filters): Query {
  const isUsualOrder = sort === "placed" && isDescending;
  return {
    ...(show !== "all" && { show }),
    ...(status !== null && { status: String(status) }),
    ...(paid !== null && { paid: paid ? "yes" : "no" }),
    ...(span !== USUAL_SPAN && { span }),
    ...(!isUsualOrder && { sort: `${isDescending ? "-" : ""}${sort}` }),
  };
}

/** What has to be known to choose rows. */
export interface Known {
  states: States;
  span: Span;
  now: Date;
}

/** Whether the filters leave an order in the list. */
export function isShown(row: OrderRow, filters: Filters, known: Known): boolean {
  if (!isIn(known.span, shopDate(row.date_add))) return false;
  if (filters.status !== null && row.status.id !== filters.status) return false;
  if (filters.paid !== null && isPaid(row, known.states) !== filters.paid) return false;
  return isOf(row, filters.show, known);
}

/** Whether an order belongs to what a chip or a tile shows. */
export function isOf(row: OrderRow, show: Show, { states, now }: Omit<Known, "span">): boolean {
  const kind = kindOf(row, states);
  if (show === "all") return true;
  if (show === "todo") return TO_DO.includes(kind);
  if (show === "unpaid") return kind === "unpaid" && isOlder(row, UNPAID_DAYS, now);
  if (show === "late") return kind === "paid" && isOlder(row, UNSHIPPED_DAYS, now);
  return kind === show;
}

/** Whether the status counts as paid; `null` where that is not known. */
function isPaid(row: OrderRow, states: States): boolean | null {
  const kind = kindOf(row, states);
  return kind === "unknown" ? null : SOLD.includes(kind);
}

function isOlder({ date_add }: OrderRow, days: number, now: Date): boolean {
  const placed = shopDate(date_add);
  return placed !== null && now.getTime() - placed.getTime() >= days * DAY_MS;
}
