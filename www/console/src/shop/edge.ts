import { type ErrorDetails, PrestaShopError, type Saved } from "@aismarttalk/prestashop";
import type { Message } from "../language/message.js";
import type { Access } from "./access.js";
import { type Action, findAction, type Input } from "./catalogue.js";
import type { EdgeExchange } from "./edge-exchange.js";
import { isErrorKind, RequestError, titleOfKind, titleOfProblem } from "./failure.js";
import { isThisMachine, obstacleTo } from "./reach.js";

/** A shop that the worker knows. */
export interface EdgeSite {
  id: string;
  name: string;
}

/** A shop to add to a worker. */
export interface NewShop {
  url: string;
  key: string;
  name?: string;
  shopId?: number;
}

/** A shop that was added, and what its key may do. */
export interface AddedShop {
  site: EdgeSite & { url: string };
  access: Access | null;
}

/** An edge worker, with a token for it. */
export interface Edge {
  /** Without a slash at its end. */
  address: string;
  sites(signal: AbortSignal): Promise<readonly EdgeSite[]>;
  /** What the token may run. */
  actions(signal: AbortSignal): Promise<readonly Action[]>;
  /** Adds a shop; the token must be that of an administrator. */
  addShop(shop: NewShop, signal: AbortSignal): Promise<AddedShop>;
  run(site: EdgeSite, action: Action, input: Input, signal: AbortSignal): Promise<unknown>;
}

/** A page of the sites; `next` where more follow. */
interface SitePage {
  sites: EdgeSite[];
  next?: string;
}

const SITES = "/v1/sites";

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
type ProblemDetails = Omit<ErrorDetails, "kind" | "message" | "request"> & {
  title: string;
  detail: string;
  kind: string;
};

const BY: Message = (w) => w.errors.byWorker;

/**
 * Speaks with the worker at an address. The token goes into a header and nowhere else.
 * @throws RequestError where the address cannot be one
 */
export function edgeAt(
  given: string,
  token: string,
  onExchange: (exchange: EdgeExchange) => void,
): Edge {
  const address = workerAddress(given);
  const ask = (question: Question) => asked(address, token, question, onExchange);
  return {
    address,
    sites: async (signal) => {
      const all: EdgeSite[] = [];
      let path = SITES;
      do {
        const { sites, next } = (await ask({ path, signal })) as SitePage;
        all.push(...sites);
        path = next === undefined ? "" : `${SITES}?after=${encodeURIComponent(next)}`;
      } while (path !== "");
      return all;
    },
    actions: async (signal) => {
      const { actions } = (await ask({ path: "/v1/actions", signal })) as { actions: Action[] };
      return actions.map(declared);
    },
    addShop: async (shop, signal) =>
      (await ask({ path: "/v1/admin/sites", input: { ...shop }, signal })) as AddedShop,
    run: (site, action, input, signal) =>
      ask({
        path: `/v1/sites/${encodeURIComponent(site.id)}/actions/${encodeURIComponent(action.name)}`,
        input,
        writes: !action.annotations.readOnlyHint && input.preview !== true,
        signal,
      }),
  };
}

/** An older worker does not tell what the actions of the package write; the package does. */
function declared(action: Action): Action {
  return { ...action, writes: action.writes ?? findAction(action.name)?.writes ?? null };
}

