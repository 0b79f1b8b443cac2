import type { CheckAccessOutput } from "@aismarttalk/prestashop";
import type { Outcome } from "../catalogue/outcome.js";
import { problemFrom } from "../problem.js";
import type { Times } from "../running/dependencies.js";
import { explained, withShop } from "../running/with-shop.js";
import type { Shared } from "../shop/open.js";
import type { Site } from "../sites/site.js";
import type { TraceContext } from "../tracing/traceparent.js";

/** What trying a key needs. */
export interface Checking extends Shared {
  settings: Times;
}

/** On whose behalf a shop is called. */
export interface Asking {
  /** The trace it belongs to. */
  trace: TraceContext;
  /** Ends it with the request it belongs to. */
  signal?: AbortSignal;
}

const CHECK = { name: "check_access", reads: true } as const;

/** Tries the key of a site at its shop: what it may do there, or why it cannot be used. */
export function checkSite(
  runner: Checking,
  site: Site,
  { trace, signal }: Asking,
): Promise<Outcome<CheckAccessOutput>> {
  return withShop<CheckAccessOutput>(
    { runner, site, action: CHECK, signal, asker: { trace } },
    async (shop) => {
      try {
        return { answer: await shop.client.run(CHECK.name, {}, { signal: shop.signal }) };
      } catch (thrown) {
        return { problem: explained(problemFrom(thrown), shop.traffic) };
      }
    },
  );
}
