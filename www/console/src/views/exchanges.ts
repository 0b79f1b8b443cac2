import type { Exchange } from "@aismarttalk/prestashop";
import { badge } from "../components/badge.js";
import { downloadButton } from "../components/download.js";
import { h } from "../components/element.js";
import { whenOpened } from "../components/fold.js";
import { bytesText, millisecondsText } from "../components/format.js";
import { isEdgeExchange, timingOf } from "../shop/edge-exchange.js";
import { type AskedCall, bytesOf, type SeenExchange } from "../shop/seen.js";

/** Documents can be long, and what lays them out is much: both come when somebody looks. */
const inspector = () => import("./exchange.js");

const HAR_FILE = "webservice-exchanges.har";

/** The list of exchanges; what comes later is put at its end. */
export interface ExchangeList {
  node: HTMLElement;
  add(exchange: SeenExchange): void;
}

/** The requests behind an action, each to be opened, copied and taken along. */
export function exchangeList(
  first: readonly SeenExchange[],
  asked: AskedCall | null,
): ExchangeList {
  const exchanges: SeenExchange[] = [];
  const count = h("span", { class: "count" });
  const items = h("ol", { class: "plain" });
  const archive = {
    name: HAR_FILE,
    type: "application/json",
    text: async () => JSON.stringify((await inspector()).harOf(exchanges), null, 2),
  };
  const add = (exchange: SeenExchange) => {
    exchanges.push(exchange);
    count.textContent = String(exchanges.length);
    items.append(h("li", {}, exchangeView(exchange)));
  };
  for (const one of first) add(one);
  const node = h(
    "div",
    { class: "exchanges" },
    h(
      "div",
      { class: "cardhead" },
      h("h2", {}, (w) => w.exchanges.title, " ", count),
      downloadButton((w) => w.exchanges.download, archive),
    ),
    h("p", { class: "hint" }, ({ exchanges: { ofWorker, ofShop } }) =>
      first.some(isEdgeExchange) ? ofWorker : ofShop,
    ),
    asked !== null && asCode(asked),
    items,
  );
  return { node, add };
}

function asCode(asked: AskedCall): HTMLElement {
  const inside = h("div", {});
  const summary = h("summary", {}, (w) => w.exchanges.actionAsCode);
  const details = h("details", { class: "raw ascode" }, summary, inside);
  whenOpened(details, inside, async () => [(await inspector()).actionBlock(asked)]);
  return details;
}

function exchangeView(exchange: Exchange): HTMLElement {
  const inside = h("div", { class: "inside" });
  const details = h("details", { class: "exchange" }, summary(exchange), inside);
  whenOpened(details, inside, async () => (await inspector()).contents(exchange));
  return details;
}

function summary(exchange: Exchange): HTMLElement {
  const { method, url, status, durationMs, attempt, look, warnings, responseBody } = exchange;
  return h(
    "summary",
    { class: "bare" },
    h("span", { class: "method" }, method),
    badge(
      status === null ? (w) => w.exchanges.noAnswer : status,
      isGood(exchange) ? "good" : "bad",
    ),
    h("code", { class: "path", dir: "ltr", title: url }, pathOf(url)),
    h("span", { class: "number", title: timingOf(exchange) }, () => millisecondsText(durationMs)),
    responseBody !== null && h("span", { class: "number" }, () => bytesText(bytesOf(responseBody))),
    attempt > 1 && badge((w) => w.exchanges.attempt(attempt), "warn"),
    look !== null && badge((w) => w.exchanges.look(look), "warn"),
    warnings.length > 0 && badge((w) => w.exchanges.warnings(warnings.length), "warn"),
  );
}

function isGood({ status, error }: Exchange): boolean {
  return error === null && status !== null && status < 400;
}

/** Behind the origin, with brackets and commas as people write them. */
function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  const path = pathname + search;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
