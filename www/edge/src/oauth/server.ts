import type { BackgroundWork } from "../background/work.js";
import type { Caller } from "../callers/caller.js";
import type { CallerSource } from "../callers/source.js";
import type { Report } from "../logging/report.js";
import { Refusal } from "../problem.js";
import type { SiteRegistry } from "../sites/site.js";
import type { Database } from "../sql/database.js";
import { withTables } from "../sql/tables.js";
import { type AccessTokens, narrowed } from "./access.js";
import { type ConsentParts, decideConsent, showConsent } from "./authorize.js";
import { askBy, clientDocuments } from "./client-document.js";
import { type Consents, consentsIn } from "./consents.js";
import { callerBehind } from "./giver.js";
import { guardedDatabase } from "./guarded.js";
import { hexHash, type Invitations, invitationsIn } from "./invitations.js";
import { openInvitation } from "./invited.js";
import {
  type GrantProperties,
  type LibraryEnvironment,
  SERVER_METADATA,
  serversOf,
} from "./library.js";
import { recordsIn } from "./records.js";
import { resourceOf } from "./resource.js";
import { isScope, type ScopedAction } from "./scopes.js";
import { TABLES } from "./sql.js";

/** What an authorization server stands on. */
export interface ServerParts {
  publicUrl: string;
  database: Database;
  callers: readonly CallerSource[];
  sites: SiteRegistry;
  actions: readonly ScopedAction[];
  now: () => number;
  report: Report;
  /** Calls addresses that anybody may have named. */
  send: typeof fetch;
  /** Which metadata documents may be asked for; public addresses where it is left out. */
  mayAsk?: ((address: string) => boolean) | undefined;
}

/** The worker's own authorization server. */
export interface AuthorizationServer {
  tokens: AccessTokens;
  consents: Consents;
  invitations: Invitations;
  /** What it has to do without requests. */
  background: BackgroundWork;
  metadata(): Promise<Response>;
  show(request: Request): Promise<Response>;
  decide(request: Request, form: string): Promise<Response>;
  invitation(request: Request): Promise<Response>;
  token(request: Request, form: string): Promise<Response>;
  register(request: Request, json: string): Promise<Response>;
}

/** The form of the library's tokens and codes: whose, of which grant, and the secret. */
const ISSUED = /^[0-9a-f-]{36}:[\w-]{16}:[\w-]{32}$/;
/** Of an instance that answers what is the same for each site. */
const ANY_SITE = "-";
/** Codes are remembered for longer than they are valid. */
const CODE_MS = 900_000;
const DAY_MS = 86_400_000;
/** As long as a client may go without using its tokens, and a day. */
const UNUSED_MS = 31 * DAY_MS;
const PURGE_MS = 300_000;
const MOST_PURGED = 1_000;
const CONTEXT = { waitUntil: () => {}, passThroughOnException: () => {}, props: {} };

