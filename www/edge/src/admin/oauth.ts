import { type Context, Hono } from "hono";
import type { Caller } from "../callers/caller.js";
import { readEntry } from "../callers/entry.js";
import { managesSites } from "../callers/grant.js";
import type { Env } from "../http/context.js";
import { methodNotAllowed } from "../http/method-not-allowed.js";
import { isObject } from "../json.js";
import { readJson } from "../limits/body.js";
import type { Consent, InvitedGiver } from "../oauth/consents.js";
import { invitationLink } from "../oauth/invited.js";
import { resourceOf } from "../oauth/resource.js";
import type { AuthorizationServer } from "../oauth/server.js";
import { refusal } from "../problem.js";
import { isSiteId } from "../sites/site.js";

const MS_OF_MINUTE = 60_000;
const USUAL_MINUTES = 1_440;
/** Thirty days. */
const MOST_MINUTES = 43_200;
const USUAL_PAGE = 100;
const LARGEST_PAGE = 1_000;

/** Who may consent without a token, and which consents there are, for administrators. */
export function oauthAdminRoutes(): Hono<Env> {
  return new Hono<Env>()
    .post("/invitations", invite)
    .all("/invitations", methodNotAllowed("POST", "Invite with POST."))
    .get("/consents", listConsents)
    .all("/consents", methodNotAllowed("GET, HEAD", "List with GET."))
    .delete("/consents/:id", async (context) => {
      const { consents } = serverOf(context);
      const id = context.req.param("id");
      const found = await consents.find(id);
      if (found === undefined || !reachesSite(context, found.site)) throw noSuchConsent();
      if (!(await consents.remove(id))) throw noSuchConsent();
      return context.body(null, 204);
    })
    .all("/consents/:id", methodNotAllowed("DELETE", "Withdraw with DELETE."));
}

/** Makes a link with which somebody may consent once. */
async function invite(context: Context<Env>): Promise<Response> {
  const { service } = context.var;
  const { invitations, publicUrl } = serverOf(context);
  const body = await readJson(context.req.raw, service.settings.bodyMs);
  if (!isObject(body)) {
    throw refusal("malformed_body", "The body is not a JSON object.", { hint: "Send an object." });
  }
  const { site, name, level, confirm, minutes = USUAL_MINUTES, ...others } = body;
  if (Object.keys(others).length > 0) throw wrong("", "The invitation has an unknown member.");
  if (typeof site !== "string" || !isSiteId(site)) throw wrong("site", "is not the id of a site.");
  if (!reachesSite(context, site)) {
    throw refusal("forbidden", "This token does not reach a site of that name.", { field: "site" });
  }
  const giver = giverIn({ sites: [site], name, level, confirm }, (action) =>
    service.catalogue.find(action),
  );
  if (!Number.isInteger(minutes) || Number(minutes) < 1 || Number(minutes) > MOST_MINUTES) {
    throw wrong("minutes", `is not a whole number from 1 to ${MOST_MINUTES}.`);
  }
  const expires = service.now() + Number(minutes) * MS_OF_MINUTE;
  const code = await invitations.make({ site, giver, expires });
  const answer = {
    link: invitationLink(publicUrl, code),
    code,
    mcp: resourceOf(publicUrl, site),
    expires: new Date(expires).toISOString(),
  };
  return context.json(answer, 201);
}

function giverIn(
  given: Record<string, unknown>,
  find: Parameters<typeof readEntry>[1],
): InvitedGiver {
  const entry = readEntry(given, find);
  if ("wrong" in entry) throw wrong(entry.field, entry.wrong);
  const { name, level, confirms } = entry;
  // An admin runs no action, so there would be nothing to consent to.
  if (level === "admin") throw wrong("level", 'is "admin", who runs no action.');
  return { name, level: typeof level === "string" ? level : [...level], confirms };
}

async function listConsents(context: Context<Env>): Promise<Response> {
  const { consents } = serverOf(context);
  const query = context.req.query();
  const { site = null, after = "", limit: asked = String(USUAL_PAGE), ...others } = query;
  if (Object.keys(others).length > 0) {
    throw wrong("", "The address has another parameter than `site`, `limit` and `after`.");
  }
  const limit = /^\d{1,4}$/.test(asked) ? Number(asked) : 0;
  if (limit < 1 || limit > LARGEST_PAGE) {
    throw wrong("limit", `is not a whole number from 1 to ${LARGEST_PAGE}.`);
  }
  const page = await consents.list({ site, after, limit });
  const shown = page.filter((one) => reachesSite(context, one.site)).map(shownConsent);
  const next = page.length < limit ? null : (page.at(-1)?.id ?? null);
  return context.json({ consents: shown, next });
}

/** A consent as administrators see it: without the hash of a token. */
function shownConsent({ id, site, giver, ...consent }: Consent) {
  return {
    id,
    site,
    givenBy: consent.givenBy,
    by: "tokenHash" in giver ? "token" : "invitation",
    client: consent.client,
    clientName: consent.clientName,
    redirect: consent.redirect,
    scopes: consent.scopes,
    created: new Date(consent.created).toISOString(),
    used: new Date(consent.used).toISOString(),
  };
}

function serverOf({ var: { service } }: Context<Env>): AuthorizationServer & { publicUrl: string } {
  const { oauth } = service;
  if (oauth?.server) return { ...oauth.server, publicUrl: oauth.publicUrl };
  throw refusal("not_configured", "This worker has no authorization server of its own.", {
    hint: "Set PUBLIC_URL, OAUTH_ISSUER to own, and DATABASE_URL; on Cloudflare bind DATABASE.",
  });
}

function reachesSite({ var: { caller } }: Context<Env>, site: string): boolean {
  const sites: Caller["sites"] = new Set([site]);
  return managesSites(caller, sites);
}

function noSuchConsent() {
  return refusal("no_such_consent", "There is no consent of that id.", {
    hint: "GET /v1/admin/oauth/consents lists them.",
  });
}

function wrong(field: string, problem: string) {
  const detail = field === "" ? problem : `\`${field}\` ${problem}`;
  const hint = "The README says what each member means.";
  return refusal("validation", detail, { field: field || null, hint });
}
