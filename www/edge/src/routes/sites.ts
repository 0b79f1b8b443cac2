import { type Context, Hono } from "hono";
import { reaches } from "../callers/caller.js";
import { SHORTCUTS } from "../catalogue/catalogue.js";
import type { Input } from "../catalogue/outcome.js";
import type { Env } from "../http/context.js";
import { GET_ONLY, methodNotAllowed } from "../http/method-not-allowed.js";
import { checkRate } from "../http/rate.js";
import { outcomeResponse } from "../http/respond.js";
import { waitUntil } from "../http/wait-until.js";
import { isObject } from "../json.js";
import { readJson } from "../limits/body.js";
import { refusal } from "../problem.js";
import { runAction } from "../running/run.js";
import { shownSites } from "../sites/installation.js";
import { pageOf } from "../sites/page.js";
import { heldTo } from "./held-by.js";
import { siteOf } from "./site-of.js";

/** Dashboards show all the sites of a token at once. */
const PAGE = { usual: 5_000, most: 5_000 };

/** The routes of the sites a caller reaches. */
export function siteRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get("/", async (context) => {
      const { service, caller } = context.var;
      await checkRate(context, { route: "sites" });
      const all = shownSites(await service.sites.list((id) => reaches(caller, id)));
      const { entries, next } = pageOf(all, context.req.query(), PAGE);
      return context.json({ sites: entries, ...(next !== null && { next }) });
    })
    .all(GET_ONLY)
    .get("/:site/access", async (context) => answerAction(context, SHORTCUTS.access, {}))
    .all(GET_ONLY)
    .get("/:site/changes", async (context) =>
      answerAction(context, SHORTCUTS.changes, queryInput(context.req.query())),
    )
    .all(GET_ONLY)
    .post("/:site/actions/:action", async (context) =>
      answerAction(context, context.req.param("action"), await readInput(context)),
    )
    .all(methodNotAllowed("POST", "Send the input of the action with POST."));
}

async function answerAction(
  context: Context<Env>,
  action: string,
  input: Input,
): Promise<Response> {
  const { service, caller, trace } = context.var;
  const site = await siteOf(context, context.req.param("site") ?? "");
  // Other names are texts of the caller and do not belong in a log.
  trace.action = service.catalogue.find(action)?.name ?? null;
  const held = await heldTo(context, site);
  const { signal } = context.req.raw;
  const call = {
    site,
    caller,
    held,
    action,
    input,
    request: trace.request,
    signal,
    trace: trace.span.context,
  };
  const running = runAction(service, call);
  waitUntil(context)(running);
  return outcomeResponse(context, await running);
}

/** An input from an address, where numbers are digits. */
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
  throw refusal("malformed_body", "The body is not a JSON object.", {
    hint: 'Send the input of the action, such as { "id": 5 }.',
  });
}
