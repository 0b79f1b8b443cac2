import { type Context, Hono } from "hono";
import { reaches } from "../callers/caller.js";
import type { Outcome } from "../catalogue/outcome.js";
import type { Asking } from "../connecting/check.js";
import { type Connected, connectSite, replaceSite } from "../connecting/connect.js";
import { readGiven, readKey } from "../connecting/given.js";
import type { Env } from "../http/context.js";
import { methodNotAllowed } from "../http/method-not-allowed.js";
import { noteTraffic, problemResponse } from "../http/respond.js";
import { waitUntil } from "../http/wait-until.js";
import { isObject } from "../json.js";
import { readJson } from "../limits/body.js";
import { type Refusal, refusal } from "../problem.js";
import { originOf } from "../sites/installation.js";
import { pageOf } from "../sites/page.js";
import { isSiteId, type Site } from "../sites/site.js";
import { askingOf, changeable } from "./changeable.js";
import { importSites } from "./import-sites.js";

const PAGE = { usual: 100, most: 1_000 };

/** The sites, for administrators: listed, connected, changed and removed. Keys are never shown. */
export function siteAdminRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get("/", listSites)
    .post("/", addSite)
    .all(methodNotAllowed("GET, HEAD, POST", "List with GET, add with POST."))
    .post("/import", importSites)
    .all("/import", methodNotAllowed("POST", "Send the CSV with POST."))
    .get("/:site", showSite)
    .put("/:site", changeSite)
    .delete("/:site", removeSite)
    .all("/:site", methodNotAllowed("GET, HEAD, PUT, DELETE", "Use GET, PUT or DELETE."))
    .put("/:site/key", changeKey)
    .all("/:site/key", methodNotAllowed("PUT", "Send the new key with PUT."));
}

async function listSites(context: Context<Env>): Promise<Response> {
  const { service, caller } = context.var;
  const sites = await service.sites.list((id) => reaches(caller, id));
  const { entries, next } = pageOf(sites, context.req.query(), PAGE);
  return context.json({ sites: entries, next });
}

async function addSite(context: Context<Env>): Promise<Response> {
  const connecting = changeable(context);
  const { isUnchecked, ...body } = await readSiteBody(context);
  const given = readGiven(body, connecting.settings.addresses);
  const { caller } = context.var;
  if (given.id === null ? caller.sites !== "*" : !reaches(caller, given.id)) throw foreign();
  const outcome = await untilStored(context, (asking) =>
    connectSite(connecting, given, { isUnchecked, ...asking }),
  );
  return answer(context, outcome, 201);
}

async function showSite(context: Context<Env>): Promise<Response> {
  return context.json({ site: shown(await siteAt(context)) });
}

async function changeSite(context: Context<Env>): Promise<Response> {
  const connecting = changeable(context);
  const old = await storedSiteAt(context);
  const { isUnchecked, ...body } = await readSiteBody(context);
  if (body.id !== undefined && body.id !== old.id) throw renamed();
  const hasKey = body.key !== undefined;
  const whole = { ...body, id: old.id, key: hasKey ? body.key : old.key };
  const { site } = readGiven(whole, connecting.settings.addresses);
  // A token that was stolen must not send the key elsewhere.
  if (!hasKey && destinationOf(site) !== destinationOf(old)) throw keyNeeded();
  const outcome = await untilStored(context, (asking) =>
    replaceSite(connecting, site, { isUnchecked, ...asking }),
  );
  return answer(context, outcome, 200);
}

async function changeKey(context: Context<Env>): Promise<Response> {
  const connecting = changeable(context);
  const old = await storedSiteAt(context);
  const { isUnchecked, key, ...others } = await readSiteBody(context);
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw refusal("validation", "Only `key` can be given here.");
  const fields = { ...fieldsOf(old), id: old.id, key: readKey(key) };
  const { site } = readGiven(fields, connecting.settings.addresses);
  const outcome = await untilStored(context, (asking) =>
    replaceSite(connecting, site, { isUnchecked, ...asking }),
  );
  return answer(context, outcome, 200);
}

