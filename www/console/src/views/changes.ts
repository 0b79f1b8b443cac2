import type { AnswerLanguage, OrderStatus } from "@aismarttalk/prestashop";
import { hidden, statusBadge } from "../components/badge.js";
import { changeView, type Sides } from "../components/change.js";
import { h } from "../components/element.js";
import { quoted } from "../components/quoted.js";
import type { DisplayText } from "../language/message.js";
import type { OrderState, TextLanguage } from "../shop/record.js";
import { NEW_STATUS, type WriteAnswer } from "../shop/writing.js";

/** What an answer changes, or has changed. */
export function changesOf(
  { fields, status }: WriteAnswer,
  languages: readonly TextLanguage[],
): readonly HTMLElement[] {
  if (status !== null && fields.length > 0) return [statusChange(status.before, status.after)];
  return fields.map(({ field, language, before, after }) =>
    changeView({ field, language: languageOf(language, languages), before, after }),
  );
}

/** A language of an answer, as people know it. */
export function languageOf(
  language: AnswerLanguage | null,
  languages: readonly TextLanguage[],
): TextLanguage | null {
  if (language === null) return null;
  const { id, iso_code: code } = language;
  const name: DisplayText = code ?? ((w) => w.value.language(String(id)));
  const unknown = { id, name, code: code ?? "", isRightToLeft: false };
  return languages.find((one) => one.id === id) ?? unknown;
}

/** Values as people know them: a status by its label. */
export function valueNamer(
  states: readonly OrderState[],
): (field: string, value: string) => string {
  return (field, value) => {
    const state = field === NEW_STATUS && states.find(({ id }) => String(id) === value);
    return state ? `${state.label ?? field} (${value})` : value;
  };
}

/** Warnings, each in a box of its own. */
export function warningsOf({ warnings }: WriteAnswer): readonly HTMLElement[] {
  return warnings.map((text) => h("p", { class: "notice warn" }, quoted(text)));
}

/** What taking a change back leaves as it is, and what nobody can take back. */
export function stayingOf(
  { leftAlone: left, lasting }: WriteAnswer,
  languages: readonly TextLanguage[],
): readonly HTMLElement[] {
  const sides: Sides = { before: (w) => w.write.asLeft, after: (w) => w.write.asNow };
  const views = left.map(({ field, language, expected, found, reason }) =>
    h(
      "div",
      { class: "difference", "data-reason": reason },
      h("p", { class: "aside" }, (w) => w.undo.reasons[reason]),
      changeView(
        { field, language: languageOf(language, languages), before: expected ?? "", after: found },
        sides,
      ),
    ),
  );
  return [
    ...(left.length > 0 ? [h("h3", {}, (w) => w.undo.leftAlone), ...views] : []),
    ...(lasting.length > 0 ? [h("h3", {}, (w) => w.undo.cannot), lastingList(lasting)] : []),
  ];
}

function lastingList(sentences: readonly string[]): HTMLElement {
  const items = sentences.map((one) => h("li", {}, quoted(one)));
  return h("ul", { class: "lasting" }, ...items);
}

/** Which record it is about. */
export function subject({ id, reference, resource }: WriteAnswer): HTMLElement {
  return h(
    "span",
    { class: "hint" },
    reference !== null && h("bdi", {}, `${reference} `),
    resource !== null && h("code", {}, `${resource} `),
    id !== null && ((w) => w.value.id(String(id))),
  );
}

function statusChange(before: OrderStatus, after: OrderStatus): HTMLElement {
  return h(
    "p",
    { class: "statuschange" },
    statusBadge(before),
    h("span", { class: "arrow", "aria-hidden": "true" }),
    hidden((w) => w.write.becomes),
    statusBadge(after),
  );
}
