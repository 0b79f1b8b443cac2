import type { BackgroundWork } from "../background/work.js";
import { refusal } from "../problem.js";
import type { MasterSecrets } from "../sites/sealed.js";
import type { Database } from "../sql/database.js";
import type { ReadSite } from "./poll.js";
import type { Sending } from "./post.js";
import { type EventStore, eventStore } from "./store.js";
import { type EventBudget, eventWork } from "./work.js";

/** Events, where they are set up. */
export interface Events {
  store: EventStore;
  secrets: MasterSecrets;
  sending: Sending;
  /** Reading the shops and sending, without a request. */
  background: readonly BackgroundWork[];
}

/** What events are set up with. */
export interface EventSetup {
  database: Database;
  secrets: MasterSecrets;
  read: ReadSite;
  /** Why an address may not be called; `null` where it may. */
  problemOf: (url: string) => string | null;
  /** Milliseconds between polls of a site. */
  everyMs: number;
  /** Milliseconds for which events are kept. */
  keptMs: number;
  now: () => number;
  /** Tells the log what an operator should know. */
  tell: (line: Readonly<Record<string, string>>) => void;
  /** Told of what failed that should not, such as the database. */
  failed: (thrown: unknown) => void;
  /** Calls addresses that others gave. */
  send: typeof fetch;
  random?: () => number;
  budget?: EventBudget | undefined;
}

const UNLIMITED: EventBudget = {
  polls: Number.POSITIVE_INFINITY,
  turns: Number.POSITIVE_INFINITY,
  rounds: Number.POSITIVE_INFINITY,
};

/** Sets up the events of all sites. */
export function openEvents({
  database,
  secrets,
  read,
  problemOf,
  everyMs,
  keptMs,
  now,
  tell,
  failed,
  send,
  random = Math.random,
  budget = UNLIMITED,
}: EventSetup): Events {
  const store = eventStore(database, keptMs);
  const sending = { send, now, problemOf };
  const background = eventWork({
    store,
    polling: { read, everyMs, random, now, tell },
    serving: { secrets, sending, random, now, tell },
    budget,
    keptMs,
    failed,
  });
  return { store, secrets, sending, background };
}

/**
 * The events of a service.
 * @throws Refusal saying what to set where they are not set up
 */
export function configuredEvents(events: Events | null): Events {
  if (events !== null) return events;
  throw refusal("not_configured", "Events are not set up in this worker.", {
    hint: "Set `DATABASE_URL`, or bind `DATABASE` on Cloudflare, and set `MASTER_SECRETS`.",
  });
}
