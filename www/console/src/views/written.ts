import type { StoredDifference } from "@aismarttalk/prestashop";
import { badge } from "../components/badge.js";
import { changeView, type Sides } from "../components/change.js";
import { h } from "../components/element.js";
import { type Say, textOf } from "../language/say.js";
import { routeTo } from "../route.js";
import { type Action, type ActionName, writtenResource } from "../services/catalogue.js";
import type { OrderState, TextLanguage } from "../services/record.js";
import { isUndoAnswer, type WriteAnswer } from "../services/writing.js";
import { changesOf, languageOf, stayingOf, valueNamer, warningsOf } from "./changes.js";
import { effectsView } from "./effects.js";
import { head, rawFold } from "./preview.js";
import { undoOffer } from "./undo.js";

/** Where to look at what was written. */
const LOOK: Readonly<Record<string, { action: ActionName; label: Say }>> = {
  products: { action: "get_product", label: (w) => w.write.look.product },
  customers: { action: "get_customer", label: (w) => w.write.look.customer },
  orders: { action: "get_order_history", label: (w) => w.write.look.order },
  order_histories: { action: "get_order_history", label: (w) => w.write.look.order },
};

/** What was written, and what the shop made of it. Its heading takes the focus. */
export function writtenView(
  action: Action,
  answer: WriteAnswer,
  languages: readonly TextLanguage[],
  states: readonly OrderState[],
  undo: () => void,
): HTMLElement {
  const state = answer.written ? "written" : "unchanged";
  return h(
    "div",
    { class: "answer result", "data-state": state },
    answer.written
      ? head(
          (w) => w.write.written,
          answer,
          badge((w) => w.write.savedAndRead, "good"),
        )
      : head((w) => w.write.nothingToChange, answer),
    ...warningsOf(answer),
    ...(answer.written ? changesOf(answer, languages) : []),
    ...(answer.written ? effectsView(answer) : []),
    ...differenceSection(answer.differences ?? [], languages, states),
    answer.written && !isUndoAnswer(answer) && undoOffer(answer, undo),
    ...stayingOf(answer, languages),
    followUp(action, answer),
    rawFold(answer),
  );
}

function differenceSection(
  differences: readonly StoredDifference[],
  languages: readonly TextLanguage[],
  states: readonly OrderState[],
): readonly HTMLElement[] {
  if (differences.length === 0) return [];
  return [
    h("h3", {}, (w) => w.write.madeOfIt),
    ...differences.map((one) => differenceView(one, languages, valueNamer(states))),
  ];
}

function differenceView(
  one: StoredDifference,
  languages: readonly TextLanguage[],
  named: (field: string, value: string) => string,
): HTMLElement {
  const { field, asked, stored, reason, harmless } = one;
  const language = languageOf(one.language, languages);
  const sides: Sides = { before: (w) => w.write.asSent, after: (w) => w.write.asStored };
  return h(
    "div",
    { class: "difference", "data-reason": reason },
    h(
      "p",
      { class: "aside" },
      harmless ? badge((w) => w.write.harmless, "good") : badge((w) => w.write.lookAtThis, "warn"),
      h("span", {}, (w) => textOf(w.write.made, reason) ?? w.write.made.other),
    ),
    changeView(
      {
        field,
        language,
        before: named(field, asked),
        after: named(field, stored),
        isWhole: field.startsWith("id_"),
      },
      sides,
    ),
  );
}

function followUp(action: Action, answer: WriteAnswer): HTMLElement | null {
  const { id } = answer;
  const look = LOOK[isUndoAnswer(answer) ? answer.resource : writtenResource(action)];
  if (look === undefined) return null;
  const link = h("a", { href: routeTo(look.action, { id }) }, look.label);
  return h("p", { class: "followups" }, link);
}
