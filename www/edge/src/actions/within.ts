import { type Problem, problem } from "../problem.js";
import type { Service } from "../service.js";
import { type OpenShop, openShop } from "../shop/open.js";
import type { Site } from "../sites/site.js";
import type { EdgeAction } from "./edge-action.js";
import type { Outcome, Result } from "./outcome.js";
import { withoutKey } from "./without-key.js";

/** What bounds a piece of work. */
interface Bounds {
  service: Service;
  site: Site;
  action: Pick<EdgeAction, "name" | "reads">;
  /** Ends the work with the request it belongs to. */
  signal?: AbortSignal | undefined;
}

/** Does work at a shop inside its time, and lets nothing out that holds the key. */
export async function within<A>(
  { service, site, action, signal }: Bounds,
  work: (shop: OpenShop) => Promise<Result<A>>,
): Promise<Outcome<A>> {
  const { readMs, writeMs } = service.settings;
  const most = action.reads ? readMs : writeMs;
  const shop = openShop(site, service.cache);
  const timer = setTimeout(() => shop.stop(tooLong(action, most)), most);
  const leave = () => shop.stop(problem("aborted", "The caller ended the request."));
  signal?.addEventListener("abort", leave);
  if (signal?.aborted) leave();
  try {
    const result = explained(await work(shop), shop.traffic.stopped);
    const { requests, milliseconds } = shop.traffic;
    return withoutKey({ ...result, requests, milliseconds }, site.key);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", leave);
  }
}

/** What was stopped here fails as stopped or unreachable; the reason for it says more. */
function explained<A>(result: Result<A>, stopped: Problem | null): Result<A> {
  const hides = "problem" in result && /^(?:aborted|network)$/.test(result.problem.kind);
  return stopped !== null && hides ? { problem: stopped } : result;
}

function tooLong({ name, reads }: Bounds["action"], most: number): Problem {
  const seconds = most / 1000;
  return problem("time_limit", `${name} took longer than ${seconds} s and was stopped.`, {
    hint: reads
      ? "Try again, or ask for less."
      : "Nothing was written. Try again when the shop is quicker.",
    retryable: reads,
  });
}
