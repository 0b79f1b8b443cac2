import { pageLocale } from "../../language/page.js";
import type { Filters, SortName } from "./filters.js";
import { buyerOf, labelOf, type OrderRow, type States } from "./rows.js";

type Compare = (one: OrderRow, other: OrderRow) => number;

/** Rows in the order of a column; of equal ones the newer stands first. */
export function sorted(
  rows: readonly OrderRow[],
  { sort, isDescending }: Pick<Filters, "sort" | "isDescending">,
  states: States,
): readonly OrderRow[] {
  const compare = compareBy(sort, states);
  const sign = isDescending ? -1 : 1;
  return [...rows].sort((one, other) => sign * compare(one, other) || other.id - one.id);
}

function compareBy(sort: SortName, states: States): Compare {
  // One collator: to make one takes longer than to compare a thousand texts.
  const { compare } = new Intl.Collator(pageLocale.value, { numeric: true });
  const by = (text: (row: OrderRow) => string): Compare => {
    return (one, other) => compare(text(one), text(other));
  };
  const columns: Readonly<Record<SortName, Compare>> = {
    placed: (one, other) => plain(one.date_add ?? "", other.date_add ?? "") || one.id - other.id,
    reference: by(({ reference }) => reference),
    customer: by((row) => buyerOf(row) ?? ""),
    status: by((row) => labelOf(row, states) ?? ""),
    // Amounts of different currencies cannot be compared: each currency stands together.
    total: (one, other) =>
      (one.id_currency ?? 0) - (other.id_currency ?? 0) || amount(one) - amount(other),
    id: (one, other) => one.id - other.id,
  };
  return columns[sort];
}

function plain(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function amount({ total_paid_tax_incl: total }: OrderRow): number {
  return Number(total ?? 0);
}
