import {
  BlockedError,
  type ErrorKind,
  OutcomeUnknownError,
  PrestaShopError,
  type Saved,
  type ShopError,
} from "@aismarttalk/prestashop";

import { hintForCallers } from "./hints.js";

/** What went wrong, as RFC 9457 problem details; the kind decides title and status. */
export interface Problem {
  /** `urn:prestashop-edge:` and the kind. */
  type: string;
  title: string;
  status: number;
  detail: string;
  kind: Kind;
  /** What to do about it; may be empty. */
  hint: string;
  /** The errors of the shop's own answer. */
  codes: ShopError[];
  /** The field or input it is about. */
  field: string | null;
  /** Of a request that was blocked in front of the shop: the product that did. */
  by?: string | null;
  /** What became of the data of the shop: nothing was saved, nobody knows, or it was saved. */
  saved: Saved;
  /** Whether the same request may succeed a moment later; never where something may be saved. */
  retryable: boolean;
  retryAfterMs: number | null;
  /** Of an unknown outcome: milliseconds after which it can be known. */
  lookAgainAfterMs?: number;
  /** Of a conflict: the record as it was shown, and as it is. */
  expected?: unknown;
  found?: unknown;
}

/** The media type of problem details. */
export const PROBLEM_JSON = "application/problem+json";

/** The kinds of the package, and those of the worker itself. */
export type Kind = ErrorKind | keyof typeof OWN;

/** The worker's own kinds: status and title. */
const OWN = {
  unauthorized: [401, "No valid token"],
  forbidden: [403, "Not allowed with this token"],
  insufficient_scope: [403, "The access token lacks a scope"],
  foreign_origin: [403, "Origin not allowed"],
  no_such_route: [404, "No such address"],
  no_such_site: [404, "No such site"],
  no_such_action: [404, "No such action"],
  no_such_change: [404, "No such change"],
  no_such_endpoint: [404, "No such endpoint"],
  no_such_job: [404, "No such job"],
  wrong_job_state: [409, "Not in this state of the job"],
  key_in_use: [409, "The first request with this key is under way"],
  key_reused: [422, "The key belongs to another request"],
  no_such_caller: [404, "No such caller"],
  consents_unreadable: [503, "Consents cannot be read"],
  no_such_consent: [404, "No such consent"],
  site_exists: [409, "A site of that id exists"],
  not_undoable: [409, "Cannot be undone"],
  method_not_allowed: [405, "Method not allowed"],
  body_too_slow: [408, "Body too slow"],
  body_too_large: [413, "Body too large"],
  confirmation_invalid: [412, "Not what was previewed"],
  unsupported_media_type: [415, "Body is not JSON"],
  malformed_body: [400, "Body cannot be read"],
  confirmation_required: [428, "Preview and confirm first"],
  too_many_requests: [429, "Too many requests"],
  journal_unreadable: [503, "Journal cannot be read"],
  journal_unwritable: [503, "Journal cannot be written"],
  callers_unreadable: [503, "Callers cannot be read"],
  keys_unreachable: [503, "Keys of tokens cannot be fetched"],
  stopping: [503, "The worker is shutting down"],
  busy: [503, "Too many writes to this record are waiting"],
  shop_busy: [503, "Too many requests to this shop are waiting"],
  shop_down: [504, "The shop is down"],
  site_unreadable: [503, "Site cannot be read"],
  not_configured: [503, "Not configured"],
  time_limit: [504, "Time limit reached"],
  internal: [500, "Internal error"],
} as const satisfies Record<string, readonly [number, string]>;

