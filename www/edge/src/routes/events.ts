import { type Context, Hono } from "hono";
import type { Endpoint } from "../events/endpoint.js";
import { MOST_ENDPOINTS } from "../events/endpoints.js";
import { MOST_REPLAYED } from "../events/log.js";
import {
  manages,
  readEndpoint,
  readLogQuery,
  readReplay,
  refuseUnlessManager,
  shownEndpoint,
  shownEvent,
  shownFeed,
} from "../events/manage.js";
import { configuredEvents, type Events } from "../events/open.js";
import { post } from "../events/post.js";
import { verdictOf } from "../events/retries.js";
import { newSigningSecret, sealedSecret } from "../events/secret.js";
import { secretsOf } from "../events/turn.js";
import type { Env } from "../http/context.js";
import { GET_ONLY, methodNotAllowed } from "../http/method-not-allowed.js";
import { readJson } from "../limits/body.js";
import { refusal } from "../problem.js";
import { heldTo } from "./held-by.js";
import { siteOf } from "./site-of.js";

/** Milliseconds for which an old secret still signs beside the new one. */
const OVERLAP_MS = 86_400_000;
const BY_POST = methodNotAllowed("POST", "Use POST.");

/** Who is told what happens at a site, and what was told. */
export function eventRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get("/:site/events", listEvents)
    .all(GET_ONLY)
    .post("/:site/events/replay", replay)
    .all(BY_POST)
    .get("/:site/events/endpoints", listEndpoints)
    .post(addEndpoint)
    .all(methodNotAllowed("GET, HEAD, POST", "Use GET, or POST to add one."))
    .get("/:site/events/endpoints/:endpoint", async (context) => {
      const { endpoint } = await managed(context);
      return context.json(shownEndpoint(endpoint, context.var.caller));
    })
    .delete(removeEndpoint)
    .all(methodNotAllowed("GET, HEAD, DELETE", "Use GET or DELETE."))
    .post("/:site/events/endpoints/:endpoint/rotate", rotate)
    .all(BY_POST)
    .post("/:site/events/endpoints/:endpoint/test", sendTest)
    .all(BY_POST)
    .post("/:site/events/endpoints/:endpoint/enable", (context) => setEnabled(context, true))
    .all(BY_POST)
    .post("/:site/events/endpoints/:endpoint/disable", (context) => setEnabled(context, false))
    .all(BY_POST);
}

async function listEvents(context: Context<Env>): Promise<Response> {
  const { events, site } = await managing(context);
  const query = readLogQuery(context.req.query());
  const own = await ownEndpoints(context, events, site);
  const endpoints = own.map(({ id }) => id);
  const found = await events.store.log.list(site, { ...query, endpoints });
  const next = found.length === query.limit ? (found.at(-1)?.seq ?? null) : null;
  return context.json({ events: found.map(shownEvent), next });
}

async function listEndpoints(context: Context<Env>): Promise<Response> {
  const { events, site } = await managing(context);
  const own = await ownEndpoints(context, events, site);
  const state = await events.store.feeds.state(site);
  const endpoints = own.map((one) => shownEndpoint(one, context.var.caller));
  return context.json({ endpoints, reading: shownFeed(state) });
}

async function addEndpoint(context: Context<Env>): Promise<Response> {
  const { events, site } = await managing(context);
  const { service, caller } = context.var;
  const body = await readJson(context.req.raw, service.settings.bodyMs);
  const { url, kinds } = readEndpoint(body, events.sending.problemOf);
  const [id, secret, now] = [crypto.randomUUID(), newSigningSecret(), service.now()];
  const endpoint: Endpoint = {
    ...{ id, site, caller: caller.name, url, kinds, created: now },
    secret: await sealedSecret(events.secrets, id, secret),
    ...{ oldSecret: null, oldUntil: 0, failures: 0, failingSince: null, restsUntil: 0 },
    ...{ lastAt: null, lastResult: null, disabledAt: null, disabledFor: null },
  };
  // The first reading sets where events begin, so it must not wait.
  if (!(await events.store.endpoints.add(endpoint, now))) {
    throw refusal("invalid_request", `A site has at most ${MOST_ENDPOINTS} endpoints.`, {
      hint: "Remove one first.",
    });
  }
  return context.json({ ...shownEndpoint(endpoint, caller), secret }, 201);
}

