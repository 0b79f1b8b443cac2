import type { Context } from "hono";
import { reaches } from "../callers/caller.js";
import type { Env } from "../http/context.js";
import { refusal } from "../problem.js";
import { isSiteId, type Site } from "../sites/site.js";

/**
 * The site of an address, for the caller; counts against the caller's rate.
 * @throws Refusal if the caller does not reach it, whether it exists or not
 */
export async function siteOf(
  { var: { service, caller, trace } }: Context<Env>,
  id: string,
): Promise<Site> {
  if (!isSiteId(id) || !reaches(caller, id)) {
    throw refusal("forbidden", "This token does not reach a site of that name.", {
      hint: "GET /v1/sites lists the sites it reaches.",
    });
  }
  trace.site = id;
  const allowed = await service.rate.allow(`${caller.name} ${id}`);
  if (allowed !== true) {
    throw refusal("too_many_requests", "This token has made too many requests to this site.", {
      retryable: true,
      retryAfterMs: allowed * 1000,
    });
  }
  const site = await service.sites.find(id);
  if (site === undefined) {
    throw refusal("no_such_site", "There is no site of that name.", {
      hint: "GET /v1/sites lists the sites you can reach.",
    });
  }
  return site;
}
