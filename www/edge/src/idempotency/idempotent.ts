import type { Context, MiddlewareHandler } from "hono";
import type { Held } from "../claims/held.js";
import type { Env } from "../http/context.js";
import { isObject, parsedJson } from "../json.js";
import { PROBLEM_JSON, refusal } from "../problem.js";
import { heldTo } from "../routes/held-by.js";
import { readBody } from "./body.js";
import { Fingerprint, fingerprintOf } from "./fingerprint.js";
import type { KeptAnswer } from "./sealed-answers.js";

/** The header by which a caller names a request that must not be carried out twice. */
export const KEY_HEADER = "Idempotency-Key";
export const REPLAYED_HEADER = "Idempotency-Replayed";

const KEY = /^[\x20-\x7e]{1,255}$/;
const READING = ["GET", "HEAD", "OPTIONS"];
/** The headers of an answer that are sent again. */
const KEPT_HEADERS = ["Content-Type", "Location", "X-Change-Id"];
/** Characters of an answer that is kept. */
const MOST_ANSWER = 1 << 20;
/** Bytes that are read of a body which nobody wanted: commands take none. */
const MOST_UNREAD = 512 << 10;
/** Bytes of a repeated body; none is larger. */
const MOST_REPEATED = 64 << 20;
const AGAIN_MS = 2_000;

/**
 * Carries out a writing request with a key once: the same caller gets the same answer to it for a day.
 * Requests that may succeed a moment later are not kept, because nothing was done.
 */
export const idempotent: MiddlewareHandler<Env> = async (context, next) => {
  const key = context.req.header(KEY_HEADER);
  if (key === undefined || READING.includes(context.req.method)) return next();
  if (!KEY.test(key)) {
    throw refusal("invalid_request", `\`${KEY_HEADER}\` is no key.`, {
      hint: "Give 1 to 255 visible characters of ASCII, such as a UUID.",
      field: KEY_HEADER,
    });
  }
  const { service, caller } = context.var;
  const held = await heldHere(context);
  const id = await fingerprintOf(JSON.stringify([caller.name, key]));
  const run = crypto.randomUUID();
  const begun = await service.keys
    .begin({ id, caller: caller.name }, run, service.now())
    .catch(unreadable);
  if (begun.is === "new") return carryOut(context, next, { id, run, held });
  if (begun.is === "under way") throw underWay();
  if (begun.is === "too many") throw tooMany();
  if (begun.is === "lost") throw lost("ended without an answer");
  const { fingerprint, isWhole } = await fingerprintedNow(context, held);
  if (!isWhole || fingerprint !== begun.fingerprint) throw reused();
  if (begun.answer === null) throw lost("had an answer that is too large to be kept");
  const answer = await service.answerSeal.open(id, begun.answer);
  if (answer === null) throw lost("had an answer that cannot be opened any more");
  const { status, headers, body } = answer;
  if (status >= 400) context.var.trace.kind = kindIn(body);
  return new Response(body, { status, headers: [...headers, [REPLAYED_HEADER, "true"]] });
};

async function carryOut(
  context: Context<Env>,
  next: () => Promise<void>,
  { id, run, held }: { id: string; run: string; held: Held | null },
): Promise<void> {
  const { keys, answerSeal } = context.var.service;
  const request = context.req.raw;
  const fingerprint = new Fingerprint(headOf(request, held));
  const body = request.body && readBody(request.body, fingerprint);
  if (body !== null) {
    const { url, method, headers, signal } = request;
    // Some runtimes demand it of a body that comes in parts, and the types do not know it.
    const streamed = { method, headers, signal, body: body.stream, duplex: "half" };
    context.req.raw = new Request(url, streamed as RequestInit);
  }
  try {
    await next();
  } catch (thrown) {
    await keys.release(id, run).catch(() => {});
    throw thrown;
  }
  const answer = await kept(context.res);
  const isWhole = body === null || (await body.rest(MOST_UNREAD));
  if (!isWhole || mayBeRepeated(answer)) return void (await keys.release(id, run).catch(() => {}));
  const isShort = answer.body.length <= MOST_ANSWER;
  const sealed = isShort ? await answerSeal.seal(id, answer) : null;
  // If it cannot be kept, the next request is told that there is no answer.
  await keys.finish(id, run, await fingerprint.end(), sealed).catch(() => {});
}

/** The customer of a request to a site, so that nobody gets the answer of another's. */
async function heldHere(context: Context<Env>): Promise<Held | null> {
  const [, id] = /^\/v1\/sites\/([^/]+)\//.exec(context.req.path) ?? [];
  return id === undefined ? context.var.caller.held : heldTo(context, { id });
}

async function fingerprintedNow(context: Context<Env>, held: Held | null) {
  const request = context.req.raw;
  const fingerprint = new Fingerprint(headOf(request, held));
  const body = request.body && readBody(request.body, fingerprint);
  const isWhole = body === null || (await body.rest(MOST_REPEATED));
  return { isWhole, fingerprint: await fingerprint.end() };
}

/** What makes two requests the same, besides their bodies. */
function headOf({ method, url, headers }: Request, held: Held | null): string {
  const { pathname, search } = new URL(url);
  return JSON.stringify([method, pathname, search, headers.get("Content-Type"), held]);
}

async function kept(response: Response): Promise<KeptAnswer> {
  const headers = KEPT_HEADERS.flatMap((name): [string, string][] => {
    const value = response.headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  return { status: response.status, headers, body: await response.clone().text() };
}

/** Nothing was done, and the same request may succeed. */
function mayBeRepeated({ status, headers, body }: KeptAnswer): boolean {
  const isProblem = headers.some(([, value]) => value === PROBLEM_JSON);
  if (status < 400 || !isProblem) return false;
  const problem = parsedJson(body);
  return isObject(problem) && problem.retryable === true;
}

function kindIn(body: string): string | null {
  const problem = parsedJson(body);
  return isObject(problem) && typeof problem.kind === "string" ? problem.kind : null;
}

function unreadable(): never {
  throw refusal("journal_unreadable", "The keys of earlier requests cannot be read right now.", {
    hint: "Nothing was done. Retry in a moment, with the same key.",
    retryable: true,
  });
}

function underWay() {
  return refusal("key_in_use", "The first request with this key is still under way.", {
    hint: "Retry in a moment, with the same key: you get the answer of the first request.",
    retryable: true,
    retryAfterMs: AGAIN_MS,
  });
}

function reused() {
  return refusal("key_reused", "This key was used for another request.", {
    hint: "Nothing was done. Take a new key for each request.",
    field: KEY_HEADER,
  });
}

function tooMany() {
  return refusal("too_many_requests", "This token has used too many keys in one day.", {
    hint: "Nothing was done. Keys are kept for 24 hours.",
  });
}

function lost(what: string) {
  return refusal("outcome_unknown", `The first request with this key ${what}.`, {
    hint: "Do not retry with a new key before you have looked: list_changes shows what was written.",
  });
}
