import type { Message } from "../language/message.js";
import { dash, statusBadge, yesNo } from "./badge.js";
import { h } from "./element.js";
import { dateText, decimalText } from "./format.js";
import { labelOf } from "./labels.js";
import { type Column, table } from "./table.js";
import { shopText } from "./text.js";

/** An object of an answer. */
export type Fields = Readonly<Record<string, unknown>>;

const DECIMAL = /^-?\d+\.\d{2,}$/;
const DATE = /^\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d)?$/;

/** A value by its shape: a word, a number, a date, a text, a table, a list of facts. */
export function valueNode(value: unknown): Node {
  if (value === null || value === undefined || value === "") return dash();
  if (typeof value === "boolean") return yesNo(value);
  if (typeof value === "number") return h("span", { class: "number" }, value);
  if (typeof value === "string") return stringNode(value);
  if (Array.isArray(value)) return listNode(value);
  return isStatus(value) ? statusBadge(value) : facts(value as Fields);
}

/** Texts of the shop's, which may look like an amount or a date and are none. */
const TEXTS = [
  ..."name reference description description_short note payment tracking_number number".split(" "),
  ..."meta_title meta_description meta_keywords link_rewrite".split(" "),
];

/** The value of a field. */
export function fieldNode(name: string, value: unknown): Node {
  const isText = TEXTS.includes(name) && typeof value === "string" && value !== "";
  return isText ? shopText(value) : valueNode(value);
}

/** There is nothing to show, and that is an answer. */
export function empty(text: Message): HTMLElement {
  return h("p", { class: "empty" }, text);
}

/** Names with their values, one under the other. */
export function facts(fields: Fields, only: readonly string[] = Object.keys(fields)): HTMLElement {
  const known = only.filter((name) => name in fields);
  return h(
    "dl",
    { class: "facts" },
    ...known.map((name) =>
      h(
        "div",
        { class: "fact", "data-name": name },
        h("dt", { title: name }, labelOf(name)),
        h("dd", {}, fieldNode(name, fields[name])),
      ),
    ),
  );
}

/** The columns that show those fields of the rows. */
export function columns(rows: readonly Fields[], names: readonly string[]): Column<Fields>[] {
  return names.map((name) => ({
    name,
    label: labelOf(name),
    cell: (row) => fieldNode(name, row[name]),
    value: (row) => row[name],
    isNumeric: rows.some((row) => isNumeric(row[name])) && name !== "id",
  }));
}

/** Rows with a column for each field they have. */
export function fieldTable(rows: readonly Fields[]): HTMLElement {
  const names = new Set(rows.flatMap((row) => Object.keys(row)));
  return table(columns(rows, [...names]), rows);
}

/** Whether it is an object with fields. */
export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The objects of a list; none where it is no list. */
export function rowsOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

/** An amount as people write it here; what the shop sent is shown when one points at it. */
export function amount(decimal: unknown): Node {
  if (typeof decimal !== "string") return dash();
  if (!DECIMAL.test(decimal)) return h("span", { class: "number" }, decimal);
  return h("span", { class: "number", title: decimal }, () => decimalText(decimal));
}

function stringNode(text: string): Node {
  if (DECIMAL.test(text)) return amount(text);
  if (DATE.test(text)) return moment(text);
  return shopText(text);
}

function moment(text: string): HTMLElement {
  return h("time", { datetime: text.replace(" ", "T"), title: text }, () => dateText(text));
}

function listNode(values: readonly unknown[]): Node {
  if (values.length === 0) return empty((w) => w.value.noneThere);
  if (values.every(isFields)) return fieldTable(values);
  return h("ul", { class: "plain" }, ...values.map((one) => h("li", {}, valueNode(one))));
}

function isNumeric(value: unknown): boolean {
  return typeof value === "number" || (typeof value === "string" && DECIMAL.test(value));
}

function isStatus(value: object): boolean {
  return "label" in value && "id" in value && !("paid" in value);
}
