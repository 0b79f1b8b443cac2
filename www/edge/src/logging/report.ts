import { PrestaShopError } from "@aismarttalk/prestashop";
import { type Problem, problemFrom, Refusal } from "../problem.js";
import type { FailureLine, Part } from "./line.js";

/** Tells the log of something that failed inside of the worker. */
export type Report = (failed: Part, thrown: unknown, request?: string) => void;

/** Frames of a stack that are told. */
const MOST_FRAMES = 12;
const LONGEST = 500;
/** E-mail addresses, and whatever is long and random enough to be a key or a token. */
const PRIVATE = /[^\s@<>"'(),;:]+@[^\s@<>"'(),;:]+|\b(?=\w*\d)[\w-]{20,}\b|\bBearer +\S+/gi;

/** Reports as lines of a log. */
export function reportTo(log: (line: FailureLine) => void, now: () => number): Report {
  return (failed, thrown, request) =>
    log({
      time: new Date(now()).toISOString(),
      request: request ?? null,
      failed,
      error: described(thrown),
    });
}

/** The problem of a thrown value; one that nobody expected is reported. */
export function problemOf(report: Report, thrown: unknown, request?: string): Problem {
  const isExpected = thrown instanceof Refusal || thrown instanceof PrestaShopError;
  if (!isExpected) report("worker", thrown, request);
  return problemFrom(thrown);
}

/** An error without what may be a secret or the data of a customer. */
function described(thrown: unknown): FailureLine["error"] {
  if (!(thrown instanceof Error)) return { name: typeof thrown, message: "", stack: [] };
  const { name, message, stack = "", cause } = thrown;
  const reasons = cause instanceof Error ? [message, cause.message] : [message];
  const frames = stack.split("\n").filter((line) => /^\s*at |^\S*@\S+:\d+/.test(line));
  return {
    name,
    message: masked(reasons.join(": ")),
    stack: frames.slice(0, MOST_FRAMES).map((frame) => masked(frame.trim())),
  };
}

function masked(text: string): string {
  return text.slice(0, LONGEST).replace(PRIVATE, "***");
}
