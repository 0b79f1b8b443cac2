import type { CallerSource } from "../callers/source.js";
import type { Catalogue } from "../catalogue/action.js";
import { type Environment, SettingError } from "../environment.js";
import type { Report } from "../logging/report.js";
import { readKeySet } from "../signatures/keys.js";
import type { SiteRegistry } from "../sites/site.js";
import type { Database } from "../sql/database.js";
import type { AccessTokens } from "./access.js";
import { externalTokens } from "./external.js";
import { type AuthorizationServer, authorizationServer } from "./server.js";
import { readIssuer } from "./settings.js";

/** Where access tokens come from, and how they are checked. */
export interface OAuth {
  /** The worker's own address as clients know it: an origin. */
  publicUrl: string;
  issuer: string;
  tokens: AccessTokens;
  /** The worker's own authorization server; `null` where another one is set. */
  server: AuthorizationServer | null;
}

/** What OAuth needs of a worker. */
interface OAuthParts {
  database: Database | null;
  callers: readonly CallerSource[];
  catalogue: Catalogue;
  sites: SiteRegistry;
  now: () => number;
  report: Report;
}

/**
 * Opens what the settings say; `null` for nothing.
 * @throws SettingError for settings that could not work
 */
export function openOAuth(
  env: Environment,
  send: typeof fetch,
  { database, callers, catalogue, sites, now, report }: OAuthParts,
): OAuth | null {
  const setting = readIssuer(env);
  if (setting === null) return null;
  const { publicUrl } = setting;
  const { actions } = catalogue;
  if (setting.kind === "external") {
    const { issuer, confirms } = setting;
    const verifier = readKeySet(env, "OAUTH_JWKS");
    const tokens = externalTokens({ publicUrl, issuer, verifier, confirms, actions });
    return { publicUrl, issuer, tokens, server: null };
  }
  if (database === null) {
    const where = "Set `DATABASE_URL`, or on Cloudflare bind `DATABASE`.";
    throw new SettingError("OAUTH_ISSUER", `is "own", which needs a database. ${where}`);
  }
  const server = authorizationServer({
    publicUrl,
    database,
    callers,
    sites,
    actions,
    now,
    report,
    send,
  });
  return { publicUrl, issuer: publicUrl, tokens: server.tokens, server };
}
