import type { UpdatedField, UpdateOrderStatusOutput } from "@aismarttalk/prestashop";
import { h } from "../components/element.js";
import { labelOf } from "../components/labels.js";
import type { TextLanguage } from "../services/record.js";
import { isStatusAnswer, type WriteAnswer } from "../services/writing.js";
import { languageOf } from "./changes.js";

/** What a status leaves behind for good. */
const STAYS = [
  "The status stays in the history of the order.",
  "Invoices, delivery slips and movements of stock that the shop made with it stay.",
];
const MAIL_STAYS = "The e-mail that the shop was asked to send stays sent.";

/** Offers to take a change back, as far as that can be done. */
export function undoOffer(answer: WriteAnswer, undo: () => void): HTMLElement {
  if (isStatusAnswer(answer)) return statusOffer(answer, undo);
  return h("div", { class: "undo buttons" }, undoButton("Undo", undo));
}

function statusOffer(answer: UpdateOrderStatusOutput, undo: () => void): HTMLElement {
  const stays = answer.send_email ? [...STAYS, MAIL_STAYS] : STAYS;
  return h(
    "details",
    { class: "raw undo" },
    h("summary", {}, "Can this be taken back?"),
    h(
      "div",
      { class: "inside" },
      h("p", {}, "Not quite. The earlier status can be entered again, as one more change:"),
      h("ul", {}, ...stays.map((one) => h("li", {}, one))),
      answer.before.id !== null &&
        h("div", { class: "buttons" }, undoButton("Enter the earlier status again", undo)),
    ),
  );
}

function undoButton(label: string, undo: () => void): HTMLElement {
  const button = h("button", { type: "button", class: "undoing" }, label);
  button.addEventListener("click", undo);
  return button;
}

/** What stays as it is, because somebody has edited it since. */
export function editedNotice(
  edited: readonly UpdatedField[],
  languages: readonly TextLanguage[],
): HTMLElement {
  const items = edited.map(({ field, language }) => {
    const name = languageOf(language, languages)?.name;
    return h("li", {}, labelOf(field), name !== undefined && h("bdi", { class: "badge" }, name));
  });
  return h(
    "div",
    { class: "notice warn edited" },
    h("p", {}, "Edited since, and therefore left alone:"),
    h("ul", {}, ...items),
  );
}

/** All of it was edited since. */
export function nothingToUndo(notice: HTMLElement, back: () => void): HTMLElement {
  const button = h("button", { type: "button" }, "Back");
  button.addEventListener("click", back);
  return h(
    "div",
    { class: "answer preview", "data-state": "nothing-to-undo" },
    h("h2", { tabindex: -1 }, "Nothing to take back"),
    notice,
    h("div", { class: "buttons" }, button),
  );
}
