import {
  AbortedError,
  ConflictError,
  type ErrorDetails,
  type Exchange,
  NetworkError,
  OutcomeUnknownError,
  PrestaShopError,
} from "@aismarttalk/prestashop";
import type { Action, Input } from "./catalogue.js";
import type { EdgeExchange } from "./edge-exchange.js";
import { isErrorKind, WayError } from "./failure.js";
import { isThisMachine, obstacleTo } from "./reach.js";

/** A shop that the worker knows. */
export interface EdgeSite {
  id: string;
  name: string;
}

/** An edge worker, with a token for it. */
export interface Edge {
  /** Without a slash at its end. */
  address: string;
  sites(signal: AbortSignal): Promise<readonly EdgeSite[]>;
  /** What the token may run. */
  actions(signal: AbortSignal): Promise<readonly Action[]>;
  run(site: EdgeSite, action: Action, input: Input, signal: AbortSignal): Promise<unknown>;
}

/** One request to the worker. */
interface Question {
  path: string;
  /** What is posted; a GET without it. */
  input?: Input;
  /** Whether it may change the shop. */
  writes?: boolean;
  signal: AbortSignal;
}

/** The problem details of a worker. */
type Problem = Omit<ErrorDetails, "kind" | "message" | "request"> & {
  title: string;
  detail: string;
  kind: string;
};

const NAME = "Edge worker";

/**
 * Speaks with the worker at an address. The token goes into a header and nowhere else.
 * @throws WayError where the address cannot be one
 */
export function edgeAt(
  given: string,
  token: string,
  onExchange: (exchange: EdgeExchange) => void,
): Edge {
  const address = addressOf(given);
  const ask = (question: Question) => asked(address, token, question, onExchange);
  return {
    address,
    sites: async (signal) => {
      const { sites } = (await ask({ path: "/v1/sites", signal })) as { sites: EdgeSite[] };
      return sites;
    },
    actions: async (signal) => {
      const { actions } = (await ask({ path: "/v1/actions", signal })) as { actions: Action[] };
      return actions;
    },
    run: (site, action, input, signal) =>
      ask({
        path: `/v1/sites/${encodeURIComponent(site.id)}/actions/${encodeURIComponent(action.name)}`,
        input,
        writes: !action.annotations.readOnlyHint && input.preview !== true,
        signal,
      }),
  };
}

function addressOf(given: string): string {
  const text = given.trim();
  const host = /^[^/:]+|^\[[^\]]*\]/.exec(text)?.[0] ?? "";
  const scheme = isThisMachine(host) ? "http" : "https";
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `${scheme}://${text}`;
  const wrong = (message: string, hint: string) =>
    new WayError({ kind: "wrong_address", title: WRONG_ADDRESS, message, hint, name: NAME });
  if (!URL.canParse(whole)) throw wrong("That is no address.", ADDRESS_HINT);
  const { protocol, hostname, origin, pathname } = new URL(whole);
  if (!/^https?:$/.test(protocol)) throw wrong("A worker is asked over https.", ADDRESS_HINT);
  if (protocol === "http:" && !isThisMachine(hostname)) {
    const hint = "Use the https address; http is for workers on this machine.";
    throw wrong("Over http the token could be read on the way. Nothing was sent.", hint);
  }
  return origin + pathname.replace(/\/+$/, "");
}

async function asked(
  address: string,
  token: string,
  { path, input, writes = false, signal }: Question,
  onExchange: (exchange: EdgeExchange) => void,
): Promise<unknown> {
  const url = address + path;
  const method = input === undefined ? "GET" : "POST";
  const body = input === undefined ? null : JSON.stringify(input);
  const headers = {
    Authorization: `Bearer ${token}`,
    ...(body !== null && { "Content-Type": "application/json" }),
  };
  const request = { method, url };
  const started = performance.now();
  const tell = (more: Partial<Exchange>) =>
    onExchange({
      ...request,
      via: "worker",
      requestBody: body,
      status: null,
      responseHeaders: {},
      responseBody: null,
      durationMs: Math.round(performance.now() - started),
      attempt: 1,
      error: null,
      warnings: [],
      ...more,
    });
  try {
    const response = await fetch(url, {
      method,
      headers,
      body,
      signal,
      credentials: "omit",
      cache: "no-store",
      redirect: "manual",
    });
    const text = await response.text();
    const { status } = response;
    const responseHeaders = Object.fromEntries(response.headers);
    tell({ status, responseHeaders, responseBody: text });
    return answerIn(text, status, request);
  } catch (thrown) {
    if (thrown instanceof PrestaShopError || thrown instanceof WayError) throw thrown;
    tell({ error: signal.aborted ? "Stopped." : "No answer." });
    throw await unanswered(address, request, writes, signal);
  }
}

