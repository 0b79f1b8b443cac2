import type { Context, MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import type { Service } from "../service.js";
import { beginSpan } from "../tracing/span.js";
import { readTraceparent } from "../tracing/traceparent.js";
import type { Env, Trace } from "./context.js";

const POLICY = "Content-Security-Policy";

/** Answers belong to one caller; the few pages there are have a policy of their own. */
export const SECURITY: readonly (readonly [string, string])[] = [
  ["Cache-Control", "no-store"],
  [POLICY, "default-src 'none'; frame-ancestors 'none'"],
  ["Cross-Origin-Resource-Policy", "cross-origin"],
  ["Referrer-Policy", "no-referrer"],
  ["Strict-Transport-Security", "max-age=31536000"],
  ["X-Content-Type-Options", "nosniff"],
];

/** What is around every request: its id, its headers, and its line in the log. */
export function surround(service: Service): MiddlewareHandler<Env> {
  return async (context, next) => {
    const given = context.req.header("traceparent") ?? null;
    const trace: Trace = {
      request: crypto.randomUUID(),
      span: beginSpan(context.req.method, "server", readTraceparent(given)),
      started: performance.now(),
      site: null,
      action: null,
      record: null,
      change: null,
      kind: null,
      refused: null,
      saved: null,
      claim: null,
      shopRequests: 0,
      shopMs: 0,
    };
    context.set("service", service);
    context.set("trace", trace);
    await next();
    const durationMs = Math.round(performance.now() - trace.started);
    const { headers, status } = context.res;
    for (const [name, value] of SECURITY) {
      if (name !== POLICY || !headers.has(name)) headers.set(name, value);
    }
    headers.set("X-Request-Id", trace.request);
    headers.set("Server-Timing", timing(trace, durationMs));
    const route = routeOf(context);
    trace.span.end(
      {
        "http.request.method": context.req.method,
        "http.route": route,
        "http.response.status_code": status,
      },
      status >= 500,
    );
    service.log({
      time: new Date(service.now()).toISOString(),
      request: trace.request,
      trace: trace.span.context.traceId,
      method: context.req.method,
      route,
      status,
      caller: context.get("caller")?.name ?? null,
      site: trace.site,
      action: trace.action,
      record: trace.record,
      change: trace.change,
      kind: trace.kind,
      refused: trace.refused,
      saved: trace.saved,
      claim: trace.claim,
      durationMs,
      shopRequests: trace.shopRequests,
      shopMs: Math.round(trace.shopMs),
    });
  };
}

/** The pattern of the route that answers, and not that of a middleware. */
function routeOf(context: Context<Env>): string {
  return matchedRoutes(context).findLast(({ path }) => path !== "/*")?.path ?? "/*";
}

function timing({ shopRequests, shopMs }: Trace, total: number): string {
  const shop = `shop;dur=${Math.round(shopMs)};desc="${shopRequests} requests"`;
  return `${shop}, total;dur=${total}`;
}
