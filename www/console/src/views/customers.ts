import type { GetOrdersByEmailOutput } from "@aismarttalk/prestashop";
import { badge } from "../components/badge.js";
import { h } from "../components/element.js";
import { more } from "../components/more.js";
import { plainly } from "../components/text.js";
import { empty, type Fields, facts } from "../components/value.js";
import type { AnswerContext } from "./context.js";
import { foldedOrderCard } from "./orders.js";

const FACTS = ["email", "date_add", "newsletter", "active", "is_guest", "note"];

/** A customer as `get_customer` answers it, with the orders one click away. */
export function customerCard(customer: Fields, context: AnswerContext): HTMLElement {
  const { id, email, firstname, lastname, deleted } = customer;
  const names = [firstname, lastname].filter((one) => typeof one === "string");
  return h(
    "article",
    { class: "card customer" },
    h(
      "div",
      { class: "cardhead" },
      h("h3", { dir: "auto" }, ...plainly(names.join(" "))),
      deleted === true && badge((w) => w.customer.deleted, "bad"),
      h("span", { class: "hint" }, (w) => w.value.id(String(id))),
    ),
    facts(customer, FACTS),
    typeof email === "string" &&
      more(
        (w) => w.customer.orders,
        () => orders(email, context),
      ),
  );
}

async function orders(email: string, context: AnswerContext): Promise<Node> {
  const answer = (await context.ask("get_orders_by_email", { email })) as GetOrdersByEmailOutput;
  if (answer.orders.length === 0) return empty((w) => w.customer.noOrders);
  const cards = answer.orders.map((order) => foldedOrderCard({ ...order }, false, context));
  return h("div", { class: "cards" }, ...cards);
}
