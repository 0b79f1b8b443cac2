import type { AnswerLanguage, OrderStatus } from "@aismarttalk/prestashop";
import { hidden, statusBadge } from "../components/badge.js";
import { changeView, type Sides } from "../components/change.js";
import { h } from "../components/element.js";
import { quoted } from "../components/quoted.js";
import type { Told } from "../language/say.js";
import type { OrderState, TextLanguage } from "../services/record.js";
import { isStatusAnswer, isUndoAnswer, type WriteAnswer } from "../services/writing.js";

/** What an answer changes, or has changed. */
export function changesOf(
  answer: WriteAnswer,
  languages: readonly TextLanguage[],
): readonly HTMLElement[] {
  if (isStatusAnswer(answer)) return [statusChange(answer.before, answer.after)];
  if (isUndoAnswer(answer) && answer.status !== null && answer.fields.length > 0) {
    return [statusChange(answer.status.before, answer.status.after)];
  }
  return answer.fields.map(({ field, language, before, after }) =>
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
  const name: Told = code ?? ((w) => w.value.language(String(id)));
  const unknown = { id, name, code: code ?? "", isRightToLeft: false };
  return languages.find((one) => one.id === id) ?? unknown;
}

/** Values as people know them: a status by its label. */
export function valueNamer(
  states: readonly OrderState[],
): (field: string, value: string) => string {
  return (field, value) => {
    const state = field === "id_order_state" && states.find(({ id }) => String(id) === value);
    return state ? `${state.label ?? field} (${value})` : value;
  };
}

/** Warnings, each in a box of its own. */
export function warningsOf({ warnings }: WriteAnswer): readonly HTMLElement[] {
  return warnings.map((text) => h("p", { class: "notice warn" }, quoted(text)));
}

/** What taking a change back leaves as it is, and what nobody can take back. */
export function stayingOf(
  answer: WriteAnswer,
  languages: readonly TextLanguage[],
): readonly HTMLElement[] {
  if (!isUndoAnswer(answer)) return [];
  const { left_alone: left, lasting } = answer;
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
    ...(lasting.length > 0 ? [h("h3", {}, (w) => w.undo.cannot), list(lasting)] : []),
  ];
}

function list(sentences: readonly string[]): HTMLElement {
  const items = sentences.map((one) => h("li", {}, quoted(one)));
  return h("ul", { class: "lasting" }, ...items);
}

/** Which record it is about. */
export function subject(answer: WriteAnswer): HTMLElement {
  const reference = isStatusAnswer(answer) ? answer.reference : null;
  const resource = isUndoAnswer(answer) ? answer.resource : null;
  return h(
    "span",
    { class: "hint" },
    reference !== null && h("bdi", {}, `${reference} `),
    resource !== null && h("code", {}, `${resource} `),
    (w) => w.value.id(String(answer.id)),
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
