import type { Exchange } from "@aismarttalk/prestashop";
import { jsonBlock, textBlock } from "../components/code.js";
import { h } from "../components/element.js";
import { ENGLISH } from "../components/quoted.js";
import type { Message } from "../language/message.js";
import { curlOf } from "../shop/as-code.js";
import { type EdgeExchange, timingOf } from "../shop/edge-exchange.js";

/** What went to the worker and what came back: JSON both ways. */
export function edgeContents(exchange: EdgeExchange): (Node | null)[] {
  const { method, url, requestBody, responseBody, responseHeaders, unanswered } = exchange;
  const timing = timingOf(exchange);
  const headers = Object.entries(responseHeaders).map(([name, value]) => `${name}: ${value}`);
  return [
    h("p", { class: "request" }, h("code", { dir: "ltr" }, `${method} ${url}`)),
    timing === null
      ? null
      : h("p", { class: "hint timing", ...ENGLISH }, `Server-Timing: ${timing}`),
    unanswered === null
      ? null
      : h("p", { class: "notice bad" }, unanswered && ((w) => w.exchanges[unanswered])),
    requestBody === null
      ? null
      : titled(
          (w) => w.exchanges.sent,
          jsonText((w) => w.exchanges.blocks.jsonSent, requestBody),
        ),
    responseBody === null
      ? null
      : titled(
          (w) => w.exchanges.received,
          jsonText((w) => w.exchanges.blocks.jsonReceived, responseBody),
        ),
    headersBlock(headers.join("\n")),
    curlBlock(exchange),
  ];
}

function jsonText(label: Message, text: string): HTMLElement {
  try {
    return jsonBlock(label, JSON.parse(text));
  } catch {
    return textBlock(label, text);
  }
}

/** The headers of a response, one a line. */
export function headersBlock(lines: string): HTMLElement {
  return titled(
    (w) => w.exchanges.headers,
    textBlock((w) => w.exchanges.blocks.headers, lines),
  );
}

/** The request as a shell sends it. */
export function curlBlock(exchange: Exchange): HTMLElement {
  return titled(
    (w) => w.exchanges.asCurl,
    textBlock((w) => w.exchanges.blocks.curl, curlOf(exchange)),
  );
}

/** A block of code under its title. */
export function titled(title: Message, block: HTMLElement): HTMLElement {
  return h("section", {}, h("h3", { class: "small" }, title), block);
}
