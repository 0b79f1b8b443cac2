import type { BackgroundWork } from "../background/work.js";
import { type Polling, pollSite } from "./poll.js";
import type { EventStore } from "./store.js";
import { type Serving, serveEndpoint } from "./turn.js";
import { takeTurns } from "./turns.js";

/** What may be done before the next time, on runtimes that limit the requests of one. */
export interface EventBudget {
  /** Sites that are read. */
  polls: number;
  /** Turns of endpoints, and how often each of them sends some events. */
  turns: number;
  rounds: number;
}

/** What the work of events needs. */
export interface EventWork {
  store: EventStore;
  polling: Omit<Polling, "feeds" | "endpoints" | "deliveries">;
  serving: Omit<Serving, "endpoints" | "deliveries" | "isEnding" | "mostRounds">;
  budget: EventBudget;
  /** How long events are kept. */
  keptMs: number;
  /** Told of a turn that failed, such as where the database is down. */
  failed: (thrown: unknown) => void;
}

/** Milliseconds until it is looked again for shops to read, events to send, and old ones. */
const READ_AGAIN_MS = 1_000;
const SEND_AGAIN_MS = 1_000;
const PRUNE_AGAIN_MS = 600_000;
/** Shops and endpoints of a process at once. */
const SHOPS_AT_ONCE = 16;
const ENDPOINTS_AT_ONCE = 16;
/** An endpoint with more waiting events than this is disabled. */
const MOST_BACKLOG = 100_000;

/** Reading the shops, sending events, and forgetting old ones. */
export function eventWork({
  store,
  polling,
  serving,
  budget,
  keptMs,
  failed,
}: EventWork): BackgroundWork[] {
  const { now } = polling;
  return [
    {
      name: "events: reading shops",
      run: async (signal) => {
        await takeTurns({
          most: SHOPS_AT_ONCE,
          due: (limit) => store.feeds.due(now(), limit),
          inAll: budget.polls,
          turn: (site) => pollSite(site, { ...polling, ...store }),
          isEnding: () => signal.aborted,
          failed,
        });
        return { againMs: READ_AGAIN_MS };
      },
    },
    {
      name: "events: sending",
      run: async (signal) => {
        const isEnding = () => signal.aborted;
        const more = { isEnding, mostRounds: budget.rounds };
        await takeTurns({
          most: ENDPOINTS_AT_ONCE,
          due: (limit) => store.endpoints.ready(now(), limit),
          inAll: budget.turns,
          turn: (id) => serveEndpoint(id, { ...serving, ...store, ...more }),
          isEnding,
          failed,
        });
        return { againMs: SEND_AGAIN_MS };
      },
    },
    {
      name: "events: forgetting",
      run: async (signal) => {
        while (!signal.aborted && (await store.log.prune(now() - keptMs)));
        for (const id of await store.deliveries.overfull(MOST_BACKLOG)) {
          await store.endpoints.disable(id, "backlog", now());
        }
        return { againMs: PRUNE_AGAIN_MS };
      },
    },
  ];
}
