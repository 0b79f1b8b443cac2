import type { Message } from "../language/message.js";
import { type CodeLine, textLines } from "../parts/code.js";
import { jsonLines, jsonTextLines } from "../parts/json-lines.js";
import { xmlLines } from "../parts/xml-lines.js";
import { isEdgeExchange } from "../shop/edge-exchange.js";
import type { LoggedExchange } from "../state/log.js";

/** Something to read of a request: its text, or why there is none. */
export interface Block {
  label: Message;
  lines: readonly CodeLine[] | null;
}

/** A way to look at a request; loads what it needs. */
export interface View {
  name: "answer" | "document" | "curl" | "code";
  title: Message;
  read(exchange: LoggedExchange): Promise<Block[]>;
}

const ANSWER: View = { name: "answer", title: (w) => w.log.answer, read: answerOf };
const CURL: View = { name: "curl", title: (w) => w.log.curl, read: curl };
const CODE: View = { name: "code", title: (w) => w.log.code, read: codeOf };
const DOCUMENTS: View = { name: "document", title: (w) => w.log.xml, read: documentsOf };
/** What goes to a worker and comes back is JSON. */
const SENT: View = { ...DOCUMENTS, title: (w) => w.log.sent };

/** The ways to look at a request, in the order of their tabs. */
export function viewsOf(exchange: LoggedExchange): readonly View[] {
  return [ANSWER, isEdgeExchange(exchange) ? SENT : DOCUMENTS, CURL, CODE];
}

async function answerOf(exchange: LoggedExchange): Promise<Block[]> {
  const { responseBody } = exchange;
  const label: Message = (w) => w.log.answer;
  if (isEdgeExchange(exchange)) {
    return [{ label, lines: responseBody === null ? null : jsonTextLines(responseBody) }];
  }
  const { readAgain } = await import("../shop/reading.js");
  const reading = readAgain(exchange);
  if (reading === null) return [{ label, lines: null }];
  if ("value" in reading) return [{ label, lines: jsonLines(reading.value) }];
  const { name, message, codes } = reading.error;
  return [{ label: (w) => w.log.error, lines: jsonLines({ name, message, codes }) }];
}

async function documentsOf(exchange: LoggedExchange): Promise<Block[]> {
  const { requestBody, responseBody, responseHeaders } = exchange;
  const isWorker = isEdgeExchange(exchange);
  const linesOf = isWorker ? jsonTextLines : xmlLines;
  const headers = Object.entries(responseHeaders).map(([name, value]) => `${name}: ${value}`);
  const sent: Block = {
    label: (w) => w.log.bodySent,
    lines: requestBody === null ? null : linesOf(requestBody),
  };
  const received: Block = {
    label: (w) => w.log.bodyReceived,
    lines: responseBody === null || responseBody === "" ? null : linesOf(responseBody),
  };
  return [
    ...(requestBody === null && !isWorker ? [] : [sent]),
    ...(isWorker ? [] : [received]),
    { label: (w) => w.log.headers, lines: textLines(headers.join("\n")) },
  ];
}

async function curl(exchange: LoggedExchange): Promise<Block[]> {
  const { curlOf } = await import("../shop/as-code.js");
  return [{ label: (w) => w.log.curl, lines: textLines(curlOf(exchange)) }];
}

async function codeOf(exchange: LoggedExchange): Promise<Block[]> {
  const { exchangeCode, edgeExchangeCode } = await import("../shop/as-code.js");
  const code = isEdgeExchange(exchange) ? edgeExchangeCode(exchange) : exchangeCode(exchange);
  return [{ label: (w) => w.log.code, lines: code === null ? null : textLines(code) }];
}
