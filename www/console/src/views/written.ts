import type { StoredDifference } from "@aismarttalk/prestashop";
import { badge } from "../components/badge.js";
import { changeView } from "../components/change.js";
import { h } from "../components/element.js";
import { routeTo } from "../route.js";
import { type Action, type ActionName, writtenResource } from "../services/catalogue.js";
import type { TextLanguage } from "../services/record.js";
import { isStatusAnswer, isUndoAnswer, type WriteAnswer } from "../services/writing.js";
import { changesOf, languageOf, stayingOf, warningsOf } from "./changes.js";
import { head, mailSentence, rawFold } from "./preview.js";
import { undoOffer } from "./undo.js";

const REASONS: Readonly<Record<StoredDifference["reason"], string>> = {
  rounded: "rounded it",
  line_ends: "wrote its line ends otherwise",
  cleaned: "cleaned its HTML",
  cut: "cut it short",
  characters_lost: "lost characters it cannot store",
  default: "put in its default",
  other: "changed it",
};

/** Where to look at what was written. */
const LOOK: Readonly<Record<string, { action: ActionName; label: string }>> = {
  products: { action: "get_product", label: "Look at the product" },
  customers: { action: "get_customer", label: "Look at the customer" },
  orders: { action: "get_order_history", label: "Status changes of the order" },
  order_histories: { action: "get_order_history", label: "Status changes of the order" },
};

/** What was written, and what the shop made of it. Its heading takes the focus. */
export function writtenView(
  action: Action,
  answer: WriteAnswer,
  languages: readonly TextLanguage[],
  undo: () => void,
): HTMLElement {
  const differences = isStatusAnswer(answer) ? [] : answer.differences;
  const state = answer.written ? "written" : "unchanged";
  return h(
    "div",
    { class: "answer result", "data-state": state },
    answer.written
      ? head("Written", answer, badge("Saved and read again", "good"))
      : head("Nothing to change", answer),
    ...warningsOf(answer),
    ...(answer.written ? changesOf(answer, languages) : []),
    isStatusAnswer(answer) && answer.written && h("p", { class: "lead" }, mailSentence(answer)),
    ...differenceSection(differences, languages),
    answer.written && !isUndoAnswer(answer) && undoOffer(answer, undo),
    ...stayingOf(answer, languages),
    followUp(action, answer),
    rawFold(answer),
  );
}

function differenceSection(
  differences: readonly StoredDifference[],
  languages: readonly TextLanguage[],
): readonly HTMLElement[] {
  if (differences.length === 0) return [];
  return [
    h("h3", {}, "What the shop made of it"),
    ...differences.map((one) => differenceView(one, languages)),
  ];
}

function differenceView(one: StoredDifference, languages: readonly TextLanguage[]): HTMLElement {
  const { field, asked, stored, reason, harmless } = one;
  const language = languageOf(one.language, languages);
  const sides = { before: "As it was sent", after: "As the shop has it" };
  return h(
    "div",
    { class: "difference" },
    h(
      "p",
      { class: "aside" },
      harmless ? badge("Harmless", "good") : badge("Look at this", "warn"),
      `The shop ${REASONS[reason]}.`,
    ),
    changeView({ field, language, before: asked, after: stored }, sides),
  );
}

function followUp(action: Action, answer: WriteAnswer): HTMLElement | null {
  const { id } = answer;
  const look = LOOK[isUndoAnswer(answer) ? answer.resource : writtenResource(action)];
  if (look === undefined) return null;
  const link = h("a", { href: routeTo(look.action, { id }) }, look.label);
  return h("p", { class: "followups" }, link);
}
