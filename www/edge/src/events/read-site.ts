import { problemOf, type Report } from "../logging/report.js";
import { problem } from "../problem.js";
import type { Times } from "../running/dependencies.js";
import { explained, withShop } from "../running/with-shop.js";
import type { Shared } from "../shop/open.js";
import type { SiteRegistry } from "../sites/site.js";
import type { ReadSite } from "./poll.js";
import { type Reading, readShop } from "./read-shop.js";

/** Milliseconds for one poll: slow shops get theirs done, and the hold of the feed lasts longer. */
const READ_SITE_MS = 60_000;

/** Nobody waits for it. */
const ASKER = { caller: "events", priority: "job" } as const;

/** What reading a site needs of the worker. */
interface Needed extends Shared {
  sites: SiteRegistry;
  settings: Times;
  report: Report;
  now: () => number;
}

/** Reads sites as the worker has them configured. */
export function siteReader(service: Needed): ReadSite {
  const settings = { ...service.settings, readMs: READ_SITE_MS };
  return async (id, { streams, cursor }) => {
    const failure = (thrown: unknown) => problemOf(service.report, thrown);
    const site = await service.sites.find(id).catch(failure);
    if (site === undefined) return { problem: problem("no_such_site", "The site is gone.") };
    if ("status" in site) return { problem: site };
    const runner = { ...service, settings };
    const action = { name: "events", reads: true };
    const outcome = await withShop<Reading>(
      { runner, site, action, asker: ASKER },
      async (shop) => {
        try {
          const { client, signal } = shop;
          return {
            answer: await readShop(client, { streams, cursor, now: service.now(), signal }),
          };
        } catch (thrown) {
          return { problem: explained(failure(thrown), shop.traffic) };
        }
      },
    );
    return "problem" in outcome ? outcome : outcome.answer;
  };
}
