import type { GetOrderHistoryOutput } from "@aismarttalk/prestashop";
import { dash, statusBadge } from "../components/badge.js";
import { h } from "../components/element.js";
import { labelOf } from "../components/labels.js";
import { more, unfoldAll } from "../components/more.js";
import { type Column, table } from "../components/table.js";
import { shopText } from "../components/text.js";
import {
  amount,
  columns,
  empty,
  type Fields,
  facts,
  isFields,
  rowsOf,
  valueNode,
} from "../components/value.js";
import type { Message } from "../language/message.js";
import { routeTo } from "../route.js";
import type { ActionName } from "../shop/catalogue.js";
import type { AnswerContext } from "./context.js";
import { deliveryFacts } from "./delivery.js";

const TOTALS = [
  "total_products_wt",
  "total_shipping_tax_incl",
  "total_discounts_tax_incl",
  "total_paid_tax_incl",
  "total_paid_tax_excl",
  "total_paid_real",
];
/** What a reader looks for last. */
const SUM = "total_paid_tax_incl";

interface Link {
  action: ActionName;
  label: Message;
}

const DETAILS: Link = { action: "get_order_details", label: (w) => w.order.details };
const HISTORY: Link = { action: "get_order_history", label: (w) => w.order.history };

/** An order as `get_order_by_reference` and its like answer it. */
export function orderCard(order: Fields, context: AnswerContext): HTMLElement {
  return h("article", { class: "card order" }, orderHead(order), ...orderBody(order, context));
}

/** The same, to be opened. */
export function foldedOrderCard(
  order: Fields,
  isOpen: boolean,
  context: AnswerContext,
): HTMLElement {
  const { date_add, totals } = order;
  const total = isFields(totals) ? amount(totals[SUM]) : dash();
  return h(
    "details",
    { class: "card order", open: isOpen },
    h(
      "summary",
      { class: "bare" },
      orderHead(order, h("span", { class: "brief" }, valueNode(date_add), total)),
    ),
    ...orderBody(order, context),
  );
}

function orderHead(order: Fields, ...more: Node[]): HTMLElement {
  return orderTitle(order, isFields(order.status) ? statusBadge(order.status) : dash(), ...more);
}

function orderBody(order: Fields, context: AnswerContext): (Node | false)[] {
  const { customer, delivery, shipping, totals } = order;
  return [
    h(
      "div",
      { class: "columns" },
      facts(order, ["date_add", "payment"]),
      isFields(customer) ? customerFacts(customer) : null,
      isFields(shipping) ? facts(shipping) : null,
    ),
    isFields(delivery) && deliveryFacts(delivery, order.id),
    lineTable(rowsOf(order.lines)),
    isFields(totals) && totalsList(totals),
    typeof order.id_currency === "number" && currencyNote(order.id_currency),
    typeof order.id === "number" && timelineOf(order.id, context),
    followUps(order, DETAILS, HISTORY),
  ];
}

/** An order with its lines only. */
export function detailCard(order: Fields): HTMLElement {
  return h(
    "article",
    { class: "card order" },
    orderTitle(order),
    lineTable(rowsOf(order.lines)),
    followUps(order, HISTORY),
  );
}

/** An order with its status changes, oldest first as the shop keeps them. */
export function historyCard(order: Fields): HTMLElement {
  return h(
    "article",
    { class: "card order" },
    orderTitle(order),
    timeline(rowsOf(order.changes)),
    followUps(order, DETAILS),
  );
}

/** The way of an order through its statuses. */
function timeline(changes: readonly Fields[]): HTMLElement {
  if (changes.length === 0) return empty((w) => w.order.noHistory);
  const steps = changes.map((change) =>
    step(
      isFields(change.status) ? statusBadge(change.status) : dash(),
      h("span", { class: "when" }, valueNode(change.date_add)),
      h("span", { class: "hint" }, writerOf(change)),
    ),
  );
  return h("ol", { class: "steps timeline" }, ...steps);
}

function writerOf({ id_employee: id }: Fields): Message {
  return ({ order }) => (typeof id === "number" ? order.byEmployee(id) : order.byShop);
}

function timelineOf(id: number, { ask }: AnswerContext): HTMLElement {
  return more(
    (w) => w.order.timeline,
    async () => {
      const { orders } = (await ask("get_order_history", { id })) as GetOrderHistoryOutput;
      return timeline(rowsOf(orders[0]?.changes));
    },
  );
}