async function removeSite(context: Context<Env>): Promise<Response> {
  const { siteStore } = changeable(context);
  const id = idAt(context);
  if (await siteStore.remove(id)) {
    await context.var.service.events?.store.endpoints.removeSite(id);
    return context.body(null, 204);
  }
  throw (await context.var.service.sites.find(id)) === undefined ? noSuchSite() : ofSettings();
}

/** Keeps the process alive until a site that was checked is stored, too. */
function untilStored(
  context: Context<Env>,
  work: (asking: Asking) => Promise<Outcome<Connected>>,
): Promise<Outcome<Connected>> {
  const running = context.var.service.shutdown.hold(work(askingOf(context)));
  waitUntil(context)(running);
  return running;
}

function answer(context: Context<Env>, outcome: Outcome<Connected>, status: 200 | 201): Response {
  noteTraffic(context.var.trace, outcome);
  if ("problem" in outcome) return problemResponse(context, outcome.problem);
  const { site, access } = outcome.answer;
  context.var.trace.site = site.id;
  if (status === 201) context.header("Location", `/v1/admin/sites/${site.id}`);
  return context.json({ site: shown(site), access }, status);
}

/** A site without its key. */
function shown(site: Site) {
  return { id: site.id, ...fieldsOf(site) };
}

function fieldsOf({ id: _, key: __, ...fields }: Site) {
  return fields;
}

/** Where the key of a site goes, and how. */
function destinationOf({ url, auth = "basic" }: Site): string {
  return `${auth} ${originOf(url)}`;
}

/** The id in the address, which the caller must reach. */
function idAt({ req, var: { caller, trace } }: Context<Env>): string {
  const id = req.param("site") ?? "";
  if (!isSiteId(id) || !reaches(caller, id)) throw foreign();
  trace.site = id;
  return id;
}

async function siteAt(context: Context<Env>): Promise<Site> {
  const site = await context.var.service.sites.find(idAt(context));
  if (site === undefined) throw noSuchSite();
  return site;
}

/** A site that can be changed here. */
async function storedSiteAt(context: Context<Env>): Promise<Site> {
  const { siteStore } = changeable(context);
  const site = await siteStore.find(idAt(context));
  if (site !== undefined) return site;
  await siteAt(context);
  throw ofSettings();
}

async function readSiteBody({ req, var: { service } }: Context<Env>) {
  const given = await readJson(req.raw, service.settings.bodyMs);
  if (!isObject(given)) throw refusal("malformed_body", "The body is not a JSON object.");
  const { unchecked = false, ...body } = given;
  if (typeof unchecked === "boolean") return { ...body, isUnchecked: unchecked } as SiteBody;
  throw refusal("validation", "`unchecked` is not true or false.", { field: "unchecked" });
}

/** A body: the fields of a site, and whether its key is to be stored without a check. */
type SiteBody = Record<string, unknown> & { isUnchecked: boolean };

function foreign(): Refusal {
  return refusal("forbidden", "This token does not manage a site of that id.", {
    hint: "Give the id of a site that the token reaches.",
    field: "id",
  });
}

function noSuchSite(): Refusal {
  return refusal("no_such_site", "There is no site of that id.", {
    hint: "GET /v1/admin/sites lists them.",
  });
}

function ofSettings(): Refusal {
  return refusal("forbidden", "This site is in the setting SITES and cannot be changed here.", {
    hint: "Change the setting SITES.",
  });
}

function renamed(): Refusal {
  return refusal("validation", "The id of a site cannot be changed.", {
    field: "id",
    hint: "Add a site with the new id, and remove this one.",
  });
}

function keyNeeded(): Refusal {
  return refusal("validation", "A site with another address needs its key again.", {
    field: "key",
    hint: "Send the key of the shop at the new address as `key`.",
  });
}
