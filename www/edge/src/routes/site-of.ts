import type { Context } from "hono";
import { reaches } from "../callers/caller.js";
import type { Env } from "../http/context.js";
import { checkRate } from "../http/rate.js";
import { refusal } from "../problem.js";
import { isSiteId, type Site } from "../sites/site.js";

/**
 * The site of an address, for the caller; counts against the caller's rate.
 * @throws Refusal if the caller does not reach it, whether it exists or not
 */
export async function siteOf(context: Context<Env>, id: string): Promise<Site> {
  checkReach(context, id);
  await checkRate(context, { site: id });
  return existing(context, id);
}

/**
 * The site of an address, for a caller whose messages are counted one by one.
 * @throws Refusal as above
 */
export async function uncountedSiteOf(context: Context<Env>, id: string): Promise<Site> {
  checkReach(context, id);
  return existing(context, id);
}

/** The answer is the same whether the site exists or not. */
function checkReach({ var: { caller, trace } }: Context<Env>, id: string): void {
  if (!isSiteId(id) || !reaches(caller, id)) {
    throw refusal("forbidden", "This token does not reach a site of that name.", {
      hint: "GET /v1/sites lists the sites it reaches.",
    });
  }
  trace.site = id;
}

async function existing({ var: { service } }: Context<Env>, id: string): Promise<Site> {
  const site = await service.sites.find(id);
  if (site === undefined) {
    throw refusal("no_such_site", "There is no site of that name.", {
      hint: "GET /v1/sites lists the sites you can reach.",
    });
  }
  return site;
}
