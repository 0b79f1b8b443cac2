import type { LookAgainResult } from "@aismarttalk/prestashop";
import { badge } from "../components/badge.js";
import { changeView } from "../components/change.js";
import { h } from "../components/element.js";
import { secondsText } from "../components/format.js";
import { quoted } from "../components/quoted.js";
import type { DisplayText, Message } from "../language/message.js";
import type { OrderState, TextLanguage } from "../shop/record.js";
import { languageOf, valueNamer } from "./changes.js";
import { rawFold } from "./preview.js";

/** What the visitor can do once it is known what became of a write. */
export interface LookedHandlers {
  /** Puts the same change up for decision again. */
  previewAgain(): void;
  back(): void;
}

/** Under an error: that nobody knows yet, and the way to look again. */
export function lookOffer(
  error: HTMLElement,
  {
    afterMs,
    looked,
    isEarlier,
  }: { afterMs: number; looked: DisplayText | null; isEarlier: boolean },
  look: () => void,
): HTMLElement {
  const button = h("button", { type: "button", class: "primary" }, (w) => w.write.lookAgain);
  button.addEventListener("click", look);
  error.append(
    h(
      "p",
      { class: "notice warn" },
      looked !== null && h("strong", {}, quoted(looked), " "),
      isEarlier && ((w) => `${w.write.earlier} `),
      (w) => w.write.looking,
      " ",
      afterMs > 0 && ((w) => w.write.worthItAfter(secondsText(afterMs / 1000))),
    ),
    h("div", { class: "buttons" }, button),
  );
  return error;
}

/** Under an error that leaves a part of a change in the shop. */
export function previewOffer(error: HTMLElement, previewAgain: () => void): HTMLElement {
  error.append(
    h(
      "div",
      { class: "buttons" },
      primary((w) => w.write.previewAgain, previewAgain),
    ),
  );
  return error;
}

/** A write was found, or is not there and will not come. Its heading takes the focus. */
export function lookedView(
  { found, isEarlier }: { found: LookAgainResult; isEarlier: boolean },
  languages: readonly TextLanguage[],
  states: readonly OrderState[],
  handlers: LookedHandlers,
): HTMLElement {
  const named = valueNamer(states);
  const changes = found.changes.map(({ field, language, before, after }) =>
    changeView({
      field,
      language: languageOf(language === null ? null : { id: language, iso_code: null }, languages),
      before: named(field, before),
      after: named(field, after),
      isOneValue: field.startsWith("id_"),
    }),
  );
  const warnings = found.warnings.map((text) => h("p", { class: "hint" }, quoted(text)));
  return h(
    "div",
    { class: "answer result", "data-state": found.written ? "saved" : "not_saved" },
    outcomeHead(found.written),
    isEarlier && h("p", { class: "notice warn" }, (w) => w.write.earlier),
    ...(found.written ? changes : warnings),
    // What was meant to be written now is still to come.
    (isEarlier || !found.written) && choices(handlers),
    rawFold(found),
  );
}

/** What a preview through a worker tells: there is nothing left to write. */
export function foundThere(answer: unknown): HTMLElement {
  return h(
    "div",
    { class: "answer result", "data-state": "saved" },
    outcomeHead(true),
    rawFold(answer),
  );
}

function outcomeHead(isSaved: boolean): HTMLElement {
  return h(
    "div",
    { class: "cardhead" },
    h("h2", { tabindex: -1 }, (w) => (isSaved ? w.write.isSaved : w.write.isNotSaved)),
    isSaved ? badge((w) => w.write.lookedAgain, "good") : badge((w) => w.write.comesNoMore, "warn"),
  );
}

function choices({ previewAgain, back }: LookedHandlers): HTMLElement {
  const leave = h("button", { type: "button" }, (w) => w.write.back);
  leave.addEventListener("click", back);
  return h(
    "div",
    { class: "buttons" },
    primary((w) => w.write.previewAgain, previewAgain),
    leave,
  );
}

function primary(label: Message, onClick: () => void): HTMLElement {
  const button = h("button", { type: "button", class: "primary" }, label);
  button.addEventListener("click", onClick);
  return button;
}
