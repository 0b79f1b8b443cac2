import { OAuthAuthorizationServer, OAuthError } from "@cloudflare/workers-oauth-provider";
import type { Consents } from "./consents.js";
import type { OAuthRecords } from "./records.js";
import { resourceOf } from "./resource.js";
import { SCOPES } from "./scopes.js";

/** What is kept with a grant: the consent that it stands on. */
export interface GrantProperties {
  consent: string;
}

/** Where the library finds its records. */
export interface LibraryEnvironment {
  OAUTH_KV: OAuthRecords;
}

/** The paths of the endpoints, which clients from before the metadata knew by heart. */
export const AUTHORIZE = "/authorize";
export const TOKEN = "/token";
export const REGISTER = "/register";
export const SERVER_METADATA = "/.well-known/oauth-authorization-server";

const ACCESS_SECONDS = 3_600;
/** A client that is not used for so long has to ask again. */
const IDLE_SECONDS = 30 * 86_400;
const REGISTRATION_SECONDS = 90 * 86_400;
/** How many are kept; each is for one site, and cheap to make. */
const MOST_SERVERS = 1_000;
const MOST_REDIRECTS = 10;

/** The library's server for each site: a token can be for the address of that site and no other. */
export function serversOf(
  publicUrl: string,
  consents: Consents,
): (site: string) => OAuthAuthorizationServer<LibraryEnvironment> {
  const kept = new Map<string, OAuthAuthorizationServer<LibraryEnvironment>>();
  const made = (site: string) =>
    new OAuthAuthorizationServer<LibraryEnvironment>({
      issuer: publicUrl,
      resources: [resourceOf(publicUrl, site)],
      authorizeEndpoint: AUTHORIZE,
      tokenEndpoint: TOKEN,
      clientRegistrationEndpoint: REGISTER,
      scopesSupported: [...SCOPES],
      accessTokenTTL: ACCESS_SECONDS,
      refreshTokenTTL: IDLE_SECONDS,
      refreshTokenIdleTTL: IDLE_SECONDS,
      clientRegistrationTTL: REGISTRATION_SECONDS,
      clientRegistrationCallback: ({ clientMetadata: { redirect_uris: addresses } }) =>
        Array.isArray(addresses) && addresses.length > MOST_REDIRECTS
          ? { description: `redirect_uris has more than ${MOST_REDIRECTS} items.` }
          : undefined,
      tokenExchangeCallback: async ({ props }) => {
        const { consent } = props as GrantProperties;
        if ((await consents.find(consent)) !== undefined) return;
        throw new OAuthError("invalid_grant", { description: "The consent was withdrawn." });
      },
      // Answers say it, and the log has their status.
      onError: () => {},
    });
  return (site) => {
    const known = kept.get(site);
    if (known !== undefined) return known;
    const fresh = made(site);
    kept.set(site, fresh);
    const [oldest] = kept.keys();
    if (kept.size > MOST_SERVERS && oldest !== undefined) kept.delete(oldest);
    return fresh;
  };
}
