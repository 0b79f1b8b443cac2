import { type Context, Hono } from "hono";
import { findAction } from "../actions/catalogue.js";
import type { Input } from "../actions/outcome.js";
import { runAction } from "../actions/run.js";
import { reaches } from "../callers/caller.js";
import { allowing, ONLY_READ } from "../http/allowing.js";
import type { Env } from "../http/context.js";
import { outlive } from "../http/outlive.js";
import { outcomeResponse } from "../http/respond.js";
import { readJson } from "../limits/body.js";
import { refusal } from "../problem.js";
import { isObject } from "../settings.js";
import { toldSites } from "../sites/installation.js";
import { siteOf } from "./site-of.js";

/** What is done with the shops a caller reaches. */
export function siteRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get("/", async ({ json, var: { service, caller } }) =>
      json({ sites: toldSites(await service.sites.list((id) => reaches(caller, id))) }),
    )
    .all(ONLY_READ)
    .get("/:site/access", async (context) => answer(context, "check_access", {}))
    .all(ONLY_READ)
    .get("/:site/changes", async (context) =>
      answer(context, "list_changes", queryInput(context.req.query())),
    )
    .all(ONLY_READ)
    .post("/:site/actions/:action", async (context) =>
      answer(context, context.req.param("action"), await readInput(context)),
    )
    .all(allowing("POST", "Send the input of the action with POST."));
}

async function answer(context: Context<Env>, action: string, input: Input): Promise<Response> {
  const { service, caller, trace } = context.var;
  const site = await siteOf(context, context.req.param("site") ?? "");
  // Any other name is a text of the caller, and has no place in a log.
  trace.action = findAction(action)?.name ?? null;
  const { signal } = context.req.raw;
  const call = { site, caller, action, input, request: trace.request, signal };
  const running = runAction(service, call);
  outlive(context)(running);
  return outcomeResponse(context, await running);
}

/** An input out of an address, where numbers are digits. */
function queryInput(query: Record<string, string>): Input {
  const typed = Object.entries(query).map(([name, value]) => [
    name,
    /^\d{1,10}$/.test(value) ? Number(value) : value,
  ]);
  return Object.fromEntries(typed);
}

async function readInput({ req, var: { service } }: Context<Env>): Promise<Input> {
  const input = await readJson(req.raw, service.settings.bodyMs);
  if (isObject(input)) return input;
  throw refusal("malformed_body", "The body is no JSON object.", {
    hint: 'Send the input of the action, such as { "id": 5 }.',
  });
}