function printButton(): HTMLElement {
  const button = h("button", { type: "button", class: "link print" }, (w) => w.order.print);
  button.addEventListener("click", async () => {
    const card = button.closest(".card");
    if (card === null) return;
    // What nobody has asked for yet would be missing on paper.
    await unfoldAll(card);
    // The other orders of the answer stay on the screen.
    card.classList.add("printed");
    addEventListener("afterprint", () => card.classList.remove("printed"), { once: true });
    window.print();
  });
  return button;
}

/** The number of a list item would not line up with what wraps, were it not for the inner box. */
function step(...parts: Node[]): HTMLElement {
  return h("li", {}, h("div", { class: "step" }, ...parts));
}

/** The statuses that orders can have. */
export function stateTable(states: readonly Fields[]): HTMLElement {
  const [id, ...flags] = columns(states, ["id", "paid", "shipped", "send_email"]);
  const label: Column<Fields> = {
    name: "label",
    label: (w) => w.order.status,
    cell: (one) => statusBadge(one),
    value: (one) => one.label,
  };
  return table(id === undefined ? [label] : [id, label, ...flags], states);
}

function orderTitle(order: Fields, ...more: Node[]): HTMLElement {
  const { id, reference } = order;
  return h(
    "div",
    { class: "cardhead" },
    typeof reference === "string"
      ? h("h3", { dir: "auto" }, reference)
      : h("h3", {}, (w) => w.order.order(String(id))),
    ...more,
    h("span", { class: "hint" }, (w) => w.value.id(String(id))),
  );
}

function customerFacts(customer: Fields): HTMLElement {
  const name = [customer.firstname, customer.lastname]
    .filter((one) => typeof one === "string")
    .join(" ");
  const { id } = customer;
  const link =
    typeof id === "number"
      ? h("a", { href: routeTo("get_customer", { id }) }, (w) => w.order.customerLink(id))
      : dash();
  return h(
    "dl",
    { class: "facts" },
    fact((w) => w.order.customer, name === "" ? dash() : shopText(name)),
    fact((w) => w.order.email, valueNode(customer.email)),
    fact((w) => w.order.record, link),
  );
}

function fact(label: Message, value: Node): HTMLElement {
  return h("div", { class: "fact" }, h("dt", {}, label), h("dd", {}, value));
}

function lineTable(lines: readonly Fields[]): HTMLElement {
  if (lines.length === 0) return empty((w) => w.order.noLines);
  const product: Column<Fields> = {
    label: (w) => w.order.product,
    cell: productCell,
    value: (line) => line.product_name,
  };
  const quantity: Column<Fields> = {
    name: "product_quantity",
    label: (w) => w.order.pieces,
    cell: (line) => valueNode(line.product_quantity),
    value: (line) => line.product_quantity,
    isNumeric: true,
  };
  const others = [
    "product_quantity_refunded",
    "unit_price_tax_excl",
    "unit_price_tax_incl",
    "total_price_tax_incl",
  ].filter((name) => lines.some((line) => line[name] !== undefined && line[name] !== 0));
  return table([product, quantity, ...columns(lines, others)], lines, (w) => w.order.lines);
}

function productCell(line: Fields): Node {
  const { product_id: id, product_name: name, product_reference: reference } = line;
  const text = typeof name === "string" ? name : "";
  return h(
    "div",
    {},
    typeof id === "number"
      ? h("a", { href: routeTo("get_product", { id }), dir: "auto" }, text || unnamed(id))
      : h("span", { dir: "auto" }, text),
    typeof reference === "string" && h("div", { class: "hint" }, h("bdi", {}, reference)),
  );
}

function unnamed(id: number): HTMLElement {
  return h("bdi", {}, (w) => w.order.productLink(id));
}

function totalsList(totals: Fields): HTMLElement {
  const known = TOTALS.filter((name) => name in totals && !isZero(name, totals[name]));
  return h(
    "dl",
    { class: "totals" },
    ...known.map((name) =>
      h(
        "div",
        { class: name === SUM ? "sum" : null },
        h("dt", { title: name }, labelOf(name)),
        h("dd", {}, amount(totals[name])),
      ),
    ),
  );
}

/** No sign that might be wrong: the documented key may not read what currency an id means. */
function currencyNote(id: number): HTMLElement {
  return h("p", { class: "hint currency", title: "id_currency" }, (w) => w.order.currency(id));
}

/** No discount is no news; nothing paid is. */
function isZero(name: string, value: unknown): boolean {
  return name.includes("discounts") && (value === null || Number(value) === 0);
}

function followUps(order: Fields, ...links: readonly Link[]): HTMLElement | false {
  const { id } = order;
  if (typeof id !== "number") return false;
  const anchors = links.map(({ action, label }) =>
    h("a", { href: routeTo(action, { id }) }, label),
  );
  return h("p", { class: "followups" }, ...anchors, printButton());
}
