import { jsonBlock, textBlock } from "../components/code.js";
import { h } from "../components/element.js";
import { curlOf } from "../services/as-code.js";
import { type EdgeExchange, timingOf } from "../services/edge-exchange.js";

/** What went to the worker and what came back: JSON both ways. */
export function edgeContents(exchange: EdgeExchange): (Node | null)[] {
  const { method, url, requestBody, responseBody, responseHeaders, error } = exchange;
  const timing = timingOf(exchange);
  const headers = Object.entries(responseHeaders).map(([name, value]) => `${name}: ${value}`);
  return [
    h("p", { class: "request" }, h("code", { dir: "ltr" }, `${method} ${url}`)),
    timing === null ? null : h("p", { class: "hint timing" }, `Server-Timing: ${timing}`),
    error === null ? null : h("p", { class: "notice bad" }, error),
    requestBody === null ? null : titled("Sent", jsonText("The JSON sent", requestBody)),
    responseBody === null ? null : titled("Received", jsonText("The JSON received", responseBody)),
    titled("Headers received", textBlock("The headers received", headers.join("\n"))),
    titled("As curl", textBlock("The request as curl", curlOf(exchange))),
  ];
}

function jsonText(label: string, text: string): HTMLElement {
  try {
    return jsonBlock(label, JSON.parse(text));
  } catch {
    return textBlock(label, text);
  }
}

function titled(title: string, block: HTMLElement): HTMLElement {
  return h("section", {}, h("h3", { class: "small" }, title), block);
}
