import type { Exchange } from "@aismarttalk/prestashop/edge";

/** An exchange with the worker; those with the shop stay inside it. */
export interface EdgeExchange extends Exchange {
  via: "worker";
  /** Why there is no answer; `null` where there is one. */
  unanswered: "stopped" | "unanswered" | null;
}

/** What the package tells of a request that its caller stopped. */
export const STOPPED = /stopped by its caller/;

/** Whether an exchange is one with a worker. */
export function isEdgeExchange(exchange: Exchange): exchange is EdgeExchange {
  return "via" in exchange;
}

/** How long the worker and the shop behind it took, as its `Server-Timing` tells. */
export function timingOf({ responseHeaders }: Exchange): string | null {
  const header = responseHeaders["server-timing"];
  if (header === undefined) return null;
  const parts = header.split(/,\s*/).map((part) => {
    const [name = "", ...more] = part.split(";");
    const [, took = "?"] = /dur=([\d.]+)/.exec(more.join(";")) ?? [];
    const [, of] = /desc="([^"]*)"/.exec(more.join(";")) ?? [];
    return `${name} ${took} ms${of === undefined ? "" : ` (${of})`}`;
  });
  return parts.join(", ");
}
