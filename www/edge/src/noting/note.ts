import type { UnsettledWrite } from "@aismarttalk/prestashop";
import { writesOf } from "../catalogue/catalogue.js";
import { answeredFields } from "../catalogue/fields.js";
import { lastingOf } from "../catalogue/lasting.js";
import type { Answer, Result } from "../catalogue/outcome.js";
import { newChangeId, timeOf } from "../journal/id.js";
import type { Change } from "../journal/journal.js";
import { refusal, usedBefore } from "../problem.js";
import type { OpenShop } from "../shop/open.js";
import { placeOf } from "../sites/installation.js";
import type { WriteContext } from "./context.js";
import { intentOf, lostOf, withoutSecret } from "./intent.js";

/** The warning if the journal fails after a write: nobody should repeat the write because of it. */
const NOT_SETTLED =
  "The change is saved. The journal could not be updated yet, and lists its outcome as unknown until it looks at the record again.";

/** The notes of one write in the journal. */
export interface Note {
  /**
   * Notes what a write is about to change.
   * @throws Refusal if it cannot be noted, or its confirmation was used before
   */
  intend: (write: UnsettledWrite) => Promise<void>;
  /** Notes the outcome; returns the result with the id of the change. */
  settle: (shop: OpenShop, result: Result) => Promise<Result>;
}

/** The notes of a write; `known` are the open changes of its record. */
export function noteOf(context: WriteContext, known: readonly Change[]): Note {
  const { stores, site, job } = context;
  const { journal } = stores;
  const place = placeOf(site);
  /** That of the second record, of an action that may write two. */
  let former: Change | undefined;
  let intent: Change | undefined;
  return {
    intend: async (write) => {
      let change = await intentOf(context, write).catch(unwritable);
      const isNext = intent !== undefined && !isSameRecord(intent, change);
      if (isNext && (former !== undefined || change.original === job.action)) {
        throw another(job.action);
      }
      if (isNext) {
        // The package goes on to the second record when the first one is saved.
        former = intent;
        intent = undefined;
        change = behind(change);
      }
      // A retry of the package is the same change, already noted and confirmed.
      const isFirst = intent === undefined && former === undefined;
      const confirmation = isFirst ? job.confirmation : null;
      if (intent !== undefined) change = { ...change, id: intent.id, at: intent.at };
      const kept = journal.open(change, confirmation, isNext ? [] : known);
      if (intent !== undefined) return void (await kept.catch(() => {}));
      const opened = await kept.catch(() => {
        // A part of the entry may be kept, and would stand for a write that was never sent.
        journal.drop(place, change.id).catch(() => {});
        return unwritable();
      });
      if (opened === "used") throw usedBefore();
      if (opened === "taken") throw taken();
      intent = change;
    },
    settle: async (shop, result) => {
      const id = (former ?? intent)?.id;
      if (id === undefined) return result;
      try {
        if (former !== undefined) await journal.settle(await written(context, former, shop));
        if (intent === undefined) return { ...result, change: id };
        if (former !== undefined) {
          if ("answer" in result) await journal.settle(await written(context, intent, shop));
          // What became of a second write that may be saved shows in its record.
          else if (isFirstAlone(context, result)) await journal.drop(place, intent.id);
          return { ...result, change: id };
        }
        if (isNothing(result)) {
          await journal.drop(place, id);
          return result;
        }
        if (!isStillOpen(result)) {
          await journal.settle(await settled(context, intent, shop, result));
        }
        return { ...result, change: id };
      } catch {
        // The entry says less than it could, but nothing wrong.
        if (isNothing(result)) return result;
        return "answer" in result
          ? { answer: warned(result.answer), change: id }
          : { ...result, change: id };
      }
    },
  };
}

/** Notes a write whose writer was lost, unless the writer did so; returns its id. */
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

/** The outcome of a conflict stays unknown: somebody else's values are there. */
function isStillOpen(result: Result): boolean {
  return (
    "problem" in result && result.problem.saved === "unknown" && result.problem.kind !== "conflict"
  );
}

async function settled(
  { stores, site, job }: WriteContext,
  intent: Change,
  shop: OpenShop,
  result: Result,
): Promise<Change> {
  const closed = { ...intent, isOpen: false, write: null };
  // All or a part of it may be saved.
  if ("problem" in result) return closed;
  const { answer } = result;
  const writes = writesOf(stores.catalogue, intent.original);
  // An answer tells the fields of the record that the action itself writes.
  const isOwn = job.undoes !== null || intent.original === job.action;
  const told = isOwn ? answeredFields(writes, answer) : null;
  const changed = told ?? intent.fields;
  const fields = changed.map((one) => withoutSecret(one, site.key));
  const lasting = await lastingOf(writes, shop, fields, answer.send_email === true);
  return { ...closed, outcome: "written", fields, lasting };
}

/** Whether of two records the first one is saved, and nothing of the second: the error is about its parameter. */
function isFirstAlone(
  { stores, job }: WriteContext,
  { problem: { saved, field } }: Extract<Result, { problem: unknown }>,
): boolean {
  const also = writesOf(stores.catalogue, job.action)?.also?.parameter;
  return saved === "yes" && also !== undefined && field === also;
}

/** One of two changes, as it was sent. */
async function written(
  { stores, job }: WriteContext,
  intent: Change,
  shop: OpenShop,
): Promise<Change> {
  const writes = writesOf(stores.catalogue, intent.original);
  // The e-mail, if there is one, is that of the first.
  const isMailed = job.input.send_email === true && intent.original === job.action;
  const lasting = await lastingOf(writes, shop, intent.fields, isMailed);
  return { ...intent, isOpen: false, write: null, outcome: "written", lasting };
}

/** The same change a moment later, by an id of its own. */
function behind(change: Change): Change {
  const at = new Date(timeOf(change.id) + 1).toISOString();
  return { ...change, id: newChangeId(at), at };
}

function warned(answer: Answer): Answer {
  const warnings = Array.isArray(answer.warnings) ? answer.warnings : [];
  return { ...answer, warnings: [...warnings, NOT_SETTLED] };
}

function isSameRecord(one: Change, other: Change): boolean {
  return one.resource === other.resource && one.record === other.record;
}

/** The queue and the journal know one record of an action. */
function another(action: string) {
  return refusal("internal", `${action} tried to write a second record.`, {
    hint: "That record was not written. Report it with the id of the request.",
    saved: "unknown",
  });
}

function taken() {
  return refusal("busy", "Another process is writing this record right now.", {
    hint: "Nothing was written. Retry in a moment.",
    retryable: true,
    retryAfterMs: 5_000,
  });
}

function unwritable(): never {
  throw refusal("journal_unwritable", "The journal of changes cannot be written right now.", {
    hint: "Nothing was written. Retry in a moment.",
    retryable: true,
  });
}
