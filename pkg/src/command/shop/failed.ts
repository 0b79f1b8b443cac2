import { OutcomeUnknownError, PrestaShopError } from "../../node.js";
import { EXIT } from "../exit.js";
import { say } from "../terminal/output.js";
import { safeJson } from "../terminal/printable.js";
import type { Connection, Reached } from "./connect.js";
import { failureOf, type Tells } from "./failure.js";
import { printedProblem } from "./printed.js";

/** What failed, and how it is told. */
export interface Failed {
  reached: Pick<Reached, "url" | "key">;
  /** `undefined` where there is no client yet. */
  connection: Connection | undefined;
  /** How the same is typed with another address. */
  again(url: string): string;
  json: boolean;
  /** Whether it was meant to save something. */
  writes: boolean;
  /** A further sentence about the mistake, if any. */
  more: string;
}

const LOOK =
  "Look at the record in the shop before you run this again: the change may still arrive.";

/** What the words of the client, which are for programs, are on a command line. */
const OWN: Readonly<Record<string, Tells>> = {
  outcome_unknown: ({ message }) => ({ what: message, todo: [LOOK] }),
  aborted: () => ({ what: "You stopped waiting for the shop.", todo: [] }),
  conflict: ({ message }) => ({
    what: message,
    todo: ["Run this again to see what the shop has now, and what would change."],
  }),
};

/** Tells what went wrong on standard error; the exit code. */
export function tellFailure(thrown: unknown, failed: Failed): number {
  if (!(thrown instanceof PrestaShopError)) throw thrown;
  if (failed.json) say(safeJson(thrown, 2));
  else say(printedProblem(sentencesOf(thrown, failed)));
  if (thrown.saved !== "no" || thrown instanceof OutcomeUnknownError) return EXIT.unknown;
  return thrown.kind === "invalid_request" && thrown.request === null
    ? EXIT.couldNot
    : EXIT.notDone;
}

const SAVED = {
  no: "Nothing was saved.",
  unknown: "It is not known whether the change was saved.",
  yes: "All or some of it was saved.",
} as const;

function sentencesOf(error: PrestaShopError, { reached, connection, again, writes, more }: Failed) {
  const at = { ...reached, code: connection?.code(), answer: connection?.last(), again };
  const failure = failureOf(error, at, OWN);
  // Shops answer a misspelled name with all that there are.
  const [what = "", all] = failure.what.split(/ The full list is: /);
  const todo = [
    ...failure.todo,
    ...(all === undefined ? [] : [`All of them: ${all.replaceAll('"', "")}`]),
  ];
  const told = [what, ...todo].join(" ");
  const outcome =
    writes && !/Nothing was (?:sent|saved|written)|not known/.test(told)
      ? [SAVED[error.saved]]
      : [];
  return { what, todo: [...(more === "" ? [] : [more]), ...todo, ...outcome] };
}
