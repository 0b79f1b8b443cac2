import { dash } from "../components/badge.js";
import { downloadButton } from "../components/download.js";
import { h } from "../components/element.js";
import { quoted } from "../components/quoted.js";
import { type Column, table } from "../components/table.js";
import { shopText } from "../components/text.js";
import { columns, empty, type Fields, isFields, rowsOf } from "../components/value.js";
import { routeTo } from "../route.js";
import { messageOf } from "../shop/failure.js";
import type { AnswerContext } from "./context.js";

/** What shows a record whole, by the list that it is found in. */
const WHOLE: Readonly<Record<string, string | undefined>> = {
  products: "get_product",
  orders: "get_order",
  customers: "get_customer",
  findings: "get_product",
};

/** Whether an answer is a page of what was found. */
export function isPage(answer: Fields): boolean {
  return typeof answer.has_more === "boolean";
}

/** The rows of a page, with the next page and a file of what is shown at hand. */
export function foundView(answer: Fields, context: AnswerContext): HTMLElement {
  const list = Object.keys(answer).find((name) => Array.isArray(answer[name]) && name in WHOLE);
  if (list === undefined) return empty((w) => w.found.none);
  const rows = [...rowsOf(answer[list])];
  const box = h("div", { class: "found", "data-name": list });
  const show = (page: Fields, isFirst: boolean) => {
    box.replaceChildren(...parts(list, rows, page, isFirst));
    const more = box.querySelector<HTMLButtonElement>("button.more-rows");
    more?.addEventListener("click", () => void next(more, page));
  };
  const next = async (button: HTMLButtonElement, { cursor }: Fields) => {
    const { asked } = context;
    if (asked === null || typeof cursor !== "string") return;
    button.disabled = true;
    try {
      const page = await context.ask(asked.action, { ...asked.input, cursor });
      if (!isFields(page)) return;
      const shown = rows.length;
      rows.push(...rowsOf(page[list]));
      show(page, false);
      // Reading goes on at the first row that is new.
      const link = box.querySelectorAll("tbody tr")[shown]?.querySelector("a");
      (link ?? box.querySelector<HTMLElement>("button"))?.focus();
    } catch (error) {
      button.disabled = false;
      button.after(h("p", { class: "notice bad", role: "alert" }, quoted(messageOf(error))));
    }
  };
  show(answer, true);
  return box;
}

function parts(list: string, rows: readonly Fields[], page: Fields, isFirst: boolean): Node[] {
  const hasMore = page.has_more === true;
  if (rows.length === 0 && !hasMore) return [empty((w) => w.found.none)];
  const count = h("p", { class: "hint", role: isFirst ? null : "status" }, (w) =>
    w.found.count(rows.length, hasMore),
  );
  const more = h("button", { type: "button", class: "more-rows" }, (w) => w.found.more);
  const file = downloadButton((w) => w.found.download, {
    name: `${list}.csv`,
    type: "text/csv;charset=utf-8",
    text: async () => (await import("../shop/csv.js")).csvOf(rows),
  });
  const buttons = h("div", { class: "buttons" }, hasMore && more, rows.length > 0 && file);
  return [count, ...(rows.length > 0 ? [table(columnsOf(list, rows), rows)] : []), buttons];
}

function columnsOf(list: string, rows: readonly Fields[]): Column<Fields>[] {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return columns(rows, names).map((column) => ({
    ...column,
    cell: (row) => cell(list, column.name ?? "", row) ?? column.cell(row),
  }));
}

/** What leads on, or a person; the other values by their shape. */
function cell(list: string, name: string, row: Fields): Node | null {
  const value = row[name];
  const whole = WHOLE[list];
  const isId = name === "id" || name === "id_product";
  if (isId && typeof value === "number" && whole !== undefined)
    return h("a", { href: routeTo(whole, { id: value }) }, value);
  if (name === "customer" && isFields(value)) return person(value);
  return null;
}

function person({ id, firstname, lastname, email }: Fields): Node {
  const names = [firstname, lastname].filter((one) => typeof one === "string");
  const label = names.length > 0 ? names.join(" ") : email;
  if (typeof id !== "number") return typeof label === "string" ? shopText(label) : dash();
  const href = routeTo("get_customer", { id });
  if (typeof label === "string") return h("a", { href }, shopText(label));
  return h("a", { href }, (w) => w.order.customerLink(id));
}
