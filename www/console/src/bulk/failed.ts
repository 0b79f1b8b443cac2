import type { Saved } from "@aismarttalk/prestashop";
import { secondsText } from "../language/durations.js";
import type { DisplayText } from "../language/message.js";
import { hintOf, messageOf } from "../shop/failure.js";
import { lookAgainAfter, savedOf, writeOf } from "../shop/saved.js";
import { DONE, type Entry, type PassEnd, type State, set } from "./entry.js";

/** What was being done with a product when it failed. */
export type Step =
  | "preview"
  /** The last look before writing. */
  | "send"
  | "write"
  | "look"
  | "undo";

/**
 * What concerns one product, and where it stands if nothing of it is saved; `null` as before, and
 * the next one may fare better. Anything else concerns every product.
 */
const OF_ONE: Readonly<Record<string, State | null>> = {
  conflict: "conflict",
  not_found: "not_found",
  validation: "refused",
  invalid_request: "refused",
  // A worker binds a preview for a while only: it has to be shown again.
  confirmation_invalid: "waiting",
  server: null,
  malformed_response: null,
  timeout: null,
  outcome_unknown: null,
  time_limit: null,
  busy: null,
};

/** Where a product stands again after a step that failed without a trace. */
const AS_BEFORE: Readonly<Record<Step, State>> = {
  preview: "waiting",
  send: "ready",
  write: "ready",
  undo: "written",
  look: "unknown",
};

/** Notes what went wrong with a product, and says whether the others can go on. */
export function failed(entry: Entry, error: unknown, step: Step): PassEnd {
  const { kind, message, hint } = failureOf(error);
  const state = stateAfter(step, kind, savedOf(error, step === "write" ? "unknown" : "no"));
  const messages = state === "unknown" ? [message, ...timeOf(error)] : [message];
  const write = state === "unknown" ? (writeOf(error) ?? entry.write) : null;
  set(entry, { state, write, message: messages, hint });
  if (Object.hasOwn(OF_ONE, kind)) return DONE;
  if (kind !== "aborted") return { kind: "halted", message, hint };
  set(entry, { message: state === "unknown" ? messages : [], hint: "" });
  return { kind: "stopped" };
}

function stateAfter(step: Step, kind: string, saved: Saved): State {
  const own = (Object.hasOwn(OF_ONE, kind) ? OF_ONE[kind] : null) ?? AS_BEFORE[step];
  // Taking back is previewed anew each time, so that nothing is lost where it is not known.
  if (step === "undo") return AS_BEFORE[step];
  if (step === "preview" || step === "send" || kind === "conflict") return own;
  if (saved === "yes") return "part";
  if (saved === "unknown") return "unknown";
  // That a look is refused says nothing of the write before it, but that there is no such product.
  return step === "write" || own === "not_found" ? own : "unknown";
}

/** When another look is worth it. */
function timeOf(error: unknown): readonly DisplayText[] {
  const after = lookAgainAfter(error);
  return after > 0 ? [(w) => w.bulk.job.worthItAfter(secondsText(after / 1000))] : [];
}

/** Errors of the package and of a worker carry a kind; a fault of this page has none. */
function failureOf(error: unknown): { kind: string; message: DisplayText; hint: DisplayText } {
  if (!(error instanceof Error)) return { kind: "", message: String(error), hint: "" };
  const kind = "kind" in error && typeof error.kind === "string" ? error.kind : "";
  return { kind, message: messageOf(error), hint: hintOf(error) };
}
