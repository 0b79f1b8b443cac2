/** The tables of the authorization server. */
export const TABLES = [
  `CREATE TABLE IF NOT EXISTS oauth_records (
    name TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    value TEXT NOT NULL,
    metadata TEXT,
    expires BIGINT
  )`,
  "CREATE INDEX IF NOT EXISTS oauth_records_owner ON oauth_records (owner, expires)",
  "CREATE INDEX IF NOT EXISTS oauth_records_expires ON oauth_records (expires)",
  `CREATE TABLE IF NOT EXISTS oauth_consents (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    giver TEXT NOT NULL,
    given_by TEXT NOT NULL,
    client TEXT NOT NULL,
    client_name TEXT NOT NULL,
    redirect TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created BIGINT NOT NULL,
    used BIGINT NOT NULL
  )`,
  "CREATE INDEX IF NOT EXISTS oauth_consents_site ON oauth_consents (site, id)",
  "CREATE INDEX IF NOT EXISTS oauth_consents_used ON oauth_consents (used)",
  `CREATE TABLE IF NOT EXISTS oauth_invitations (
    hash TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    name TEXT NOT NULL,
    level TEXT NOT NULL,
    confirms INTEGER NOT NULL,
    expires BIGINT NOT NULL
  )`,
  "CREATE INDEX IF NOT EXISTS oauth_invitations_expires ON oauth_invitations (expires)",
] as const;
