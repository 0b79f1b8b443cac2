import type { Exchange } from "@aismarttalk/prestashop";
import { badge } from "../components/badge.js";
import { jsonBlock, textBlock } from "../components/code.js";
import { downloadButton } from "../components/download.js";
import { fill, h } from "../components/element.js";
import { xmlBlock } from "../components/xml.js";
import { actionCode, curlOf, exchangeCode } from "../services/as-code.js";
import { isEdgeExchange } from "../services/edge.js";
import { harOf } from "../services/har.js";
import { readAgain } from "../services/reading.js";
import { type AskedCall, bytesOf, type SeenExchange } from "../services/seen.js";
import { edgeContents, timingOf } from "./edge-exchange.js";

const OF_SHOP = "Every request of the last run, without the key.";
const OF_WORKER =
  "What went to the edge worker, without the token. Its own exchanges with the shop stay in the worker.";

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
    text: () => JSON.stringify(harOf(exchanges), null, 2),
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
      h("h2", {}, "Exchanges ", count),
      downloadButton("Download as HAR", archive),
    ),
    h("p", { class: "hint" }, first.some(isEdgeExchange) ? OF_WORKER : OF_SHOP),
    asked !== null &&
      h(
        "details",
        { class: "raw ascode" },
        h("summary", {}, "The action as code"),
        textBlock("The action as code", actionCode(asked)),
      ),
    items,
  );
  return { node, add };
}

function exchangeView(exchange: Exchange): HTMLElement {
  const inside = h("div", { class: "inside" });
  const details = h("details", { class: "exchange" }, summary(exchange), inside);
  // Documents can be long: they are laid out when somebody looks.
  details.addEventListener("toggle", () => fill(inside, ...contents(exchange)), { once: true });
  return details;
}

function summary(exchange: Exchange): HTMLElement {
  const { method, url, status, durationMs, attempt, warnings, responseBody } = exchange;
  return h(
    "summary",
    { class: "bare" },
    h("span", { class: "method" }, method),
    badge(status === null ? "no answer" : String(status), isGood(exchange) ? "good" : "bad"),
    h("code", { class: "path", dir: "ltr", title: url }, pathOf(url)),
    h("span", { class: "number", title: timingOf(exchange) }, `${durationMs} ms`),
    responseBody !== null && h("span", { class: "number" }, sizeOf(bytesOf(responseBody))),
    attempt > 1 && badge(`attempt ${attempt}`, "warn"),
    warnings.length > 0 &&
      badge(warnings.length === 1 ? "1 warning" : `${warnings.length} warnings`, "warn"),
  );
}

function contents(exchange: Exchange): (Node | null)[] {
  if (isEdgeExchange(exchange)) return edgeContents(exchange);
  const { method, url, requestBody, responseBody, error, warnings } = exchange;
  return [
    h("p", { class: "request" }, h("code", { dir: "ltr" }, `${method} ${url}`)),
    ...warnings.map((warning) => h("p", { class: "notice warn" }, warning)),
    error === null ? null : h("p", { class: "notice bad" }, error),
    requestBody === null ? null : titled("Sent", xmlBlock("The XML sent", requestBody)),
    typed(exchange),
    responseBody === null || responseBody === ""
      ? h("p", { class: "hint" }, "The answer has no body.")
      : titled("Received", documentBlock(exchange, responseBody)),
    titled("Headers received", textBlock("The headers received", headers(exchange))),
    titled("As curl", textBlock("The request as curl", curlOf(exchange))),
    codeOf(exchange),
  ];
}

function documentBlock({ responseHeaders }: Exchange, body: string): HTMLElement {
  const isPage = responseHeaders["content-type"]?.startsWith("text/html") ?? false;
  const label = "The document received";
  return isPage && !body.includes("<?xml") ? textBlock(label, body) : xmlBlock(label, body);
}

function typed(exchange: Exchange): HTMLElement | null {
  const reading = readAgain(exchange);
  if (reading === null) return null;
  if ("value" in reading) {
    return titled("Typed JSON", jsonBlock("The answer as typed JSON", reading.value));
  }
  const { name, message, codes } = reading.error;
  return titled("Read as an error", jsonBlock("The error", { name, message, codes }));
}

function codeOf(exchange: Exchange): HTMLElement {
  const code = exchangeCode(exchange);
  const none = "No single call of the package makes just this request.";
  return titled(
    "As code",
    code === null ? h("p", { class: "hint" }, none) : textBlock("The request as code", code),
  );
}

function titled(title: string, block: HTMLElement): HTMLElement {
  return h("section", {}, h("h3", { class: "small" }, title), block);
}

function headers({ responseHeaders }: Exchange): string {
  return Object.entries(responseHeaders)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
}

function isGood({ status, error }: Exchange): boolean {
  return error === null && status !== null && status < 400;
}

function sizeOf(bytes: number): string {
  return bytes < 1000 ? `${bytes} B` : `${(bytes / 1000).toFixed(1)} kB`;
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
