import { badge } from "../components/badge.js";
import { h } from "../components/element.js";
import { quoted } from "../components/quoted.js";
import { table } from "../components/table.js";
import { columns, type Fields, facts, fieldNode, isFields, rowsOf } from "../components/value.js";
import { webLink } from "../components/web-link.js";
import type { Message } from "../language/message.js";
import { routeTo } from "../route.js";
import type { AnswerContext } from "./context.js";
import { inEveryLanguage, searchResult } from "./search-result.js";

const SEARCH_ENGINES = ["meta_title", "meta_description", "meta_keywords", "link_rewrite"];

/** A product with its texts, as `get_product` answers it. */
export function productCard(product: Fields, context: AnswerContext): HTMLElement {
  const note = product.stock_note;
  return h(
    "article",
    { class: "card product" },
    productHead(product, saleBadge(product)),
    h(
      "div",
      { class: "columns" },
      facts(product, ["reference", "stock"]),
      facts(product, ["price", "price_tax_incl", "final_price_tax_excl", "final_price"]),
      isFields(product.reduction) ? facts(product.reduction) : null,
    ),
    addresses(product),
    typeof note === "string" && h("p", { class: "notice warn" }, quoted(note)),
    variants(rowsOf(product.combinations)),
    facts(product, ["description_short", "description"]),
    h("h4", {}, (w) => w.product.forSearchEngines),
    searchResult(product),
    facts(product, SEARCH_ENGINES),
    typeof product.id === "number" && inEveryLanguage(product.id, context),
    typeof product.id === "number" &&
      h(
        "p",
        { class: "followups" },
        h("a", { href: routeTo("get_stock", { id: product.id }) }, (w) => w.product.stock),
      ),
  );
}

/** Where a customer sees it. */
function addresses({ page_url: page, cover_image_url: cover }: Fields): HTMLElement | null {
  const link = (address: unknown, label: Message) =>
    typeof address === "string" && webLink(address, h("span", {}, label));
  const links = [link(page, (w) => w.product.page), link(cover, (w) => w.product.cover)];
  return links.some((one) => one !== false) ? h("p", { class: "followups" }, ...links) : null;
}

/** What the product comes in. */
function variants(combinations: readonly Fields[]): HTMLElement | null {
  if (combinations.length === 0) return null;
  const names = ["id", "name", "reference", "price_tax_incl", "final_price", "stock"];
  return table(columns(combinations, names), combinations, (w) => w.product.byCombination);
}

/** The stock of a product, as `get_stock` answers it. */
export function stockCard(product: Fields): HTMLElement {
  const combinations = rowsOf(product.combinations);
  return h(
    "article",
    { class: "card product" },
    productHead(product),
    facts(product, ["reference", "quantity"]),
    combinations.length > 0 &&
      table(
        columns(combinations, ["id_product_attribute", "quantity"]),
        combinations,
        (w) => w.product.byCombination,
      ),
  );
}

function productHead(product: Fields, state?: HTMLElement): HTMLElement {
  return h(
    "div",
    { class: "cardhead" },
    h("h3", {}, fieldNode("name", product.name)),
    state ?? null,
    h("span", { class: "hint" }, (w) => w.value.id(String(product.id))),
  );
}

function saleBadge({ active }: Fields): HTMLElement {
  return active === true
    ? badge((w) => w.product.onSale, "good")
    : badge((w) => w.product.notOnSale);
}
