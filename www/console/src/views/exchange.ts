import type { Exchange } from "@aismarttalk/prestashop";
import { jsonBlock, textBlock } from "../components/code.js";
import { h } from "../components/element.js";
import { xmlBlock } from "../components/xml.js";
import { actionCode, curlOf, exchangeCode } from "../services/as-code.js";
import { isEdgeExchange } from "../services/edge-exchange.js";
import { readAgain } from "../services/reading.js";
import type { AskedCall } from "../services/seen.js";
import { edgeContents } from "./edge-exchange.js";

export { harOf } from "../services/har.js";

/** An action as a program calls it. */
export function actionBlock(asked: AskedCall): HTMLElement {
  return textBlock("The action as code", actionCode(asked));
}

/** What was sent and what came back, as it was and as it is read. */
export function contents(exchange: Exchange): (Node | null)[] {
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
