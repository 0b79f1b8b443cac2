import type { Context, MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import type { Service } from "../service.js";
import type { Env, Trace } from "./context.js";

/** Answers belong to one caller, and the worker serves no pages. */
export const SECURITY: readonly (readonly [string, string])[] = [
  ["Cache-Control", "no-store"],
  ["Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"],
  ["Cross-Origin-Resource-Policy", "cross-origin"],
  ["Referrer-Policy", "no-referrer"],
  ["Strict-Transport-Security", "max-age=31536000"],
  ["X-Content-Type-Options", "nosniff"],
];

/** What is around every request: its id, its headers, and its line in the log. */
export function surround(service: Service): MiddlewareHandler<Env> {
  return async (context, next) => {
    const trace: Trace = {
      request: crypto.randomUUID(),
      started: performance.now(),
      site: null,
      action: null,
      kind: null,
      refused: null,
      claim: null,
      shopRequests: 0,
      shopMs: 0,
    };
    context.set("service", service);
    context.set("trace", trace);
    await next();
    const durationMs = Math.round(performance.now() - trace.started);
    const { headers, status } = context.res;
    for (const [name, value] of SECURITY) headers.set(name, value);
    headers.set("X-Request-Id", trace.request);
    headers.set("Server-Timing", timing(trace, durationMs));
    service.log({
      time: new Date(service.now()).toISOString(),
      request: trace.request,
      method: context.req.method,
      route: routeOf(context),
      status,
      caller: context.get("caller")?.name ?? null,
      site: trace.site,
      action: trace.action,
      kind: trace.kind,
      refused: trace.refused,
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