function workerAddress(given: string): string {
  const text = given.trim();
  const host = /^[^/:]+|^\[[^\]]*\]/.exec(text)?.[0] ?? "";
  const scheme = isThisMachine(host) ? "http" : "https";
  const complete = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `${scheme}://${text}`;
  const wrong = (message: Message, hint: Message) =>
    new RequestError({ kind: "wrong_address", title: WRONG_ADDRESS, message, hint, by: BY });
  if (!URL.canParse(complete)) throw wrong((w) => w.errors.worker.noAddress, ADDRESS_HINT);
  const { protocol, hostname, origin, pathname } = new URL(complete);
  if (!/^https?:$/.test(protocol)) throw wrong((w) => w.errors.worker.notHttps, ADDRESS_HINT);
  if (protocol === "http:" && !isThisMachine(hostname)) {
    throw wrong(
      (w) => w.errors.worker.overHttp,
      (w) => w.errors.worker.overHttpHint,
    );
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
  const report = (more: Partial<Omit<EdgeExchange, "look">>) =>
    onExchange({
      ...request,
      via: "worker",
      unanswered: null,
      requestBody: body,
      status: null,
      responseHeaders: {},
      responseBody: null,
      durationMs: Math.round(performance.now() - started),
      attempt: 1,
      look: null,
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
    report({ status, responseHeaders, responseBody: text });
    return answerIn(text, status, request, writes);
  } catch (thrown) {
    if (thrown instanceof PrestaShopError || thrown instanceof RequestError) throw thrown;
    const why = signal.aborted ? "stopped" : "unanswered";
    report({ error: signal.aborted ? "Stopped." : "No answer.", unanswered: why });
    throw await unanswered(address, request, writes, signal);
  }
}

/** The answer in a body, or the error that it tells. */
function answerIn(text: string, status: number, request: Request, writes: boolean): unknown {
  // What is not told of a write must be feared: of an older worker, or of a host in its place.
  const untold = writes ? "unknown" : "no";
  const answer = parsed(text);
  const isAnswer = typeof answer === "object" && answer !== null;
  if (isAnswer && status >= 200 && status < 300) return answer;
  if (!isAnswer || !isProblemDetails(answer)) throw notTheWorker(status, request, untold);
  const { kind, title, detail: message, field, saved = untold } = answer;
  const retryable = answer.retryable && saved === "no";
  if (!isErrorKind(kind)) {
    throw new RequestError({
      kind,
      title: titleOfProblem(kind, title),
      message,
      hint: HINTS[kind] ?? answer.hint,
      status,
      field,
      request,
      saved,
      retryable,
      by: BY,
    });
  }
  throw PrestaShopError.from({ ...answer, status, request, saved });
}

type Request = { method: string; url: string };

async function unanswered(
  address: string,
  request: Request,
  writes: boolean,
  signal: AbortSignal,
): Promise<RequestError> {
  const known = { request, by: BY };
  const { aborted } = signal;
  if (writes) {
    return new RequestError({
      ...known,
      kind: "outcome_unknown",
      title: titleOfKind("outcome_unknown"),
      message: ({ errors: { worker } }) =>
        aborted ? worker.stoppedWriting : worker.unansweredWriting,
      hint: (w) => w.errors.worker.unknownHint,
      saved: "unknown",
    });
  }
  if (aborted) {
    const message: Message = (w) => w.errors.worker.stopped;
    const title = titleOfKind("aborted");
    return new RequestError({ ...known, kind: "aborted", title, message, retryable: true });
  }
  const obstacle = await obstacleTo(`${address}/healthz`);
  if (obstacle === "nobody") {
    return new RequestError({
      ...known,
      kind: "network",
      title: titleOfKind("network"),
      message: (w) => w.errors.worker.nobody(address),
      hint: (w) => w.errors.worker.nobodyHint,
      retryable: true,
    });
  }
  return new RequestError({
    ...known,
    kind: "foreign_origin",
    title: (w) => w.errors.worker.foreignOrigin,
    message: (w) => w.errors.worker.foreignOriginMessage(address, location.origin),
    hint: (w) => w.errors.worker.foreignOriginHint(location.origin),
  });
}

function notTheWorker(status: number, request: Request, saved: Saved): RequestError {
  return new RequestError({
    kind: "wrong_address",
    title: WRONG_ADDRESS,
    message: (w) => w.errors.worker.notTheWorker,
    hint: ADDRESS_HINT,
    status,
    request,
    saved,
    by: BY,
  });
}

function isProblemDetails(answer: object): answer is ProblemDetails {
  return "kind" in answer && "detail" in answer && "title" in answer;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const WRONG_ADDRESS: Message = (w) => w.errors.worker.wrongAddress;
const ADDRESS_HINT: Message = (w) => w.errors.worker.addressHint;

/** What a person does about it, where the worker speaks to programs. */
const HINTS: Readonly<Record<string, Message>> = {
  unauthorized: (w) => w.errors.worker.hints.unauthorized,
  no_such_route: ADDRESS_HINT,
  forbidden: (w) => w.errors.worker.hints.forbidden,
  not_configured: (w) => w.errors.worker.hints.not_configured,
};
