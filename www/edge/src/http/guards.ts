import type { Context, MiddlewareHandler } from "hono";
import { hashOf, identify } from "../callers/authenticate.js";
import type { Refused } from "../callers/source.js";
import { Refusal, refusal, stopping } from "../problem.js";
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

/** Refuses requests while the process is shutting down. */
export const notStopping: MiddlewareHandler<Env> = async ({ var: { service } }, next) => {
  if (service.shutdown.hasBegun) throw stopping();
  await next();
};

/** Refuses every request until a token is configured. */
export const configured: MiddlewareHandler<Env> = async ({ var: { service } }, next) => {
  if (service.callers.length === 0) {
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
export const authenticated: MiddlewareHandler<Env> = async (context, next) => {
  const { service } = context.var;
  const header = context.req.header("Authorization") ?? null;
  const { wrongTokens } = service;
  const [address, hash] = [clientAddress(context), await headerHash(header)];
  const seconds = wrongTokens.blocked(address, hash);
  if (seconds > 0) throw tooManyWrong(context, seconds);
  const identity = await identify(service.callers, header, service.now());
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

/** Refuses pages of other origins than the allowed ones and the worker's own. */
export const fromAllowedOrigin: MiddlewareHandler<Env> = async (
  { req, var: { service } },
  next,
) => {
  const origin = req.header("Origin");
  const isAllowed =
    origin === undefined ||
    service.settings.origins.has(origin) ||
    origin === new URL(req.url).origin;
  if (!isAllowed) {
    throw refusal("foreign_origin", "Pages of this origin may not call this worker.", {
      hint: "Add the origin to `ALLOWED_ORIGINS`.",
    });
  }
  await next();
};
