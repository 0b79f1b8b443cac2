import { type Context, Hono } from "hono";
import type { Env } from "../http/context.js";
import { authenticatedAtSite } from "../http/guards.js";
import { methodNotAllowed } from "../http/method-not-allowed.js";
import { waitUntil } from "../http/wait-until.js";
import { readJson } from "../limits/body.js";
import { exchange } from "../mcp/exchange.js";
import { toolServer } from "../mcp/server.js";
import { type Kind, refusal } from "../problem.js";
import { checkScopes } from "./check-scopes.js";
import { heldTo } from "./held-by.js";
import { siteOf } from "./site-of.js";

/** The status if the caller hung up. */
const LEFT = 499;

/** The Model Context Protocol, one address for each site. */
export function mcpRoutes(): Hono<Env> {
  return new Hono<Env>()
    .use("/:site", authenticatedAtSite)
    .post("/:site", answerMessages)
    .all(
      "/:site",
      methodNotAllowed(
        "POST",
        "Send messages with POST: there is no stream to open and no session to end.",
      ),
    );
}

async function answerMessages(context: Context<Env>): Promise<Response> {
  const { service, caller, trace } = context.var;
  const request = context.req.raw;
  const body = await readJson(request, service.settings.bodyMs);
  const id = context.req.param("site") ?? "";
  let site = await siteOf(context, id);
  // Each message of a batch counts like a single one.
  for (const _ of Array.isArray(body) ? body.slice(1) : []) site = await siteOf(context, id);
  checkScopes(context, body);
  const held = await heldTo(context, site);
  const call = {
    ...{ runner: service, site, caller, held, trace },
    isStructured: isStructured(context.req.query("output_schemas")),
    signal: request.signal,
    waitUntil: waitUntil(context),
  };
  const response = await exchange(request, body, () => toolServer(call));
  trace.kind ??= kindOf(response.status);
  return response;
}

/** Models do without the schemas of answers, which are most of a list; programs ask for them. */
function isStructured(asked: string | undefined): boolean {
  if (asked === undefined || asked === "short") return asked !== undefined;
  const hint = "Give output_schemas=short, or leave it out.";
  throw refusal("invalid_request", "`output_schemas` can only be short.", {
    field: "output_schemas",
    hint,
  });
}

/** The kind in the log for an answer of the protocol that is not a problem document. */
function kindOf(status: number): Kind | null {
  if (status === LEFT) return "aborted";
  if (status >= 500) return "internal";
  return status >= 400 ? "malformed_body" : null;
}
