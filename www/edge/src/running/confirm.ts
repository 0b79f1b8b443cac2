import type { Action } from "../catalogue/action.js";
import type { Input, Outcome } from "../catalogue/outcome.js";
import {
  type Confirmed,
  type Shown,
  TOKEN_LENGTH,
  type Unconfirmed,
  VALID_MINUTES,
} from "../confirming/confirmation.js";
import { refusal } from "../problem.js";
import type { ActionCall } from "./call.js";
import type { Runner } from "./dependencies.js";

const WHY: Record<Unconfirmed, string> = {
  foreign: "This token was not handed out by this service: it comes from the package itself.",
  other: "This token belongs to another input, site, caller or action, or is not a token.",
  late: `This token is older than ${VALID_MINUTES} minutes.`,
};

/**
 * Opens the token of a preview that an input confirms; `null` where it names none.
 * @throws Refusal if the token confirms something else, or the caller has to confirm
 */
export async function confirmed(
  { confirmations }: Pick<Runner, "confirmations">,
  call: ActionCall,
  action: Action,
): Promise<Confirmed | null> {
  const { preview, expect } = call.input;
  if (action.reads) return null;
  if (preview !== true && call.caller.level === "propose") {
    throw refusal("forbidden", "This token may only preview.", {
      hint: "Call with preview: true; a token that may write has to confirm.",
    });
  }
  // The check of the input reports any other kind of value.
  if (typeof expect === "string" && expect !== "" && expect.length <= TOKEN_LENGTH) {
    const opened = await confirmations.open(expect, shownTo(call, action));
    if (typeof opened === "object") return opened;
    throw refusal("confirmation_invalid", WHY[opened], {
      hint: "Nothing was written. Preview again, and pass the new token as expect.",
      field: "expect",
    });
  }
  if (preview !== true && call.caller.confirms) {
    throw refusal(
      "confirmation_required",
      "Writes with this token must be previewed and confirmed.",
      {
        hint: "Call with preview: true, show the answer, then call again with its token as expect.",
        field: "expect",
      },
    );
  }
  return null;
}

/** The outcome for the caller: the mark of the previewed record becomes a token. */
export async function withToken(
  { confirmations }: Pick<Runner, "confirmations">,
  call: ActionCall,
  action: Action,
  outcome: Outcome,
): Promise<Outcome> {
  if (action.reads || !("answer" in outcome) || !("token" in outcome.answer)) return outcome;
  const { token: state } = outcome.answer;
  const isShown = call.input.preview === true && typeof state === "string";
  const token = isShown ? await confirmations.issue(shownTo(call, action), state) : null;
  return { ...outcome, answer: { ...outcome.answer, token } };
}

/** The input for the package, which only knows its own marks. */
export function unwrapped(input: Input, confirmed: Confirmed | null): Input {
  return confirmed === null ? input : { ...input, expect: confirmed.state };
}

function shownTo({ site, caller, input }: ActionCall, action: Action): Shown {
  return { site: site.id, caller: caller.name, action: action.name, input };
}
