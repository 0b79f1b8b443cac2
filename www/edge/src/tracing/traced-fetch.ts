import { beginSpan } from "./span.js";
import { type TraceContext, writeTraceparent } from "./traceparent.js";

/**
 * A fetch whose requests are spans of a trace, and name it to the shop. Neither the address nor its
 * query is told: both may hold a key or an e-mail address.
 */
export function tracedFetch(trace: TraceContext | undefined, send = fetch): typeof fetch {
  if (trace === undefined) return send;
  return async (input, init) => {
    const method = init?.method ?? "GET";
    const span = beginSpan(`${method} shop`, "client", trace);
    const headers = new Headers(init?.headers);
    headers.set("traceparent", writeTraceparent(span.context));
    try {
      const response = await send(input, { ...init, headers });
      const { status } = response;
      const attributes = { "http.request.method": method, "http.response.status_code": status };
      span.end(attributes, status >= 500);
      return response;
    } catch (thrown) {
      span.end({ "http.request.method": method, "error.type": "network" }, true);
      throw thrown;
    }
  };
}
