import {
  AuthorizationError,
  type AuthRequest,
  authorizationErrorRedirect,
  type OAuthHelpers,
} from "@cloudflare/workers-oauth-provider";
import type { SiteRegistry } from "../sites/site.js";
import { isDocumentAddress } from "./client-document.js";
import type { Consents } from "./consents.js";
import { type Consenting, consentingBy, type GiverSources } from "./giver.js";
import { codeOf, forgetInvitation } from "./invited.js";
import type { GrantProperties } from "./library.js";
import { consentPage, refusalPage } from "./page.js";
import type { OAuthRecords } from "./records.js";
import { siteOfResource } from "./resource.js";
import { isScope } from "./scopes.js";
import type { PageTexts } from "./texts.js";

/** What the page of a consent needs. */
export interface ConsentParts extends GiverSources {
  publicUrl: string;
  helpersOf: (site: string) => OAuthHelpers;
  consents: Consents;
  records: OAuthRecords;
  sites: SiteRegistry;
  now: () => number;
}

/** A request for authorization that is in order, and what it is about. */
interface Asked {
  oauth: OAuthHelpers;
  request: AuthRequest;
  site: string;
}

/** No site has this name, so that nothing is ever granted for it. */
const NO_SITE = "-";

/** Shows the page of a consent: whoever opens it, and whether the site exists or not. */
export async function showConsent(parts: ConsentParts, request: Request): Promise<Response> {
  const asked = await askedIn(parts, request);
  if (asked instanceof Response) return asked;
  const begun = await asked.oauth.beginConsent(asked.request);
  const response = await shown(parts, request, asked, {
    handle: begun.handle,
    scopes: asked.request.scope.filter(isScope),
    problem: null,
  });
  response.headers.append("Set-Cookie", begun.headers.get("Set-Cookie") ?? "");
  return response;
}

/** Does what was decided on the page. */
export async function decideConsent(
  parts: ConsentParts,
  request: Request,
  form: URLSearchParams,
): Promise<Response> {
  const asked = await askedIn(parts, request);
  if (asked instanceof Response) return asked;
  const handle = form.get("handle") ?? "";
  try {
    if (form.get("decision") !== "approve") return await denied(asked, request, handle);
    const scopes = form.getAll("scope").filter(isScope);
    const code = form.get("code") ?? codeOf(request) ?? "";
    const found = await consentingBy(parts, code, asked.site, parts.now());
    const problem = "wrong" in found ? found.wrong : await missingSite(parts, asked.site);
    if ("wrong" in found || problem !== null) {
      return await shown(parts, request, asked, { handle, scopes, problem });
    }
    return await approved(parts, asked, { request, handle, scopes, found });
  } catch (thrown) {
    if (thrown instanceof AuthorizationError) return refusalPage(languageOf(request), "ended");
    throw thrown;
  }
}

/** The request of an address, or the answer for one that is not in order. */
async function askedIn(parts: ConsentParts, request: Request): Promise<Asked | Response> {
  const { searchParams } = new URL(request.url);
  const resources = searchParams.getAll("resource");
  const [resource] = resources;
  if (resource === undefined) return refusalPage(languageOf(request), "noResource");
  const site = resources.length === 1 ? siteOfResource(parts.publicUrl, resource) : undefined;
  const oauth = parts.helpersOf(site ?? NO_SITE);
  try {
    const parsed = await oauth.parseAuthRequest(request);
    if (site === undefined) return refusalPage(languageOf(request), "noResource");
    if (parsed.codeChallenge === undefined) {
      const needed = "PKCE is needed: send code_challenge with the method S256.";
      return redirect(authorizationErrorRedirect(parsed, "invalid_request", needed));
    }
    return { oauth, request: parsed, site };
  } catch (thrown) {
    if (!(thrown instanceof AuthorizationError)) throw thrown;
    // Only set where the client and its address are known.
    if (thrown.redirectTo !== undefined) return redirect(thrown.redirectTo);
    return refusalPage(languageOf(request), "unknownClient");
  }
}

async function shown(
  parts: ConsentParts,
  request: Request,
  { oauth, request: asked, site }: Asked,
  {
    handle,
    scopes,
    problem,
  }: { handle: string; scopes: string[]; problem: keyof PageTexts | null },
): Promise<Response> {
  const { clientId, clientName, redirectHost, redirectIsLoopback } =
    await oauth.describeConsent(asked);
  const code = problem === null ? codeOf(request) : undefined;
  const invitation =
    code === undefined ? undefined : await parts.invitations.find(code, parts.now());
  const { pathname, search } = new URL(request.url);
  const page = {
    clientName,
    clientDomain: isDocumentAddress(clientId) ? new URL(clientId).hostname : null,
    redirectHost,
    redirectOrigin: sourceOf(asked.redirectUri),
    isOnThisComputer: redirectIsLoopback,
    site,
    scopes: new Set(scopes),
    action: `${pathname}${search}`,
    handle,
    invitedAs: invitation?.site === site ? invitation.giver.name : null,
    problem,
  };
  return consentPage(languageOf(request), page, problem === null ? 200 : 403);
}

async function denied({ oauth }: Asked, request: Request, handle: string): Promise<Response> {
  const { headers, redirectTo } = await oauth.denyConsent(request, handle);
  return redirect(redirectTo, headers);
}

async function approved(
  { consents, records, invitations, now }: ConsentParts,
  { oauth, site }: Asked,
  given: { request: Request; handle: string; scopes: string[]; found: Consenting },
): Promise<Response> {
  const { request, handle, found } = given;
  const scopes = found.scopes.filter((one) => one === "read" || given.scopes.includes(one));
  if (scopes.length === 0) return refusalPage(languageOf(request), "nothing", 403);
  const { request: asked, headers } = await oauth.approveConsent(request, handle, {
    scope: scopes,
  });
  if (found.invitation !== null) {
    if (!(await invitations.take(found.invitation, now()))) {
      return refusalPage(languageOf(request), "badInvitation", 403);
    }
    headers.append("Set-Cookie", forgetInvitation());
  }
  const id = crypto.randomUUID();
  const { clientName } = await oauth.describeConsent(asked);
  const at = now();
  await consents.add({
    ...{ id, site, giver: found.giver, givenBy: found.name, scopes, created: at, used: at },
    ...{ client: asked.clientId, clientName, redirect: asked.redirectUri },
  });
  await records.keepClient(asked.clientId);
  const props: GrantProperties = { consent: id };
  const granted = { request: asked, userId: id, metadata: { site }, scope: scopes, props };
  const { redirectTo } = await oauth.completeAuthorization(granted);
  return redirect(redirectTo, headers);
}

async function missingSite({ sites }: ConsentParts, site: string): Promise<keyof PageTexts | null> {
  return (await sites.find(site)) === undefined ? "noSuchSite" : null;
}

function redirect(to: string, headers = new Headers()): Response {
  headers.set("Location", to);
  return new Response(null, { status: 303, headers });
}

/** An origin as a policy writes it, which knows no addresses of IPv6 and gives other signs a meaning. */
function sourceOf(address: string): string {
  const { origin, protocol } = new URL(address);
  return /^https?:\/\/[a-z0-9.-]+(?::\d+)?$/.test(origin) ? origin : protocol;
}

function languageOf({ headers }: Request): string | null {
  return headers.get("Accept-Language");
}
