import type { Database } from "../sql/database.js";
import { withTables } from "../sql/tables.js";
import { type DeliveryStore, deliveryStore } from "./deliveries.js";
import { type EndpointStore, endpointStore } from "./endpoints.js";
import { type FeedStore, feedStore } from "./feeds.js";
import { type LogStore, logStore } from "./log.js";
import { EVENT_TABLES } from "./tables.js";

/** Everything about events that outlives a process. */
export interface EventStore {
  endpoints: EndpointStore;
  feeds: FeedStore;
  deliveries: DeliveryStore;
  log: LogStore;
}

/** The events of a database, which keeps them for so many milliseconds. */
export function eventStore(given: Database, keptMs: number): EventStore {
  const database = withTables(given, EVENT_TABLES);
  return {
    endpoints: endpointStore(database),
    feeds: feedStore(database, keptMs),
    deliveries: deliveryStore(database),
    log: logStore(database),
  };
}
