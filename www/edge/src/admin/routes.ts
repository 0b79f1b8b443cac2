import { Hono, type MiddlewareHandler } from "hono";
import { isAdmin } from "../callers/caller.js";
import type { Env } from "../http/context.js";
import { checkRate } from "../http/rate.js";
import { refusal } from "../problem.js";
import { callerRoutes } from "./callers.js";
import { oauthAdminRoutes } from "./oauth.js";
import { siteAdminRoutes } from "./sites.js";

/** What administrators manage. */
export function adminRoutes(): Hono<Env> {
  return new Hono<Env>()
    .use(adminOnly)
    .route("/callers", callerRoutes())
    .route("/oauth", oauthAdminRoutes())
    .route("/sites", siteAdminRoutes());
}

/** Refuses callers who manage nothing. */
const adminOnly: MiddlewareHandler<Env> = async (context, next) => {
  if (!isAdmin(context.var.caller)) {
    throw refusal("forbidden", "This token manages neither sites nor callers.", {
      hint: 'Use a token of the level "admin".',
    });
  }
  await checkRate(context, { route: "admin" });
  await next();
};
