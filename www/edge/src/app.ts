import { Hono } from "hono";
import { cors } from "hono/cors";
import { adminRoutes } from "./admin/routes.js";
import { CLAIM_HEADER } from "./claims/verify.js";
import type { Env } from "./http/context.js";
import { authenticated, configured, fromAllowedOrigin, notStopping } from "./http/guards.js";
import { GET_ONLY } from "./http/method-not-allowed.js";
import { thrownResponse } from "./http/respond.js";
import { surround } from "./http/surround.js";
import { idempotent, KEY_HEADER, REPLAYED_HEADER } from "./idempotency/idempotent.js";
import { refusal } from "./problem.js";
import { actionRoutes } from "./routes/actions.js";
import { eventRoutes } from "./routes/events.js";
import { healthRoutes } from "./routes/health.js";
import { jobRoutes } from "./routes/jobs.js";
import { mcpRoutes } from "./routes/mcp.js";
import { oauthRoutes } from "./routes/oauth.js";
import { openApiRoute } from "./routes/openapi.js";
import { siteRoutes } from "./routes/sites.js";
import type { Service } from "./service.js";

/** The routes over a service. */
export function createApp(service: Service): Hono<Env> {
  const app = new Hono<Env>();
  app.onError((thrown, context) => thrownResponse(context, thrown));
  app.notFound((context) =>
    thrownResponse(context, refusal("no_such_route", "There is no such address.")),
  );

  app.use(surround(service));
  app.route("/", healthRoutes());
  if (service.oauth !== null) app.route("/", oauthRoutes(service.oauth));
  app.use(fromAllowedOrigin);
  app.use(
    cors({
      origin: [...service.settings.origins],
      allowMethods: ["GET", "POST", "PUT", "PATCH", "DELETE"],
      allowHeaders: [
        "Authorization",
        "Content-Type",
        "Mcp-Method",
        "Mcp-Name",
        "Mcp-Protocol-Version",
        "Traceparent",
        CLAIM_HEADER,
        KEY_HEADER,
      ],
      exposeHeaders: [
        "Location",
        "Retry-After",
        "Server-Timing",
        "WWW-Authenticate",
        "X-Change-Id",
        "X-Request-Id",
        REPLAYED_HEADER,
      ],
      maxAge: 600,
    }),
  );
  app.use(notStopping);
  app.use(configured);
  app.get("/openapi.json", openApiRoute()).all(GET_ONLY);
  // Before the guard of the others: these take access tokens, too.
  app.route("/mcp", mcpRoutes());
  app.use(authenticated);
  app.use("/v1/*", idempotent);
  app.route("/v1/admin", adminRoutes());
  app.route("/v1", actionRoutes());
  app.route("/v1/sites", siteRoutes());
  app.route("/v1/sites", eventRoutes());
  app.route("/v1/sites", jobRoutes());
  return app;
}
