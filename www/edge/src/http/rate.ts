import type { Context } from "hono";
import type { Caller } from "../callers/caller.js";
import { type Problem, problem, Refusal } from "../problem.js";
import type { Service } from "../service.js";
import type { Env } from "./context.js";

/** What is counted apart: a site by its id, and what is of no site. */
export type Counted = { site: string } | { route: "actions" | "sites" | "admin" };

/** Counts a request of a caller; the problem where it is one too many, otherwise `null`. */
export async function overRate(
  { rate }: Pick<Service, "rate">,
  { name, ratePerMinute }: Caller,
  counted: Counted,
): Promise<Problem | null> {
  // No id of a site has a slash in it.
  const what = "site" in counted ? counted.site : `/${counted.route}`;
  const allowed = await rate.allow(`${name} ${what}`, ratePerMinute ?? undefined);
  if (allowed === true) return null;
  const where = "site" in counted ? "this site" : "this address";
  return tooMany(`This token has made too many requests to ${where}.`, allowed);
}

/**
 * Counts a request of a caller.
 * @throws Refusal where it is one too many
 */
export async function checkRate(
  { var: { service, caller } }: Context<Env>,
  counted: Counted,
): Promise<void> {
  const over = await overRate(service, caller, counted);
  if (over !== null) throw new Refusal(over);
}

/** The problem of a request too many, with the seconds to wait. */
export function tooMany(detail: string, seconds: number): Problem {
  return problem("too_many_requests", detail, {
    hint: `Nothing was done. Wait ${seconds} s, then retry.`,
    retryable: true,
    retryAfterMs: seconds * 1000,
  });
}
