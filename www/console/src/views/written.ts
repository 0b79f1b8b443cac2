import type { StoredDifference } from "@aismarttalk/prestashop";
import { badge } from "../components/badge.js";
import { changeView, type Sides } from "../components/change.js";
import { h } from "../components/element.js";
import { textOf } from "../language/message.js";
import { routeTo } from "../route.js";
import { type Action, titleOf } from "../shop/catalogue.js";
import { viewerFor } from "../shop/readers.js";
import type { OrderState, TextLanguage } from "../shop/record.js";
import type { WriteAnswer } from "../shop/writing.js";
import { changesOf, languageOf, stayingOf, valueNamer, warningsOf } from "./changes.js";
import { effectsView } from "./effects.js";
import { head, rawFold } from "./preview.js";
import { undoOffer } from "./undo.js";

/** What the shop made of a write, and what can be done about it. */
export interface WrittenContext {
  /** The resource of the record. */
  resource: string;
  /** What can be run. */
  actions: readonly Action[];
  languages: readonly TextLanguage[];
  states: readonly OrderState[];
  /** `null` where it took something back itself. */
  undo: (() => void) | null;
}

/** What was written, and what the shop made of it. Its heading takes the focus. */
export function writtenView(
  answer: WriteAnswer,
  { resource, actions, languages, states, undo }: WrittenContext,
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
    ...differenceSection(answer.differences, languages, states),
    answer.written && undo !== null && undoOffer(answer, undo),
    ...stayingOf(answer, languages),
    ...followUp(resource, answer.id, actions),
    rawFold(answer.raw),
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
        isOneValue: field.startsWith("id_"),
      },
      sides,
    ),
  );
}

/** The way to the record, where something reads it. */
function followUp(resource: string, id: number | null, actions: readonly Action[]): HTMLElement[] {
  const viewer = viewerFor(resource, actions);
  if (viewer === undefined || id === null) return [];
  const link = h(
    "a",
    { href: routeTo(viewer.name, { id }) },
    (w) => textOf(w.write.look, resource) ?? titleOf(viewer)(w),
  );
  return [h("p", { class: "followups" }, link)];
}
