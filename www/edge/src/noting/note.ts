import type { UnsettledWrite } from "@aismarttalk/prestashop";
import { writesOf } from "../catalogue/catalogue.js";
import { answeredFields } from "../catalogue/fields.js";
import { lastingOf } from "../catalogue/lasting.js";
import type { Answer, Result } from "../catalogue/outcome.js";
import type { Change } from "../journal/journal.js";
import { refusal, usedBefore } from "../problem.js";
import type { OpenShop } from "../shop/open.js";
import { placeOf } from "../sites/installation.js";
import type { WriteContext } from "./context.js";
import { intentOf, lostOf, withoutSecret } from "./intent.js";

/** The warning where the journal did not take that a change is saved: it must not be repeated for that. */
const NOT_SETTLED =
  "The change is saved. The journal of changes could not note that yet, and lists its outcome as unknown until it is looked at again.";

/** What is noted of one write. */
export interface Note {
  /**
   * Keeps what a write is about to change.
   * @throws Refusal where it cannot be kept, or its confirmation was used before
   */
  intend: (write: UnsettledWrite) => Promise<void>;
  /** Notes what has become of it; hands the result on, with the id of the change. */
  settle: (shop: OpenShop, result: Result) => Promise<Result>;
}

/** The note of a write that is about to be made, where these changes of its record are open. */
export function noteOf(context: WriteContext, known: readonly Change[]): Note {
  const { stores, site, job } = context;
  const { journal } = stores;
  const place = placeOf(site);
  let intent: Change | undefined;
  return {
    intend: async (write) => {
      const change = await intentOf(context, write).catch(unwritable);
      // What the package itself sends again is the same change, which is kept and confirmed already.
      const confirmation = intent === undefined ? job.confirmation : null;
      const kept = journal.open(change, confirmation, known);
      if (intent !== undefined) return void (await kept.catch(() => {}));
      const opened = await kept.catch(() => {
        // A part of it may be kept, and would stand for a write that was never sent.
        journal.drop(place, change.id).catch(() => {});
        return unwritable();
      });
      if (opened === "used") throw usedBefore();
      if (opened === "taken") throw taken();
      intent = change;
    },
    settle: async (shop, result) => {
      if (intent === undefined) return result;
      const { id } = intent;
      try {
        if (isNothing(result)) {
          await journal.drop(place, id);
          return result;
        }
        if (!isStillOpen(result)) {
          await journal.settle(await settled(context, intent, shop, result));
        }
        return { ...result, change: id };
      } catch {
        // What is kept says less, and nothing that is wrong.
        if (isNothing(result)) return result;
        return "answer" in result
          ? { answer: warned(result.answer), change: id }
          : { ...result, change: id };
      }
    },
  };
}

/** Notes a write whose writer was lost, unless that did so itself; its id. */
export async function noteLost(context: WriteContext): Promise<string | undefined> {
  const { stores, site, job } = context;
  const { journal } = stores;
  try {
    const known = await journal.find(placeOf(site), job.change);
    if (known !== undefined) return known.id;
    const change = await lostOf(context);
    if (change !== null) await journal.open(change, null);
    return change?.id;
  } catch {
    return undefined;
  }
}

function isNothing(result: Result): boolean {
  return "problem" in result ? result.problem.saved === "no" : result.answer.written !== true;
}

/** Of a conflict no more will be known: somebody else's values stand where these should. */
function isStillOpen(result: Result): boolean {
  return (
    "problem" in result && result.problem.saved === "unknown" && result.problem.kind !== "conflict"
  );
}

async function settled(
  { stores, site }: WriteContext,
  intent: Change,
  shop: OpenShop,
  result: Result,
): Promise<Change> {
  const closed = { ...intent, isOpen: false, write: null };
  // All of it may be saved, or a part.
  if ("problem" in result) return closed;
  const { answer } = result;
  const writes = writesOf(stores.catalogue, intent.original);
  const changed = answeredFields(writes, answer) ?? intent.fields;
  const fields = changed.map((one) => withoutSecret(one, site.key));
  const lasting = await lastingOf(writes, shop, fields, answer.send_email === true);
  return { ...closed, outcome: "written", fields, lasting };
}

function warned(answer: Answer): Answer {
  const warnings = Array.isArray(answer.warnings) ? answer.warnings : [];
  return { ...answer, warnings: [...warnings, NOT_SETTLED] };
}

function taken() {
  return refusal("busy", "Another process is writing this record just now.", {
    hint: "Nothing was written. Try again in a moment.",
    retryable: true,
    retryAfterMs: 5_000,
  });
}

function unwritable(): never {
  throw refusal("journal_unwritable", "The journal of changes cannot be written just now.", {
    hint: "Nothing was written. Try again in a moment.",
    retryable: true,
  });
}
