import { type Caller, isAdmin } from "../callers/caller.js";
import { isObject } from "../json.js";
import { type Problem, refusal } from "../problem.js";
import type { Endpoint } from "./endpoint.js";
import type { FeedState } from "./feeds.js";
import { type EventKind, isEventKind, KIND_NAMES } from "./kinds.js";
import type { ListedEvent } from "./log.js";

/** The longest address that is accepted. */
const LONGEST_URL = 2_048;

/**
 * Refuses callers who may not have a shop's events sent anywhere: those who only read or propose, who
 * must confirm what they write, or who are held to a customer.
 */
export function refuseUnlessManager(caller: Caller): void {
  const isFree = !caller.confirms && !caller.needsClaim && caller.held === null;
  if (isFree && (caller.level === "write" || isAdmin(caller))) return;
  throw refusal("forbidden", "This token may not have events sent.", {
    hint: 'Use a token of the level "write" or "admin" that needs neither previews nor claims.',
  });
}

/** Whether the caller manages an endpoint: its own, and an administrator all of them. */
export function manages(caller: Caller, endpoint: Endpoint): boolean {
  return isAdmin(caller) || endpoint.caller === caller.name;
}

/** What an endpoint is made of. */
export interface NewEndpoint {
  url: string;
  kinds: EventKind[];
}

/**
 * Reads `{ url, events }`.
 * @throws Refusal naming the member that is wrong
 */
export function readEndpoint(
  body: unknown,
  problemOf: (url: string) => string | null,
): NewEndpoint {
  const { url, events, ...others } = objectOf(body);
  refuseOthers(others);
  if (typeof url !== "string" || url.length > LONGEST_URL) {
    throw invalid("url", "is not the address of an endpoint.");
  }
  const problem = problemOf(url);
  if (problem !== null) throw refusal("invalid_request", problem, { field: "url" });
  const kinds = Array.isArray(events) ? [...new Set(events)] : [];
  if (kinds.length === 0 || !kinds.every(isEventKind)) {
    throw invalid("events", "is not a list of events.", `They are ${KIND_NAMES.join(", ")}.`);
  }
  return { url, kinds };
}

/** Which events to send again. */
export interface ReplayRequest {
  endpoint: string;
  from: number;
  after: number;
  all: boolean;
}

/**
 * Reads `{ endpoint, since, after?, all? }`.
 * @throws Refusal naming the member that is wrong
 */
export function readReplay(body: unknown): ReplayRequest {
  const { endpoint, since, after = 0, all = false, ...others } = objectOf(body);
  refuseOthers(others);
  if (typeof endpoint !== "string") throw invalid("endpoint", "is not the id of an endpoint.");
  const from = typeof since === "string" ? Date.parse(since) : Number.NaN;
  if (Number.isNaN(from)) throw invalid("since", "is not a moment such as 2027-01-31T12:00:00Z.");
  if (!isCount(after)) throw invalid("after", "is not the `next` of an earlier replay.");
  if (typeof all !== "boolean") throw invalid("all", "is neither true nor false.");
  return { endpoint, from, after, all };
}

/** Reads the query of the log. */
export function readLogQuery(query: Readonly<Record<string, string>>) {
  const { limit = "50", before, type, ...others } = query;
  refuseOthers(others);
  const most = /^\d{1,3}$/.test(limit) ? Number(limit) : 0;
  if (most < 1 || most > 100) throw invalid("limit", "is not a whole number from 1 to 100.");
  if (before !== undefined && !/^\d{1,15}$/.test(before)) {
    throw invalid("before", "is not the `next` of an earlier page.");
  }
  const kinds = type === undefined ? KIND_NAMES : type.split(",");
  if (!kinds.every(isEventKind)) {
    throw invalid("type", "names no event.", `They are ${KIND_NAMES.join(", ")}.`);
  }
  return { limit: most, before: before === undefined ? null : Number(before), kinds };
}

/** An endpoint as those who manage it see it: of another caller's, no query, which may be secret. */
export function shownEndpoint(endpoint: Endpoint, caller: Caller) {
  const { id, kinds, failingSince, lastAt, lastResult, disabledAt, disabledFor } = endpoint;
  const isOwn = endpoint.caller === caller.name;
  return {
    id,
    url: isOwn ? endpoint.url : endpoint.url.replace(/[?#].*$/s, ""),
    events: kinds,
    caller: endpoint.caller,
    created: moment(endpoint.created),
    failing_since: momentOrNull(failingSince),
    last_attempt: lastAt === null ? null : { at: moment(lastAt), result: lastResult ?? "" },
    disabled: disabledAt === null ? null : { at: moment(disabledAt), reason: disabledFor ?? "" },
  };
}

/** How the shop of a site is read. */
export function shownFeed(state: FeedState | undefined) {
  if (state === undefined) return { last: null, failures: 0, problem: null };
  return { last: momentOrNull(state.polled), failures: state.failures, problem: state.problem };
}

/** An event of the log. */
export function shownEvent({ body, seq, deliveries }: ListedEvent) {
  const shown = deliveries.map(({ endpoint, state, tries, lastAt, result }) => {
    const last = lastAt === null ? null : { at: moment(lastAt), result: result ?? "" };
    return { endpoint, state, tries, last_attempt: last };
  });
  return { ...(JSON.parse(body) as Record<string, unknown>), seq, deliveries: shown };
}

function moment(at: number): string {
  return new Date(at).toISOString();
}

function momentOrNull(at: number | null): string | null {
  return at === null ? null : moment(at);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function objectOf(body: unknown): Record<string, unknown> {
  if (isObject(body)) return body;
  throw refusal("malformed_body", "The body is not a JSON object.");
}

function refuseOthers(others: object): void {
  const [unknown] = Object.keys(others);
  // Other names are texts of the caller; quoting one of its own does no harm.
  if (unknown !== undefined) throw invalid(unknown, "is not known here.");
}

function invalid(field: string, problem: string, hint = "") {
  const more: Partial<Problem> = { field, hint };
  return refusal("invalid_request", `\`${field}\` ${problem}`, more);
}
