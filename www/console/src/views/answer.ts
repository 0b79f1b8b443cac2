import { badge } from "../components/badge.js";
import { jsonBlock } from "../components/code.js";
import { h } from "../components/element.js";
import { labelOf } from "../components/labels.js";
import {
  type Fields,
  facts,
  fieldTable,
  isFields,
  rowsOf,
  valueNode,
} from "../components/value.js";
import { isAccess } from "../services/access.js";
import type { ActionName, Input } from "../services/catalogue.js";
import { accessView } from "./access.js";
import { detailCard, foldedOrderCard, historyCard, orderCard, stateTable } from "./orders.js";
import { productCard, stockCard } from "./products.js";

/** What answers are shown in. */
export interface AnswerContext {
  /** The address of the shop; `null` for the demo store, which has none for others to open. */
  address: string | null;
  /** Asks the shop for more that belongs to what is shown. */
  ask(action: ActionName, input: Input): Promise<unknown>;
}

/** What is said beside the records. */
const ASIDE = ["warnings", "language", "total_count"];

/** Records with a card of their own, known by the fields they have. */
const CARDS: readonly { has: readonly string[]; card: (record: Fields) => HTMLElement }[] = [
  { has: ["totals", "lines"], card: orderCard },
  { has: ["lines"], card: detailCard },
  { has: ["changes"], card: (order) => historyCard(order, rowsOf(order.changes)) },
  { has: ["description_short"], card: productCard },
  { has: ["combinations", "quantity"], card: stockCard },
];

/** So many orders fit on a page; of more only the first is open. */
const MOST_OPEN_ORDERS = 2;

/** Wider rows are easier to read as cards. */
const MOST_COLUMNS = 7;

/** An answer by its shape, and as raw JSON. */
export function answerView(answer: unknown, context: AnswerContext): HTMLElement {
  return h(
    "div",
    { class: "answer" },
    h("h2", {}, "Answer"),
    isFields(answer) ? body(answer, context) : valueNode(answer),
    h(
      "details",
      { class: "raw" },
      h("summary", {}, "Raw JSON"),
      jsonBlock("The answer as JSON", answer),
    ),
  );
}

function body(answer: Fields, context: AnswerContext): HTMLElement {
  if (isAccess(answer)) return accessView(answer, context.address);
  const names = Object.keys(answer).filter((name) => !ASIDE.includes(name));
  return h(
    "div",
    { class: "records" },
    aside(answer),
    ...rowsOfTexts(answer.warnings),
    ...names.map((name) => section(name, answer[name], names.length > 1)),
  );
}

function aside(answer: Fields): HTMLElement | null {
  const { language, total_count: count } = answer;
  const code = isFields(language) ? (language.iso_code ?? `ID ${language.id}`) : null;
  if (code === null && typeof count !== "number") return null;
  return h(
    "p",
    { class: "aside" },
    code !== null && badge(`Language: ${code}`),
    typeof count === "number" && badge(count === 1 ? "1 order in all" : `${count} orders in all`),
  );
}

function rowsOfTexts(warnings: unknown): HTMLElement[] {
  const texts = Array.isArray(warnings) ? warnings : [];
  return texts.map((text) => h("p", { class: "notice warn" }, String(text)));
}

function section(name: string, value: unknown, isNamed: boolean): HTMLElement {
  return h("section", { "data-name": name }, isNamed && h("h3", {}, labelOf(name)), records(value));
}

function records(value: unknown): Node {
  if (!Array.isArray(value)) return isFields(value) ? record(value) : valueNode(value);
  const rows = rowsOf(value);
  if (rows.length === 0 || rows.length < value.length) return valueNode(value);
  const [first = {}] = rows;
  if ("paid" in first) return stateTable(rows);
  if (rows.length > MOST_OPEN_ORDERS && cardOf(first) === orderCard) {
    const cards = rows.map((order, place) => foldedOrderCard(order, place === 0));
    return h("div", { class: "cards" }, ...cards);
  }
  const isFlat = cardOf(first) === undefined && Object.keys(first).length <= MOST_COLUMNS;
  if (isFlat) return fieldTable(rows);
  return h("div", { class: "cards" }, ...rows.map(record));
}

function record(fields: Fields): HTMLElement {
  const card = cardOf(fields);
  return card === undefined ? h("article", { class: "card" }, facts(fields)) : card(fields);
}

function cardOf(fields: Fields): ((record: Fields) => HTMLElement) | undefined {
  return CARDS.find(({ has }) => has.every((name) => name in fields))?.card;
}
