/** What the events need in a database. */
export const EVENT_TABLES: readonly string[] = [
  // Who is told. `lease` belongs to the process that sends to it at the moment.
  `CREATE TABLE IF NOT EXISTS event_endpoints (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    caller TEXT NOT NULL,
    url TEXT NOT NULL,
    kinds TEXT NOT NULL,
    secret TEXT NOT NULL,
    old_secret TEXT,
    old_until BIGINT NOT NULL DEFAULT 0,
    created BIGINT NOT NULL,
    failures BIGINT NOT NULL DEFAULT 0,
    failing_since BIGINT,
    rests_until BIGINT NOT NULL DEFAULT 0,
    last_at BIGINT,
    last_result TEXT,
    disabled_at BIGINT,
    disabled_for TEXT,
    lease TEXT,
    lease_until BIGINT NOT NULL DEFAULT 0
  )`,
  "CREATE INDEX IF NOT EXISTS event_endpoints_site ON event_endpoints (site)",
  // How far each site was read; `seq` counts the events of its log.
  `CREATE TABLE IF NOT EXISTS event_feeds (
    site TEXT PRIMARY KEY,
    cursor TEXT,
    seq BIGINT NOT NULL DEFAULT 0,
    polled BIGINT NOT NULL DEFAULT 0,
    due BIGINT NOT NULL,
    failures BIGINT NOT NULL DEFAULT 0,
    problem TEXT,
    lease TEXT,
    lease_until BIGINT NOT NULL DEFAULT 0
  )`,
  "CREATE INDEX IF NOT EXISTS event_feeds_due ON event_feeds (due)",
  `CREATE TABLE IF NOT EXISTS event_log (
    site TEXT NOT NULL,
    seq BIGINT NOT NULL,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    record TEXT NOT NULL,
    at BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (site, seq)
  )`,
  "CREATE INDEX IF NOT EXISTS event_log_at ON event_log (at)",
  // An event on its way to an endpoint; the states are those of `deliveries.ts`.
  `CREATE TABLE IF NOT EXISTS event_deliveries (
    endpoint TEXT NOT NULL,
    seq BIGINT NOT NULL,
    record TEXT NOT NULL,
    state BIGINT NOT NULL DEFAULT 0,
    tries BIGINT NOT NULL DEFAULT 0,
    first_at BIGINT,
    last_at BIGINT,
    due BIGINT NOT NULL,
    result TEXT,
    PRIMARY KEY (endpoint, seq)
  )`,
  `CREATE INDEX IF NOT EXISTS event_deliveries_waiting
    ON event_deliveries (endpoint, state, seq)`,
  `CREATE INDEX IF NOT EXISTS event_deliveries_record
    ON event_deliveries (endpoint, record, state, seq)`,
];
