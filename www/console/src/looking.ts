import { ConflictError, type LookAgainResult } from "@aismarttalk/prestashop";
import type { DisplayText, Message } from "./language/message.js";
import type { Work } from "./runner.js";
import { type Action, type Input, titleOf } from "./shop/catalogue.js";
import type { Connection } from "./shop/connection.js";
import { messageOf } from "./shop/failure.js";
import type { OrderState, TextLanguage } from "./shop/record.js";
import { isAsShown, isWriteOf, lookAgainAfter, savedOf, writeOf } from "./shop/saved.js";
import { isUnchanged, type WriteAnswer, writeAnswer } from "./shop/writing.js";
import { conflictView } from "./views/conflict.js";
import { foundThere, lookedView, lookOffer, previewOffer } from "./views/looked.js";

/** A write that failed, and what can be done about it. */
export interface Failed {
  shop: Connection;
  action: Action;
  input: Input;
  /** What was confirmed. */
  shown: WriteAnswer;
  /** Shows an error of a write. */
  fail(error: unknown): HTMLElement;
  attempt(work: Work): void;
  previewAgain(): void;
  back(): void;
}

/** What a worker's preview says of a write whose answer was lost. */
type Look = { kind: "looked"; found: LookAgainResult } | { kind: "previewed"; found: WriteAnswer };

/**
 * Shows why a write failed, and the way on: by what became of the data. `looked` is what the
 * newest look came to, where there was one.
 */
export async function failedView(
  failed: Failed,
  error: unknown,
  looked: DisplayText | null = null,
): Promise<HTMLElement> {
  const view = failed.fail(error);
  const { previewAgain, back } = failed;
  if (error instanceof ConflictError) {
    const { languages, states } = await namesOf(failed.shop, failed.shown);
    return conflictView(error, view, languages, states, { previewAgain, back });
  }
  const saved = savedOf(error, "unknown");
  if (saved === "no") return view;
  if (saved === "yes" || isJudged(failed, error)) return previewOffer(view, previewAgain);
  const offer = { afterMs: lookAgainAfter(error), looked, isEarlier: isEarlier(failed, error) };
  return lookOffer(view, offer, () => failed.attempt(lookAgain(failed, error)));
}

/** Whether the package has looked and no more will be known: it names the writes of which more may. */
function isJudged({ shop }: Failed, error: unknown): boolean {
  return shop.lookAgain !== null && writeOf(error) === null;
}

/** Whether another write to the same record has to be known first, and this one was not sent. */
function isEarlier({ shown }: Failed, error: unknown): boolean {
  const write = writeOf(error);
  return write !== null && !isWriteOf(write, shown.fields);
}

/** What the values of an answer are named by: languages, and of an order its statuses. */
export async function namesOf(
  { records }: Connection,
  answer: WriteAnswer,
): Promise<{ languages: readonly TextLanguage[]; states: readonly OrderState[] }> {
  const [languages, states] = await Promise.all([
    records.languages(),
    answer.status !== null ? records.orderStates() : [],
  ]);
  return { languages, states };
}

/** Looks what became of a write; writes nothing. */
function lookAgain(failed: Failed, error: unknown): Work {
  const { shop, action } = failed;
  return {
    doing: (w) => w.status.looking(titleOf(action)(w)),
    asked: null,
    run: (signal) => findWrite(failed, error, signal),
    show: async (looked) => {
      const { kind, found } = looked as Look;
      if (kind === "previewed") return previewedView(failed, error, found);
      const { languages, states } = await namesOf(shop, failed.shown);
      return lookedView({ found, isEarlier: isEarlier(failed, error) }, languages, states, failed);
    },
    fail: (again) => {
      const isTelling = again instanceof ConflictError || savedOf(again, "no") !== "no";
      // That a look fails says nothing of the write.
      return isTelling
        ? failedView(failed, again, STILL_UNKNOWN)
        : failedView(failed, error, messageOf(again));
    },
  };
}

const STILL_UNKNOWN: Message = (w) => w.write.stillUnknown;

async function findWrite(
  { shop, action, input }: Failed,
  error: unknown,
  signal: AbortSignal,
): Promise<Look> {
  const write = writeOf(error);
  if (write !== null && shop.lookAgain !== null) {
    return { kind: "looked", found: await shop.lookAgain(write, signal) };
  }
  const found = await shop.run(action, { ...input, preview: true }, signal);
  return { kind: "previewed", found: writeAnswer(action, input, found) };
}

/** Of a worker: what is as it was asked for is saved, what is as it was shown may still come. */
async function previewedView(
  failed: Failed,
  error: unknown,
  found: WriteAnswer,
): Promise<HTMLElement> {
  if (isUnchanged(found)) return foundThere(found.raw);
  if (isAsShown(found.fields, failed.shown.fields)) {
    return failedView(failed, error, STILL_UNKNOWN);
  }
  return previewOffer(failed.fail(error), failed.previewAgain);
}
