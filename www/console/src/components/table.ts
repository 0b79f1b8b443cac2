import { h } from "./element.js";

/** One column of a table. */
export interface Column<Row> {
  /** The Webservice's own name, shown when one points at the label. */
  name?: string;
  label: string;
  cell: (row: Row) => Node;
  /** Numbers stand under each other by their ends. */
  isNumeric?: boolean;
}

/** Rows under columns. Where there is no room for columns, each row stands by itself. */
export function table<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  caption?: string,
): HTMLElement {
  const place = ({ isNumeric }: Column<Row>) => (isNumeric ? "end" : null);
  const head = columns.map((one) =>
    h("th", { scope: "col", title: one.name, class: place(one) }, one.label),
  );
  const body = rows.map((row) => {
    const cells = columns.map((one) =>
      h("td", { "data-label": one.label, class: place(one) }, one.cell(row)),
    );
    return h("tr", {}, ...cells);
  });
  return h(
    "div",
    { class: "tablebox" },
    h(
      "table",
      {},
      caption !== undefined && h("caption", {}, caption),
      h("thead", {}, h("tr", {}, ...head)),
      h("tbody", {}, ...body),
    ),
  );
}
