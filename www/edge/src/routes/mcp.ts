import { type Context, Hono } from "hono";
import type { Env } from "../http/context.js";
import { authenticatedAtSite } from "../http/guards.js";
import { methodNotAllowed } from "../http/method-not-allowed.js";
import { overRate } from "../http/rate.js";
import { waitUntil } from "../http/wait-until.js";
import { isObject } from "../json.js";
import { readJson } from "../limits/body.js";
import { exchange } from "../mcp/exchange.js";
import { toolServer } from "../mcp/server.js";
import { type Kind, refusal } from "../problem.js";
import { checkScopes } from "./check-scopes.js";
import { heldTo } from "./held-by.js";
import { uncountedSiteOf } from "./site-of.js";

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
  const site = await uncountedSiteOf(context, id);
  const admit = () => overRate(service, caller, { site: id });
  // Each message of a batch counts like a single one. Those that ask a shop are counted as they do.
  const messages: unknown[] = Array.isArray(body) ? body : [body];
  for (const message of messages) if (!asksShop(message)) await admit();
  checkScopes(context, body);
  const held = await heldTo(context, site);
  const call = {
    ...{ runner: service, site, caller, held, trace, admit },
    isStructured: isStructured(context.req.query("output_schemas")),
    signal: request.signal,
    waitUntil: waitUntil(context),
  };
  const response = await exchange(request, body, () => toolServer(call));
  trace.kind ??= kindOf(response.status);
  return response;
}

/** Whether a message is one that the rate can refuse; a client takes no refusal of others. */
function asksShop(message: unknown): boolean {
  return isObject(message) && (message.method === "tools/list" || message.method === "tools/call");
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
