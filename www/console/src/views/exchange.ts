import type { Exchange } from "@aismarttalk/prestashop";
import { jsonBlock, textBlock } from "../components/code.js";
import { h } from "../components/element.js";
import { quoted } from "../components/quoted.js";
import { xmlBlock } from "../components/xml.js";
import type { Message } from "../language/message.js";
import { actionCode, exchangeCode } from "../shop/as-code.js";
import { isEdgeExchange } from "../shop/edge-exchange.js";
import { readAgain } from "../shop/reading.js";
import type { AskedCall } from "../shop/seen.js";
import { curlBlock, edgeContents, headersBlock, titled } from "./edge-exchange.js";

export { harOf } from "../shop/har.js";

/** An action as a program calls it. */
export function actionBlock(asked: AskedCall): HTMLElement {
  return textBlock((w) => w.exchanges.actionAsCode, actionCode(asked));
}

/** What was sent and what came back, as it was and as it is read. */
export function contents(exchange: Exchange): (Node | null)[] {
  if (isEdgeExchange(exchange)) return edgeContents(exchange);
  const { method, url, requestBody, responseBody, error, warnings } = exchange;
  return [
    h("p", { class: "request" }, h("code", { dir: "ltr" }, `${method} ${url}`)),
    ...warnings.map((warning) => h("p", { class: "notice warn" }, quoted(warning))),
    error === null ? null : h("p", { class: "notice bad" }, quoted(error)),
    requestBody === null
      ? null
      : titled(
          (w) => w.exchanges.sent,
          xmlBlock((w) => w.exchanges.blocks.xmlSent, requestBody),
        ),
    typed(exchange),
    responseBody === null || responseBody === ""
      ? h("p", { class: "hint" }, (w) => w.exchanges.noBody)
      : titled((w) => w.exchanges.received, documentBlock(exchange, responseBody)),
    headersBlock(headers(exchange)),
    curlBlock(exchange),
    callCode(exchange),
  ];
}

function documentBlock({ responseHeaders }: Exchange, body: string): HTMLElement {
  const isPage = responseHeaders["content-type"]?.startsWith("text/html") ?? false;
  const label: Message = (w) => w.exchanges.blocks.document;
  return isPage && !body.includes("<?xml") ? textBlock(label, body) : xmlBlock(label, body);
}

function typed(exchange: Exchange): HTMLElement | null {
  const reading = readAgain(exchange);
  if (reading === null) return null;
  if ("value" in reading) {
    const block = jsonBlock((w) => w.exchanges.blocks.typed, reading.value);
    return titled((w) => w.exchanges.typed, block);
  }
  const { name, message, codes } = reading.error;
  const block = jsonBlock((w) => w.exchanges.blocks.error, { name, message, codes });
  return titled((w) => w.exchanges.readAsError, block);
}

function callCode(exchange: Exchange): HTMLElement {
  const code = exchangeCode(exchange);
  return titled(
    (w) => w.exchanges.asCode,
    code === null
      ? h("p", { class: "hint" }, (w) => w.exchanges.noCode)
      : textBlock((w) => w.exchanges.blocks.code, code),
  );
}

function headers({ responseHeaders }: Exchange): string {
  return Object.entries(responseHeaders)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
}
