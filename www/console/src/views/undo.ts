import type { UpdatedField, WriteEffect } from "@aismarttalk/prestashop";
import { h } from "../components/element.js";
import { labelOf } from "../components/labels.js";
import type { Message } from "../language/message.js";
import type { TextLanguage } from "../shop/record.js";
import { isMailed, type StatusChange, type WriteAnswer } from "../shop/writing.js";
import { languageOf } from "./changes.js";

/** What a status can leave behind for good. */
const DOCUMENTS: readonly WriteEffect["kind"][] = ["invoice", "delivery", "payment", "stock"];

/** Offers to take a change back, as far as that can be done. */
export function undoOffer(answer: WriteAnswer, undo: () => void): HTMLElement {
  if (answer.status !== null) return statusOffer(answer, answer.status, undo);
  return h(
    "div",
    { class: "undo buttons" },
    undoButton((w) => w.undo.undo, undo),
  );
}

function statusOffer(answer: WriteAnswer, { before }: StatusChange, undo: () => void): HTMLElement {
  const stays = staysOf(answer);
  return h(
    "details",
    { class: "raw undo" },
    h("summary", {}, (w) => w.undo.question),
    h(
      "div",
      { class: "inside" },
      h("p", {}, (w) => w.undo.notQuite),
      h("ul", {}, ...stays.map((one) => h("li", {}, one))),
      before.id !== null &&
        h(
          "div",
          { class: "buttons" },
          undoButton((w) => w.undo.again, undo),
        ),
    ),
  );
}

function staysOf(answer: WriteAnswer): readonly Message[] {
  const { effects } = answer;
  const hasDocuments = effects?.some(({ kind }) => DOCUMENTS.includes(kind)) ?? true;
  const stays: Message[] = [(w) => w.undo.statusStays];
  if (hasDocuments) stays.push((w) => w.undo.documentsStay);
  if (isMailed(answer)) stays.push((w) => w.undo.mailStays);
  return stays;
}

function undoButton(label: Message, undo: () => void): HTMLElement {
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
    h("p", {}, (w) => w.undo.edited),
    h("ul", {}, ...items),
  );
}

/** All of it was edited since. */
export function nothingToUndo(notice: HTMLElement, back: () => void): HTMLElement {
  const button = h("button", { type: "button" }, (w) => w.write.back);
  button.addEventListener("click", back);
  return h(
    "div",
    { class: "answer preview", "data-state": "nothing-to-undo" },
    h("h2", { tabindex: -1 }, (w) => w.undo.nothing),
    notice,
    h("div", { class: "buttons" }, button),
  );
}
