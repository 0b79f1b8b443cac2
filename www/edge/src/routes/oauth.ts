import { type Context, Hono, type MiddlewareHandler } from "hono";
import { clientAddress } from "../http/address.js";
import type { Env } from "../http/context.js";
import { notStopping } from "../http/guards.js";
import { methodNotAllowed } from "../http/method-not-allowed.js";
import { tooMany } from "../http/rate.js";
import { MOST_BYTES, readText } from "../limits/body.js";
import { INVITATION } from "../oauth/invited.js";
import { AUTHORIZE, REGISTER, SERVER_METADATA, TOKEN } from "../oauth/library.js";
import type { OAuth } from "../oauth/open.js";
import { RESOURCE_METADATA, resourceMetadata } from "../oauth/resource.js";
import type { AuthorizationServer } from "../oauth/server.js";
import { Refusal, refusal } from "../problem.js";
import { isSiteId } from "../sites/site.js";

/** Longer than what any client registers with. */
const MOST_CHARACTERS = 32 << 10;

/**
 * What clients ask before they have a token. Everybody may: pages of any origin too, because nothing
 * here goes by what a browser sends of itself, but for the pages for people.
 */
export function oauthRoutes({ publicUrl, issuer, server }: OAuth): Hono<Env> {
  const app = new Hono<Env>().use(`${RESOURCE_METADATA}/*`, open);
  const only = methodNotAllowed("GET, HEAD", "Use GET.");
  app.get(RESOURCE_METADATA, open, (context) =>
    context.json(resourceMetadata(publicUrl, issuer, null)),
  );
  app.get(`${RESOURCE_METADATA}/mcp/:site`, (context) => {
    const site = context.req.param("site");
    if (!isSiteId(site)) throw refusal("no_such_route", "There is no such address.");
    return context.json(resourceMetadata(publicUrl, issuer, site));
  });
  app.all(`${RESOURCE_METADATA}/mcp/:site`, only);
  return server === null ? app : app.route("/", serverRoutes(server));
}

function serverRoutes(server: AuthorizationServer): Hono<Env> {
  const app = new Hono<Env>();
  for (const path of [SERVER_METADATA, `${SERVER_METADATA}/*`, TOKEN, REGISTER])
    app.use(path, open);
  for (const path of [AUTHORIZE, INVITATION, TOKEN, REGISTER]) app.use(path, notStopping, counted);
  app.get(SERVER_METADATA, () => server.metadata());
  app.get(AUTHORIZE, ({ req }) => server.show(req.raw));
  app.post(AUTHORIZE, async (context) => server.decide(context.req.raw, await bodyOf(context)));
  app.get(INVITATION, ({ req }) => server.invitation(req.raw));
  app.post(TOKEN, async (context) => server.token(context.req.raw, await bodyOf(context)));
  app.post(REGISTER, async (context) => server.register(context.req.raw, await bodyOf(context)));
  for (const path of [TOKEN, REGISTER]) app.all(path, methodNotAllowed("POST", "Use POST."));
  return app;
}

/** Lets pages of every origin read the answers, as the library of the server does. */
const open: MiddlewareHandler<Env> = async (context, next) => {
  if (context.req.method === "OPTIONS") {
    context.res = new Response(null, { status: 204, headers: PREFLIGHT });
    return;
  }
  await next();
  context.res.headers.set("Access-Control-Allow-Origin", "*");
};

const PREFLIGHT = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Methods": "GET, POST",
  "Access-Control-Allow-Headers": "Authorization, Content-Type, Mcp-Protocol-Version",
  "Access-Control-Max-Age": "600",
};

/** Refuses an address that asks too often. */
const counted: MiddlewareHandler<Env> = async (context, next) => {
  const { settings, strangers } = context.var.service;
  const allowed = await strangers.allow(clientAddress(context) ?? "", settings.ratePerMinute);
  if (allowed !== true) {
    throw new Refusal(tooMany("Too many requests came from this address.", allowed));
  }
  await next();
};

async function bodyOf({ req, var: { service } }: Context<Env>): Promise<string> {
  const text = await readText(req.raw, { mostMs: service.settings.bodyMs, mostBytes: MOST_BYTES });
  if (text.length <= MOST_CHARACTERS) return text;
  throw refusal("body_too_large", "The body is larger than 32 KB.", { hint: "Send less." });
}
