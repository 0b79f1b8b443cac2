import type { Action } from "../catalogue/action.js";
import type { Outcome, Result } from "../catalogue/outcome.js";
import { LOOK_AGAIN, type Problem, problem } from "../problem.js";
import { knownOf } from "../shop/knowledge.js";
import { type Asker, type OpenShop, openShop, type Shared, type Writing } from "../shop/open.js";
import type { Site } from "../sites/site.js";
import { withoutKey } from "../sites/without-key.js";
import type { Times } from "./dependencies.js";

/** What bounds a piece of work. */
interface Bounds {
  runner: Shared & { settings: Times };
  site: Site;
  action: Pick<Action, "name" | "reads">;
  /** Whose work it is. */
  asker: Asker;
  /** Ends the work with the request it belongs to. */
  signal?: AbortSignal | undefined;
  /** Of work that may write. */
  writing?: Omit<Writing, "mostMs">;
}

/** Does work at a shop within its time limit, and removes the key from what it returns. */
export async function withShop<A>(
  { runner, site, action, asker, signal, writing }: Bounds,
  work: (shop: OpenShop) => Promise<Result<A>>,
): Promise<Outcome<A>> {
  const { readMs, writeMs } = runner.settings;
  const most = action.reads ? readMs : writeMs;
  const known = await knownOf(site, runner.cache);
  const limits = writing && { ...writing, mostMs: writeMs };
  const shop = openShop(site, { ...runner, ...asker }, limits, known);
  const timer = setTimeout(() => shop.stop(tooLong(action, most)), most);
  const leave = () => shop.stop(problem("aborted", "The caller ended the request."));
  signal?.addEventListener("abort", leave);
  if (signal?.aborted) leave();
  try {
    const result = await work(shop);
    const { requests, milliseconds } = shop.traffic;
    return withoutKey({ ...result, requests, milliseconds }, site.key);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", leave);
    await shop.close();
  }
}

/**
 * The problem as the caller gets it: what was stopped here fails as stopped or unreachable, and the
 * reason for it says more, as long as nothing can have been saved.
 */
export function explained(failed: Problem, { stopped, writes }: OpenShop["traffic"]): Problem {
  const hides = /^(?:aborted|network|timeout|outcome_unknown)$/.test(failed.kind);
  if (stopped !== null && hides && (writes === 0 || failed.saved === "no")) return stopped;
  if (failed.saved !== "no") return failed.kind === "aborted" ? unknown() : failed;
  return failed.kind === "internal" && writes > 0 ? { ...failed, saved: "unknown" } : failed;
}

function unknown(): Problem {
  const detail = "The write was sent, but its time ran out before the shop answered.";
  return problem("outcome_unknown", detail, { hint: LOOK_AGAIN });
}

function tooLong({ name, reads }: Bounds["action"], most: number): Problem {
  const seconds = most / 1000;
  return problem("time_limit", `${name} took longer than ${seconds} s and was stopped.`, {
    hint: reads ? "Retry, or request less." : "Nothing was written. Retry when the shop is faster.",
    retryable: true,
  });
}