/** The answer in a body, or the error that it tells. */
function answerIn(text: string, status: number, request: Request): unknown {
  const answer = parsed(text);
  if (typeof answer !== "object" || answer === null) throw notTheWorker(status, request);
  if (status >= 200 && status < 300) return answer;
  if (!isProblem(answer)) throw notTheWorker(status, request);
  const { kind, title, detail: message, field, codes, retryable, retryAfterMs } = answer;
  const hint = HINTS[kind] ?? answer.hint;
  if (!isErrorKind(kind)) {
    throw new WayError({
      kind,
      title,
      message,
      hint,
      status,
      field,
      request,
      retryable,
      name: NAME,
    });
  }
  const { expected, found } = answer;
  const told = { kind, message, hint, status, codes, field, request, retryable, retryAfterMs };
  if (kind === "conflict") throw new ConflictError({ ...told, expected, found });
  throw new PrestaShopError(told);
}

type Request = { method: string; url: string };

async function unanswered(
  address: string,
  request: Request,
  writes: boolean,
  signal: AbortSignal,
): Promise<PrestaShopError | WayError> {
  const known = { ...request, status: null, codes: [], field: null, request, retryAfterMs: null };
  if (writes) {
    const message = signal.aborted
      ? "It was stopped before the worker answered, and the worker finishes what it has begun."
      : "No answer came from the worker, which may have written or not.";
    const hint = "Run List Changes in a moment: it tells what was written through the worker.";
    const kind = "outcome_unknown";
    return new OutcomeUnknownError({ ...known, kind, message, hint, retryable: false });
  }
  if (signal.aborted) {
    const message = "It was stopped before the worker answered.";
    return new AbortedError({ ...known, kind: "aborted", message, hint: "", retryable: true });
  }
  const obstacle = await obstacleTo(`${address}/healthz`);
  if (obstacle === "nobody") {
    const message = `Nobody answers at ${address}.`;
    const hint = "Check the address, and whether the worker is running.";
    return new NetworkError({ ...known, kind: "network", message, hint, retryable: true });
  }
  return new WayError({
    kind: "foreign_origin",
    title: "The worker does not let this page ask",
    message: `Something answers at ${address}, but it does not allow pages from ${location.origin}.`,
    hint: `Add ${location.origin} to the setting ALLOWED_ORIGINS of the worker. If no worker is at this address, mend the address.`,
    request,
    name: NAME,
  });
}

function notTheWorker(status: number, request: Request): WayError {
  const message = "What answers at this address is no edge worker.";
  const hint = ADDRESS_HINT;
  const kind = "wrong_address";
  return new WayError({ kind, title: WRONG_ADDRESS, message, hint, status, request, name: NAME });
}

function isProblem(answer: object): answer is Problem {
  return "kind" in answer && "detail" in answer && "title" in answer;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const WRONG_ADDRESS = "There is no edge worker at this address";
const ADDRESS_HINT =
  "Give the address that the worker printed when it was started or deployed, such as https://edge.example.com.";

/** What a person does about it, where the worker speaks to programs. */
const HINTS: Readonly<Record<string, string>> = {
  unauthorized:
    "Copy the token again. If it has expired or is gone, make a new one and add it to the setting CALLERS of the worker, by its SHA-256.",
  no_such_route: ADDRESS_HINT,
  forbidden:
    "The token’s entry in the setting CALLERS of the worker says which sites and actions it opens; have it widened, or use another token.",
  not_configured: "Set CALLERS in the worker’s settings: a token for each who may ask.",
};
