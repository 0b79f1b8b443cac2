import type { Context } from "hono";
import type { Held } from "../claims/held.js";
import { CLAIM_HEADER, heldBy } from "../claims/verify.js";
import type { Env } from "../http/context.js";
import { refusal } from "../problem.js";
import type { Site } from "../sites/site.js";

/**
 * The customer that the claim of a request holds it to; `null` if it has none and needs none. A claim
 * that does not count is never taken for none.
 * @throws Refusal for such a claim, or where the caller must send one; the log says why
 */
export async function heldTo(
  { req, var: { service, caller, trace } }: Context<Env>,
  site: Pick<Site, "id">,
): Promise<Held | null> {
  const claim = req.header(CLAIM_HEADER);
  // The token itself says it, so that no header can widen it.
  if (caller.held !== null) return caller.held;
  if (claim === undefined && !caller.needsClaim) return null;
  const found =
    claim === undefined
      ? "missing"
      : await heldBy(claim, {
          keys: service.settings.claimKeys,
          site: site.id,
          writable: (name) => {
            const action = service.catalogue.find(name);
            return action?.holds === true && !action.reads;
          },
          now: service.now(),
        });
  if (typeof found === "object") return found;
  trace.claim = found;
  throw refusal("unauthorized", "The request has no valid claim of a customer.", {
    hint: `Send a fresh claim for this site in the header \`${CLAIM_HEADER}\`.`,
  });
}