/** Kinds of the package: the shop is behind this worker, so its failures are those of a gateway. */
const OF_PACKAGE = {
  invalid_request: [400, "Invalid request"],
  validation: [422, "Value not accepted"],
  authentication: [502, "The shop refuses the key"],
  permission: [403, "The key of the shop lacks a right"],
  not_found: [404, "No such record"],
  conflict: [409, "Not what was expected"],
  webservice_disabled: [502, "The Webservice is switched off"],
  wrong_address: [502, "No shop at this address"],
  blocked: [502, "Refused in front of the shop"],
  malformed_response: [502, "The shop's answer cannot be read"],
  rate_limited: [503, "The shop allows no more requests for now"],
  server: [502, "The shop failed"],
  network: [502, "The shop cannot be reached"],
  timeout: [504, "The shop did not answer in time"],
  aborted: [504, "Stopped"],
  outcome_unknown: [502, "Outcome unknown"],
} as const satisfies Record<ErrorKind, readonly [number, string]>;

/** The kinds that a call to a shop can fail with. */
export const SHOP_KINDS = Object.keys(OF_PACKAGE) as ErrorKind[];

/** Status and title of every kind. */
export const KINDS: Readonly<Record<Kind, readonly [number, string]>> = { ...OF_PACKAGE, ...OWN };

/** The further members of a problem. */
export type ProblemDetails = Partial<Omit<Problem, "type" | "title" | "status" | "kind">>;

/** A problem of that kind. */
export function problem(kind: Kind, detail: string, more: ProblemDetails = {}): Problem {
  const [status, title] = KINDS[kind];
  const { saved = kind === "outcome_unknown" ? "unknown" : "no", retryable = false } = more;
  return {
    type: `urn:prestashop-edge:${kind}`,
    title,
    status,
    detail,
    kind,
    hint: "",
    codes: [],
    field: null,
    retryAfterMs: null,
    ...more,
    saved,
    retryable: retryable && saved === "no",
  };
}

/** The problem of a thrown value. Unexpected errors stay in here: callers see no detail of them. */
export function problemFrom(thrown: unknown): Problem {
  if (thrown instanceof Refusal) return thrown.problem;
  if (!(thrown instanceof PrestaShopError)) {
    return problem("internal", "The worker failed unexpectedly.", {
      hint: "Report it with the id of the request.",
    });
  }
  if (thrown instanceof OutcomeUnknownError) return outcomeUnknown(thrown);
  const { kind, message, codes, field, saved, retryable, retryAfterMs } = thrown;
  const hint = hintForCallers(thrown.hint);
  const more: ProblemDetails = { hint, codes, field, saved, retryable, retryAfterMs };
  if (thrown instanceof BlockedError) more.by = thrown.by;
  // Not the key is to blame, but the customer that the call is held to.
  if (kind === "permission" && field === "onlyCustomer") return problem("forbidden", message, more);
  if (kind !== "conflict") return problem(kind, message, more);
  const { expected, found } = thrown as PrestaShopError & { expected: unknown; found: unknown };
  return problem(kind, message, { ...more, expected, found });
}

/** What to do if nobody knows whether a write was saved. */
export const LOOK_AGAIN =
  "Do not retry. Call list_changes: it looks at the record again, and says what became of the write.";

/** The package's own hint names a method, which callers of a worker do not have. */
function outcomeUnknown({ message, codes, field, lookAgainAfterMs }: OutcomeUnknownError): Problem {
  return problem("outcome_unknown", message, { hint: LOOK_AGAIN, codes, field, lookAgainAfterMs });
}

/** A problem on its way to the answer. */
export class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
    this.name = "Refusal";
  }
}

/** Refuses requests to a process that is shutting down. */
export function stopping(): Refusal {
  return refusal("stopping", "The worker is shutting down and takes no new requests.", {
    hint: "Nothing was done. Retry, and another process will answer.",
    retryable: true,
    retryAfterMs: 1_000,
  });
}

/** Refuses a preview that was already confirmed. */
export function usedBefore(): Refusal {
  return refusal("confirmation_invalid", "This preview was already confirmed.", {
    hint: "Nothing was written. Preview again, and confirm the new preview.",
    field: "expect",
  });
}

/** Refuses with a problem of that kind. */
export function refusal(kind: Kind, detail: string, more?: ProblemDetails): Refusal {
  return new Refusal(problem(kind, detail, more));
}
