import type { Problem } from "../problem.js";
import type { DeliveryStore } from "./deliveries.js";
import type { EndpointStore } from "./endpoints.js";
import type { Feed, FeedStore } from "./feeds.js";
import { type Stream, streamsOf } from "./kinds.js";
import type { Reading } from "./read-shop.js";

/** How the shop of a site is read. */
export type ReadSite = (
  site: string,
  asked: { streams: ReadonlySet<Stream>; cursor: string | null },
) => Promise<Reading | { problem: Problem }>;

/** What polling a site needs. */
export interface Polling {
  feeds: FeedStore;
  endpoints: EndpointStore;
  deliveries: Pick<DeliveryStore, "isBehind">;
  read: ReadSite;
  /** Milliseconds between polls of a site. */
  everyMs: number;
  random: () => number;
  now: () => number;
  /** Tells the log that a poll failed. */
  tell: (line: { site: string; failed: string }) => void;
}

/** Events that may wait for a healthy endpoint before its shop is read on. */
const MOST_WAITING = 5_000;
/** Milliseconds until a poll that could not be made is tried again. */
const BEHIND_MS = 5_000;
/** Polls without a site after which its id may be given to another shop. */
const MISSES_OF_SITE = 3;
/** The longest wait after polls that failed. */
const MOST_BACKOFF_MS = 3_600_000;
/** Share of an interval by which it varies, so that sites do not come all at once. */
const SPREAD = 0.1;

/** Reads what happened at a site since the last poll, and logs it. */
export async function pollSite(site: string, polling: Polling): Promise<void> {
  const { feeds, now } = polling;
  const feed = await feeds.hold(site, now());
  if (feed === undefined) return;
  try {
    await readOn(feed, polling);
  } catch (thrown) {
    // Otherwise nobody could read it until the hold is over.
    const again = { due: now() + BEHIND_MS, problem: null };
    await feeds.release(feed, again).catch(() => {});
    throw thrown;
  }
}

async function readOn(feed: Feed, polling: Polling): Promise<void> {
  const { feeds, endpoints, deliveries, read, now } = polling;
  const { site, failures } = feed;
  if (await deliveries.isBehind(site, MOST_WAITING)) {
    return feeds.release(feed, { due: now() + BEHIND_MS, problem: null });
  }
  const kinds = (await endpoints.list(site)).flatMap((one) => one.kinds);
  const reading = await read(site, { streams: streamsOf(kinds), cursor: feed.cursor });
  if (!("cursor" in reading)) {
    const { kind, detail, retryAfterMs } = reading.problem;
    const waitMs = Math.max(retryAfterMs ?? 0, backoffMs(failures, polling));
    polling.tell({ site, failed: kind });
    if (kind === "no_such_site" && failures >= MISSES_OF_SITE) {
      await endpoints.disableSite(site, "site_gone", now());
    }
    return feeds.release(feed, { due: now() + waitMs, problem: detail });
  }
  const { found, cursor, epoch, hasMore, problem } = reading;
  const due = hasMore ? now() : now() + spread(polling.everyMs, polling);
  await feeds.advance(feed, { found, cursor, epoch, due, problem }, now());
}

/** Milliseconds after so many polls that failed before this one. */
function backoffMs(failures: number, polling: Polling): number {
  const doubled = polling.everyMs * 2 ** Math.min(failures, 12);
  return spread(Math.min(doubled, Math.max(MOST_BACKOFF_MS, polling.everyMs)), polling);
}

function spread(milliseconds: number, { random }: Polling): number {
  return Math.round(milliseconds * (1 - SPREAD + 2 * SPREAD * random()));
}
