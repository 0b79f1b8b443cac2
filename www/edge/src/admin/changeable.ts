import type { Context } from "hono";
import type { Asking } from "../connecting/check.js";
import type { Connecting } from "../connecting/connect.js";
import type { Env } from "../http/context.js";
import { refusal } from "../problem.js";

/**
 * What changing a site needs.
 * @throws Refusal where no site can be changed
 */
export function changeable({ var: { service } }: Context<Env>): Connecting {
  const { siteStore } = service;
  if (siteStore !== null) return { ...service, siteStore };
  throw refusal("not_configured", "This worker has no store for sites that can be changed.", {
    hint: "Set DATABASE_URL, or on Cloudflare bind DATABASE or SITES_KV, and set MASTER_SECRETS.",
  });
}

/** On whose behalf shops are called for a request. */
export function askingOf({ req, var: { trace } }: Context<Env>): Required<Asking> {
  return { trace: trace.span.context, signal: req.raw.signal };
}
