import type { Context, MiddlewareHandler } from "hono";
import { bearerOf, hashOf, identify } from "../callers/authenticate.js";
import type { Identity, Refused } from "../callers/source.js";
import { challengeOf } from "../oauth/resource.js";
import { Refusal, refusal, stopping } from "../problem.js";
import type { Service } from "../service.js";
import { isSiteId } from "../sites/site.js";
import { clientAddress } from "./address.js";
import type { Env } from "./context.js";
import { tooMany } from "./rate.js";

const REFUSED: Record<Refused, string> = {
  missing: "The request has no bearer token.",
  unknown: "The token is not known here.",
  expired: "The token has expired.",
  disabled: "The token is disabled.",
  invalid: "The token is not valid here.",
};

/** What a client asks for first; more comes when it is needed. */
const FIRST_SCOPES = ["read"];

/** Refuses requests while the process is shutting down. */
export const notStopping: MiddlewareHandler<Env> = async ({ var: { service } }, next) => {
  if (service.shutdown.hasBegun) throw stopping();
  await next();
};

/** Refuses every request until a token is configured. */
export const configured: MiddlewareHandler<Env> = async ({ var: { service } }, next) => {
  if (service.callers.length === 0 && service.oauth === null) {
    throw refusal("not_configured", "No token is configured, so the worker serves nothing.", {
      hint: "Set `CALLERS`; the README says how.",
    });
  }
  await next();
};

function tooManyWrong({ var: { trace } }: Context<Env>, seconds: number): Refusal {
  trace.refused ??= "blocked";
  return new Refusal(tooMany("Too many wrong tokens came from this address.", seconds));
}

/** What a token is remembered by in this process: never the token itself. */
async function headerHash(header: string | null): Promise<string> {
  return header === null ? "" : (await hashOf(header)).join();
}

/** Refuses requests without a valid token. */
export const authenticated = authenticatedBy(({ callers, now }, header) =>
  identify(callers, header, now()),
);

/** Refuses requests at the MCP address of a site without a token that is good there. */
export const authenticatedAtSite: MiddlewareHandler<Env> = async (context, next) => {
  const { oauth } = context.var.service;
  const site = context.req.param("site") ?? "";
  if (oauth === null || !isSiteId(site)) return authenticated(context, next);
  context.set("challenge", challengeOf(oauth.publicUrl, site, { scopes: FIRST_SCOPES }));
  return authenticatedBy(async ({ callers, now }, header) => {
    const token = bearerOf(header);
    const identity = token && (await oauth.tokens.find(token, site, now()));
    const found = identity || (await identify(callers, header, now()));
    if ("refused" in found && found.refused !== "missing") {
      const error = "invalid_token" as const;
      context.set("challenge", challengeOf(oauth.publicUrl, site, { error, scopes: FIRST_SCOPES }));
    }
    return found;
  })(context, next);
};

function authenticatedBy(
  identified: (service: Service, header: string | null) => Promise<Identity>,
): MiddlewareHandler<Env> {
  return async (context, next) => {
    const { service } = context.var;
    const header = context.req.header("Authorization") ?? null;
    const { wrongTokens } = service;
    const [address, hash] = [clientAddress(context), await headerHash(header)];
    // Who sends none is told that one is needed.
    const seconds = header === null ? 0 : wrongTokens.blocked(address, hash);
    if (seconds > 0) throw tooManyWrong(context, seconds);
    const identity = await identified(service, header);
    if ("refused" in identity) {
      context.var.trace.refused = identity.detail ?? identity.refused;
      // A token that was right is no attempt: who has it must learn that it is over.
      const isWrong = identity.refused === "unknown" || identity.refused === "invalid";
      const wait = isWrong ? await wrongTokens.count(address) : 0;
      if (wait > 0) throw tooManyWrong(context, wait);
      throw refusal("unauthorized", REFUSED[identity.refused], {
        hint: "Send the header `Authorization: Bearer TOKEN`.",
      });
    }
    wrongTokens.right(hash);
    context.set("caller", identity.caller);
    await next();
  };
}

/** Refuses pages of other origins than the allowed ones and the worker's own. */
export const fromAllowedOrigin: MiddlewareHandler<Env> = async (
  { req, var: { service } },
  next,
) => {
  const origin = req.header("Origin");
  const isAllowed =
    origin === undefined ||
    service.settings.origins.has(origin) ||
    // What a request says its address is counts where none is set: a page may have chosen its name.
    origin === (service.oauth?.publicUrl ?? new URL(req.url).origin);
  if (!isAllowed) {
    throw refusal("foreign_origin", "Pages of this origin may not call this worker.", {
      hint: "Add the origin to `ALLOWED_ORIGINS`.",
    });
  }
  await next();
};
