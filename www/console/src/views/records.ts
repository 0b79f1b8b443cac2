import { badge } from "../components/badge.js";
import { h } from "../components/element.js";
import { labelOf } from "../components/labels.js";
import { quoted } from "../components/quoted.js";
import {
  type Fields,
  facts,
  fieldTable,
  isFields,
  rowsOf,
  valueNode,
} from "../components/value.js";
import type { Dictionary } from "../language/message.js";
import type { AnswerContext } from "./context.js";
import { customerCard } from "./customers.js";
import { foundView, isPage } from "./found.js";
import { NOTED_FIELDS, notedCard, olderChanges } from "./noted.js";
import { detailCard, foldedOrderCard, historyCard, orderCard, stateTable } from "./orders.js";
import { productCard, stockCard } from "./products.js";

/** What is said beside the records. */
const ASIDE = ["warnings", "language", "total_count", "next", "has_more", "cursor", "currency"];

type Card = (record: Fields, context: AnswerContext) => HTMLElement;

/** Records with a card of their own, known by the fields they have. */
const CARDS: readonly { has: readonly string[]; card: Card }[] = [
  { has: NOTED_FIELDS, card: notedCard },
  { has: ["totals", "lines"], card: orderCard },
  { has: ["lines"], card: detailCard },
  { has: ["changes"], card: historyCard },
  { has: ["description_short"], card: productCard },
  { has: ["combinations", "quantity"], card: stockCard },
  { has: ["newsletter", "is_guest"], card: customerCard },
];

/** So many orders fit on a page; of more only the first is open. */
const MOST_OPEN_ORDERS = 2;

/** Wider rows are easier to read as cards. */
const MOST_COLUMNS = 7;

/** The records of an answer, and what is said beside them. */
export function recordsView(answer: unknown, context: AnswerContext): Node {
  if (!isFields(answer)) return valueNode(answer);
  const names = Object.keys(answer).filter((name) => !ASIDE.includes(name));
  return h(
    "div",
    { class: "records" },
    aside(answer),
    ...rowsOfTexts(answer.warnings),
    ...(isPage(answer)
      ? [foundView(answer, context)]
      : names.map((name) => section(name, answer[name], names.length > 1, context))),
    typeof answer.next === "string" && olderChanges(answer.next),
  );
}

function aside(answer: Fields): HTMLElement | null {
  const { currency, language, total_count: count } = answer;
  const money = isFields(currency) ? (w: Dictionary) => codeOf(currency, w) : currency;
  if (!isFields(language) && !money && typeof count !== "number") return null;
  return h(
    "p",
    { class: "aside" },
    isFields(language) && badge((w) => w.answer.language(codeOf(language, w))),
    typeof money === "function" && badge((w) => w.answer.currency(money(w))),
    typeof money === "string" && badge((w) => w.answer.currency(money)),
    typeof count === "number" && badge((w) => w.answer.orderCount(count)),
  );
}

/** Only where it had to be looked up does an answer tell the code of a language. */
function codeOf({ iso_code: code, id }: Fields, { value }: Dictionary): string {
  return typeof code === "string" ? code : value.id(String(id));
}

function rowsOfTexts(warnings: unknown): HTMLElement[] {
  const texts = Array.isArray(warnings) ? warnings : [];
  return texts.map((text) => h("p", { class: "notice warn" }, quoted(String(text))));
}

function section(
  name: string,
  value: unknown,
  isNamed: boolean,
  context: AnswerContext,
): HTMLElement {
  return h(
    "section",
    { "data-name": name },
    isNamed && h("h3", {}, labelOf(name)),
    records(value, context),
  );
}

function records(value: unknown, context: AnswerContext): Node {
  if (!Array.isArray(value)) return isFields(value) ? record(value, context) : valueNode(value);
  const rows = rowsOf(value);
  if (rows.length === 0 || rows.length < value.length) return valueNode(value);
  const [first = {}] = rows;
  if ("paid" in first) return stateTable(rows);
  if (rows.length > MOST_OPEN_ORDERS && cardOf(first) === orderCard) {
    const cards = rows.map((order, place) => foldedOrderCard(order, place === 0, context));
    return h("div", { class: "cards" }, ...cards);
  }
  const isFlat = cardOf(first) === undefined && Object.keys(first).length <= MOST_COLUMNS;
  if (isFlat) return fieldTable(rows);
  return h("div", { class: "cards" }, ...rows.map((row) => record(row, context)));
}

function record(fields: Fields, context: AnswerContext): HTMLElement {
  const card = cardOf(fields);
  return card === undefined
    ? h("article", { class: "card" }, facts(fields))
    : card(fields, context);
}

function cardOf(fields: Fields): Card | undefined {
  return CARDS.find(({ has }) => has.every((name) => name in fields))?.card;
}
