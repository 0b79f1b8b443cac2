import type { Saved } from "@aismarttalk/prestashop";
import type { Context } from "hono";
import type { Outcome } from "../catalogue/outcome.js";
import { isObject } from "../json.js";
import { problemOf } from "../logging/report.js";
import { PROBLEM_JSON, type Problem } from "../problem.js";
import type { Env, Trace } from "./context.js";

/** The answer for a problem: RFC 9457. */
export function problemResponse(context: Context<Env>, problem: Problem): Response {
  const { trace } = context.var;
  trace.kind = problem.kind;
  const headers = new Headers({ "Content-Type": PROBLEM_JSON });
  const challenge = context.get("challenge");
  if (problem.status === 401) headers.set("WWW-Authenticate", challenge ?? 'Bearer realm="shops"');
  if (problem.kind === "insufficient_scope" && challenge !== undefined) {
    headers.set("WWW-Authenticate", challenge);
  }
  if (problem.retryAfterMs !== null) {
    headers.set("Retry-After", String(Math.ceil(problem.retryAfterMs / 1000)));
  }
  const body = JSON.stringify({ ...problem, instance: `urn:uuid:${trace.request}` });
  return new Response(body, { status: problem.status, headers });
}

/** The answer for whatever was thrown. */
export function thrownResponse(context: Context<Env>, thrown: unknown): Response {
  const { service, trace } = context.var;
  return problemResponse(context, problemOf(service.report, thrown, trace.request));
}

/** The answer for the outcome of an action. */
export function outcomeResponse(context: Context<Env>, outcome: Outcome): Response {
  noteTraffic(context.var.trace, outcome);
  if (outcome.change !== undefined) context.header("X-Change-Id", outcome.change);
  if ("problem" in outcome) return problemResponse(context, outcome.problem);
  return context.json(outcome.answer);
}

/** Adds the requests to the shop to the trace. */
export function noteTraffic(trace: Trace, outcome: Outcome<unknown>): void {
  trace.shopRequests += outcome.requests;
  trace.shopMs += outcome.milliseconds;
  trace.record = outcome.record ?? trace.record;
  trace.change = outcome.change ?? trace.change;
  trace.saved = savedBy(outcome);
}

/** What became of the data of the shop. */
function savedBy(outcome: Outcome<unknown>): Saved {
  if ("problem" in outcome) return outcome.problem.saved;
  return isObject(outcome.answer) && outcome.answer.written === true ? "yes" : "no";
}
