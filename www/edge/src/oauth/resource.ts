import { isSiteId } from "../sites/site.js";
import { SCOPES } from "./scopes.js";

const MCP = "/mcp/";
/** Where RFC 9728 puts the metadata of a resource: before its path. */
export const RESOURCE_METADATA = "/.well-known/oauth-protected-resource";

/** The MCP address of a site: what an access token is for. */
export function resourceOf(publicUrl: string, site: string): string {
  return `${publicUrl}${MCP}${site}`;
}

/**
 * The site of an MCP address; `undefined` for any other address. It may have a query, which the
 * address serves too, and names the scheme and the host in any case.
 */
export function siteOfResource(publicUrl: string, resource: string): string | undefined {
  if (!URL.canParse(resource)) return undefined;
  const { origin, pathname, hash, username, password } = new URL(resource);
  const isHere = origin === publicUrl && pathname.startsWith(MCP);
  if (!isHere || hash !== "" || username !== "" || password !== "") return undefined;
  const site = pathname.slice(MCP.length);
  return isSiteId(site) ? site : undefined;
}

/** The metadata of a protected resource: RFC 9728. It is the same whether the site exists or not. */
export function resourceMetadata(publicUrl: string, issuer: string, site: string | null) {
  return {
    resource: site === null ? publicUrl : resourceOf(publicUrl, site),
    authorization_servers: [issuer],
    scopes_supported: SCOPES,
    bearer_methods_supported: ["header"],
  };
}

/** What a challenge says besides where the metadata is. */
interface ChallengeParameters {
  error?: "invalid_token" | "insufficient_scope";
  description?: string;
  scopes: Iterable<string>;
}

/** The value of `WWW-Authenticate` at the MCP address of a site: RFC 6750 and RFC 9728. */
export function challengeOf(
  publicUrl: string,
  site: string,
  { error, description, scopes }: ChallengeParameters,
): string {
  const parameters = [
    error && `error="${error}"`,
    description && `error_description="${description}"`,
    `scope="${[...scopes].join(" ")}"`,
    `resource_metadata="${publicUrl}${RESOURCE_METADATA}${MCP}${site}"`,
  ];
  return `Bearer ${parameters.filter(Boolean).join(", ")}`;
}