/** An authorization server whose records are in a database. */
export function authorizationServer(parts: ServerParts): AuthorizationServer {
  const { publicUrl, sites, actions, now } = parts;
  const database = guardedDatabase(withTables(parts.database, TABLES), parts.report);
  const documents = clientDocuments(askBy(parts.send), now, parts.mayAsk);
  const records = recordsIn(database, documents);
  const [consents, invitations] = [consentsIn(database), invitationsIn(database)];
  const serverOf = serversOf(publicUrl, consents);
  const env: LibraryEnvironment = { OAUTH_KV: records };
  const consentParts = (): ConsentParts => ({
    ...{ publicUrl, callers: parts.callers, invitations, actions, consents, records, sites, now },
    helpersOf: (site) => serverOf(site).getOAuthApi(env),
  });
  /** The library looks at addresses, and a proxy in front may have changed this one. */
  const asked = (request: Request, body?: string): Request => {
    const { pathname, search } = new URL(request.url);
    const headers = new Headers(request.headers);
    headers.delete("Content-Length");
    const init = body === undefined ? { headers } : { method: "POST", headers, body };
    return new Request(`${publicUrl}${pathname}${search}`, init);
  };
  const answer = (request: Request, site = ANY_SITE) => serverOf(site).fetch(request, env, CONTEXT);

  return {
    tokens: { find },
    consents,
    invitations,
    background: {
      name: "oauth",
      run: async () => {
        await records.purge(MOST_PURGED);
        await invitations.purge(now(), MOST_PURGED);
        await consents.purge(now() - UNUSED_MS, MOST_PURGED);
        return { againMs: PURGE_MS };
      },
    },
    metadata: async () => {
      const response = await answer(new Request(`${publicUrl}${SERVER_METADATA}`));
      const { protected_resources: _, ...metadata } = (await response.json()) as object & {
        protected_resources?: unknown;
      };
      const more = { client_id_metadata_document_supported: true };
      return Response.json({ ...metadata, ...more });
    },
    show: (request) => showConsent(consentParts(), asked(request)),
    decide: (request, form) =>
      decideConsent(consentParts(), asked(request), new URLSearchParams(form)),
    invitation: (request) => openInvitation({ invitations, publicUrl, now }, request),
    token: async (request, form) => {
      try {
        return await issue(request, form);
      } catch (thrown) {
        if (!(thrown instanceof Refusal)) throw thrown;
        // In the words that clients of this endpoint know.
        return failedToken(thrown.problem.status, "temporarily_unavailable", thrown.message);
      }
    },
    register: (request, json) => answer(asked(request, json)),
  };

  async function find(token: string, site: string, at: number) {
    if (!ISSUED.test(token)) return undefined;
    const valid = await serverOf(site).validateToken<GrantProperties>(
      resourceOf(publicUrl, site),
      token,
      env,
    );
    if (valid === null) {
      // One of a consent that holds was right once: it is no attempt to guess one.
      const known = await consents.find(token.slice(0, token.indexOf(":")));
      const refused = known?.site === site ? "expired" : "invalid";
      return { refused, detail: "access token" } as const;
    }
    const consent = await consents.find(valid.props.consent);
    const caller: Caller | undefined =
      consent?.site === site ? await callerBehind(parts.callers, consent, at) : undefined;
    if (consent === undefined || caller === undefined) {
      return { refused: "disabled", detail: "consent" } as const;
    }
    await consents.use(consent, at);
    return { caller: narrowed(caller, site, new Set(valid.scope.filter(isScope)), actions) };
  }

  async function issue(request: Request, form: string): Promise<Response> {
    const fields = new URLSearchParams(form);
    const site = await siteOfGrant(fields);
    if (fields.get("grant_type") === "authorization_code" && !(await takeCode(fields))) {
      return failedToken(400, "invalid_grant", "The authorization code was used before.");
    }
    return answer(asked(request, form), site);
  }

  /** The site of the grant that a code or a refresh token belongs to. */
  async function siteOfGrant(fields: URLSearchParams): Promise<string> {
    const given = fields.get("code") ?? fields.get("refresh_token") ?? fields.get("token") ?? "";
    if (!ISSUED.test(given)) return ANY_SITE;
    const consent = await consents.find(given.slice(0, given.indexOf(":")));
    return consent?.site ?? ANY_SITE;
  }

  /**
   * Whether a code comes for the first time; the library cannot tell when two come at once. If not,
   * somebody else has it, and the consent ends.
   */
  async function takeCode(fields: URLSearchParams): Promise<boolean> {
    const code = fields.get("code") ?? "";
    if (!ISSUED.test(code)) return true;
    if (await records.claim(`code:${await hexHash(code)}`, Date.now() + CODE_MS)) return true;
    await consents.remove(code.slice(0, code.indexOf(":")));
    return false;
  }
}

function failedToken(status: number, error: string, description: string): Response {
  const body = { error, error_description: description };
  return Response.json(body, { status, headers: { "Cache-Control": "no-store" } });
}
