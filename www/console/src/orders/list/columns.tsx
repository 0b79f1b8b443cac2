import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { Dictionary } from "../../language/message.js";
import { moneyText } from "../../language/money.js";
import { Pill } from "../../parts/pill.js";
import { When } from "../../parts/when.js";
import { hrefTo } from "../../state/route.js";
import { store, stored } from "../../state/storage.js";
import type { SortName } from "./filters.js";
import {
  addressOf,
  buyerOf,
  type Currencies,
  colourOf,
  labelOf,
  nameOf,
  type OrderRow,
  type States,
} from "./rows.js";

/** What the cells of a row need to know beside it. */
export interface CellContext {
  w: Dictionary;
  states: States;
  currencies: Currencies;
  shared: ReadonlySet<string>;
}

/** A column of the list. */
export interface Column {
  name: SortName;
  /** Its width, as a track of the grid. */
  track: string;
  /** Its classes, as the table folds on a phone. */
  class: string;
  cell(row: OrderRow, context: CellContext): ComponentChildren;
}

const DASH = <span class="faint">–</span>;

/** All there are, in their order. */
export const COLUMNS: readonly Column[] = [
  {
    name: "placed",
    track: "minmax(112px, 1fr)",
    class: "off faint nowrap",
    cell: ({ date_add }) => <When date={date_add} />,
  },
  {
    name: "reference",
    track: "minmax(104px, 0.9fr)",
    class: "second-line",
    cell: (row, { shared }) => (
      <>
        <a class="ref" href={hrefTo("orders", addressOf(row, shared))} translate={false}>
          {nameOf(row)}
        </a>
        <span class="faint small wide-no">
          {" · "}
          <When date={row.date_add} />
        </span>
      </>
    ),
  },
  { name: "id", track: "64px", class: "off muted", cell: ({ id }) => id },
  {
    name: "customer",
    track: "minmax(96px, 1.2fr)",
    class: "first who cut",
    cell: (row) => {
      const buyer = buyerOf(row);
      return buyer === null ? DASH : <span translate={false}>{buyer}</span>;
    },
  },
  {
    name: "status",
    track: "minmax(120px, 1.6fr)",
    class: "last",
    cell: (row, { w, states }) => (
      <Pill colour={colourOf(row, states)}>
        <span class="cut">{statusText(row, states, w)}</span>
      </Pill>
    ),
  },
  {
    name: "total",
    track: "minmax(84px, 0.8fr)",
    class: "num second sum-cell",
    cell: (row, { currencies }) => totalText(row, currencies),
  },
];

/** What an order's status is called; never nothing. */
export function statusText(row: OrderRow, states: States, w: Dictionary): string {
  const { id } = row.status;
  const label = labelOf(row, states);
  if (label !== null && label !== "") return label;
  return id === null ? w.orderList.noStatus : w.orderList.statusNumber(id);
}

/** What an order costs. */
export function totalText(row: OrderRow, currencies: Currencies): string {
  const currency = currencies?.get(row.id_currency ?? 0) ?? null;
  return moneyText(row.total_paid_tax_incl, currency);
}

const HIDDEN = "ordersHidden";

/** The columns that are left out; the id, as long as nobody wants it. */
export const hidden = signal<readonly string[]>(hiddenBefore());

hidden.subscribe((names) => {
  store("local", HIDDEN, names.join() === "id" ? null : names);
});

/** Those that are shown. */
export function shownColumns(): readonly Column[] {
  return COLUMNS.filter(({ name }) => name === "reference" || !hidden.value.includes(name));
}

function hiddenBefore(): readonly string[] {
  const found = stored("local", HIDDEN);
  return Array.isArray(found) ? found.filter((one) => typeof one === "string") : ["id"];
}