async function removeEndpoint(context: Context<Env>): Promise<Response> {
  const { events, endpoint } = await managed(context);
  await events.store.endpoints.remove(endpoint.site, endpoint.id);
  return context.json({ removed: endpoint.id });
}

async function rotate(context: Context<Env>): Promise<Response> {
  const { events, endpoint } = await managed(context);
  const { service, caller } = context.var;
  const secret = newSigningSecret();
  const sealed = await sealedSecret(events.secrets, endpoint.id, secret);
  const until = service.now() + OVERLAP_MS;
  if (!(await events.store.endpoints.rotate(endpoint, sealed, until))) {
    throw refusal("conflict", "The secret was rotated by somebody else at the same time.", {
      hint: "Rotate again if their secret does not reach you.",
    });
  }
  const old_secret_until = new Date(until).toISOString();
  return context.json({ ...shownEndpoint(endpoint, caller), secret, old_secret_until });
}

async function sendTest(context: Context<Env>): Promise<Response> {
  const { events, endpoint } = await managed(context);
  const { now } = context.var.service;
  const [id, timestamp] = [`evt_test_${crypto.randomUUID()}`, new Date(now()).toISOString()];
  const body = JSON.stringify({ id, type: "test", timestamp, site: endpoint.site, data: {} });
  const secrets = await secretsOf(endpoint, { secrets: events.secrets, now });
  const { status, result } = await post({ url: endpoint.url, id, body, secrets }, events.sending);
  return context.json({ id, delivered: verdictOf(status) === "delivered", result });
}

async function setEnabled(context: Context<Env>, isEnabled: boolean): Promise<Response> {
  const { events, site, endpoint } = await managed(context);
  const { service, caller } = context.var;
  const { endpoints } = events.store;
  await endpoints.disable(endpoint.id, isEnabled ? null : "by_caller", service.now());
  const changed = (await endpoints.find(site, endpoint.id)) ?? endpoint;
  return context.json(shownEndpoint(changed, caller));
}

async function replay(context: Context<Env>): Promise<Response> {
  const { events, site } = await managing(context);
  const { service } = context.var;
  const request = readReplay(await readJson(context.req.raw, service.settings.bodyMs));
  const endpoint = await endpointOf(context, events, site, request.endpoint);
  const seqs = await events.store.log.replay(endpoint, request, service.now());
  const next = seqs.length === MOST_REPLAYED ? (seqs.at(-1) ?? null) : null;
  return context.json({ replayed: seqs.length, next });
}

/** The events of a site for a caller who may manage them. */
async function managing(context: Context<Env>): Promise<{ events: Events; site: string }> {
  const site = await siteOf(context, context.req.param("site") ?? "");
  const held = await heldTo(context, site);
  refuseUnlessManager({ ...context.var.caller, held });
  return { events: configuredEvents(context.var.service.events), site: site.id };
}

/** The endpoint of an address, for a caller who manages it. */
async function managed(context: Context<Env>) {
  const { events, site } = await managing(context);
  const id = context.req.param("endpoint") ?? "";
  return { events, site, endpoint: await endpointOf(context, events, site, id) };
}

async function ownEndpoints(
  { var: { caller } }: Context<Env>,
  { store }: Events,
  site: string,
): Promise<Endpoint[]> {
  return (await store.endpoints.list(site)).filter((one) => manages(caller, one));
}

async function endpointOf(
  { var: { caller } }: Context<Env>,
  { store }: Events,
  site: string,
  id: string,
): Promise<Endpoint> {
  const endpoint = await store.endpoints.find(site, id);
  if (endpoint !== undefined && manages(caller, endpoint)) return endpoint;
  throw refusal("no_such_endpoint", "There is no endpoint of that id.", {
    hint: "GET /v1/sites/{site}/events/endpoints lists those you can manage.",
  });
}
