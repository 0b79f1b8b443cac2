import { type Context, Hono } from "hono";
import { reaches } from "../callers/caller.js";
import { MOST_SITES, managesCaller } from "../callers/grant.js";
import { guardedCallers } from "../callers/guarded.js";
import type { CallerStore, StoredCaller } from "../callers/store.js";
import type { Env } from "../http/context.js";
import { methodNotAllowed } from "../http/method-not-allowed.js";
import { isObject } from "../json.js";
import { readJson } from "../limits/body.js";
import { refusal } from "../problem.js";
import { type Admin, addCaller, changeCaller, rotateCaller } from "./manage-callers.js";
import { shownCaller } from "./shown-caller.js";

const USUAL_ON_PAGE = 100;
const MOST_ON_PAGE = 1_000;

/** The callers, for administrators: listed, added, replaced, changed and removed. */
export function callerRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get("/", listCallers)
    .post("/", async (context) => {
      const admin = adminOf(context);
      const body = await readBody(context);
      const unknownSites = await unknownIn(context, body.sites);
      const added = await addCaller(admin, body);
      context.header("Location", `/v1/admin/callers/${added.caller.id}`);
      return context.json({ ...shownToken(added), unknownSites }, 201);
    })
    .all("/", methodNotAllowed("GET, HEAD, POST", "List with GET, add with POST."))
    .get("/:id", async (context) => {
      const { store } = adminOf(context);
      return context.json({ caller: shownCaller(await callerAt(context, store)) });
    })
    .patch("/:id", async (context) => {
      const admin = adminOf(context);
      const before = await callerAt(context, admin.store);
      const body = await readBody(context);
      const unknownSites = await unknownIn(context, body.sites);
      const changed = await changeCaller(admin, before, body);
      return context.json({ caller: shownCaller(changed), unknownSites });
    })
    .delete("/:id", async (context) => {
      const { store } = adminOf(context);
      const { id } = await callerAt(context, store);
      if (!(await store.remove(id))) throw missing();
      return context.body(null, 204);
    })
    .all("/:id", methodNotAllowed("GET, HEAD, PATCH, DELETE", "Change with PATCH."))
    .post("/:id/rotate", async (context) => {
      const admin = adminOf(context);
      const before = await callerAt(context, admin.store);
      const rotated = await rotateCaller(admin, before, await readBody(context));
      return context.json({ ...shownToken(rotated), replaced: shownCaller(rotated.replaced) }, 201);
    })
    .all("/:id/rotate", methodNotAllowed("POST", "Replace the token with POST."));
}

async function listCallers(context: Context<Env>): Promise<Response> {
  const { store, manages } = adminOf(context);
  const { limit: asked = String(USUAL_ON_PAGE), after = null, ...others } = context.req.query();
  const [unknown] = Object.keys(others);
  if (unknown !== undefined)
    throw wrongPage("The address has another parameter than `limit` and `after`.");
  const limit = /^\d{1,4}$/.test(asked) ? Number(asked) : 0;
  if (limit < 1 || limit > MOST_ON_PAGE) {
    throw wrongPage(`\`limit\` is not a whole number from 1 to ${MOST_ON_PAGE}.`, "limit");
  }
  const page = await store.list({ after, limit });
  const callers = page.filter(manages).map(shownCaller);
  return context.json({ callers, next: page.length < limit ? null : (page.at(-1)?.id ?? null) });
}

/** What an administrator works with. */
function adminOf({ var: { service, caller } }: Context<Env>): Admin {
  const { callerStore, catalogue, now, report } = service;
  if (callerStore === null) {
    throw refusal("not_configured", "This worker has no store for callers that can be changed.", {
      hint: "Set DATABASE_URL, or on Cloudflare bind DATABASE.",
    });
  }
  return {
    store: guardedCallers(callerStore, report),
    find: (name) => catalogue.find(name),
    manages: (managed) => managesCaller(caller, managed),
    prefix: caller.sites === "*" ? "" : `${caller.name}.`,
    now: now(),
  };
}

/** The entry of the address; one of sites that the administrator does not reach is as if not there. */
async function callerAt(
  { req, var: { caller } }: Context<Env>,
  store: CallerStore,
): Promise<StoredCaller> {
  const found = await store.find(req.param("id") ?? "");
  if (found === undefined || !managesCaller(caller, found)) throw missing();
  return found;
}

async function readBody({ req, var: { service } }: Context<Env>): Promise<Record<string, unknown>> {
  const body = await readJson(req.raw, service.settings.bodyMs);
  if (isObject(body)) return body;
  throw refusal("malformed_body", "The body is not a JSON object.", { hint: "Send an object." });
}

/** Of the sites that a body names, those that are not there yet: likely they are mistyped. */
async function unknownIn(
  { var: { service, caller } }: Context<Env>,
  sites: unknown,
): Promise<string[]> {
  if (!Array.isArray(sites) || sites.length > MOST_SITES) return [];
  const named = new Set<unknown>(sites);
  const found = await service.sites.list((id) => named.has(id) && reaches(caller, id));
  for (const { id } of found) named.delete(id);
  return [...named].filter((id) => typeof id === "string");
}

/** The one answer with a token in it. */
function shownToken({ token, caller }: { token: string; caller: StoredCaller }) {
  return { token, caller: shownCaller(caller) };
}

function wrongPage(detail: string, field: string | null = null) {
  const hint = "Give `limit`, and as `after` the `next` of the page before.";
  return refusal("invalid_request", detail, { field, hint });
}

function missing() {
  return refusal("no_such_caller", "There is no caller of that id.", {
    hint: "GET /v1/admin/callers lists them. Those of the setting CALLERS are changed there.",
  });
}
