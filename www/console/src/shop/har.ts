import { version } from "../../../../pkg/package.json";
import { isEdgeExchange } from "./edge-exchange.js";
import { bytesOf, type SeenExchange } from "./seen.js";

/** Stands where a secret stood. */
const REMOVED = "***";

/** Elements whose content nobody else may have; the package hides them too, and a file travels far. */
const SECRET_ELEMENTS =
  /<((?:passwd|secure_key|reset_password_token|last_passwd_gen)\b[^>]*)>[\s\S]*?<\/(\w+)>/gi;
const SECRET_HEADERS = ["authorization", "cookie", "set-cookie", "proxy-authorization"];
const SECRET_PARAMETERS = ["ws_key"];

/** The exchanges as an HTTP archive, version 1.2, for the tools that read those. */
export function harOf(exchanges: readonly SeenExchange[]): object {
  return {
    log: {
      version: "1.2",
      creator: { name: "PrestaShop Webservice console", version },
      entries: exchanges.map(entryOf),
    },
  };
}

function entryOf(exchange: SeenExchange): object {
  const { startedAt, durationMs, attempt, look, error } = exchange;
  const looked = look !== null && `Check ${look} for a write whose answer was lost`;
  const notes = [attempt > 1 && `Attempt ${attempt}`, looked, error].filter(Boolean);
  return {
    startedDateTime: new Date(startedAt).toISOString(),
    time: durationMs,
    request: requestOf(exchange),
    response: responseOf(exchange),
    cache: {},
    timings: { send: 0, wait: durationMs, receive: 0 },
    ...(notes.length > 0 ? { comment: notes.join(": ") } : {}),
  };
}

function requestOf(exchange: SeenExchange): object {
  const { method, url, requestBody } = exchange;
  const address = new URL(url);
  for (const name of SECRET_PARAMETERS) {
    if (address.searchParams.has(name)) address.searchParams.set(name, REMOVED);
  }
  const type = isEdgeExchange(exchange) ? "application/json" : "text/xml; charset=utf-8";
  const body = requestBody === null ? null : withoutSecrets(requestBody);
  return {
    method,
    url: address.href,
    httpVersion: "unknown",
    cookies: [],
    headers: body === null ? [] : [{ name: "Content-Type", value: type }],
    queryString: [...address.searchParams].map(([name, value]) => ({ name, value })),
    ...(body === null ? {} : { postData: { mimeType: type, params: [], text: body } }),
    headersSize: -1,
    bodySize: bytesOf(body),
  };
}

function responseOf({ status, responseHeaders, responseBody }: SeenExchange): object {
  const headers = Object.entries(responseHeaders)
    .filter(([name]) => !SECRET_HEADERS.includes(name.toLowerCase()))
    .map(([name, value]) => ({ name, value }));
  const text = withoutSecrets(responseBody ?? "");
  return {
    // As browsers write it where no answer came.
    status: status ?? 0,
    statusText: "",
    httpVersion: "unknown",
    cookies: [],
    headers,
    content: {
      size: bytesOf(responseBody),
      mimeType: responseHeaders["content-type"] ?? "application/octet-stream",
      text,
    },
    redirectURL: responseHeaders.location ?? "",
    headersSize: -1,
    bodySize: -1,
  };
}

function withoutSecrets(xml: string): string {
  return xml.replace(SECRET_ELEMENTS, `<$1>${REMOVED}</$2>`);
}
