import type { AnswerLanguage, OrderStatus } from "@aismarttalk/prestashop";
import { hidden, statusBadge } from "../components/badge.js";
import { changeView } from "../components/change.js";
import { h } from "../components/element.js";
import type { TextLanguage } from "../services/record.js";
import { isStatusAnswer, type WriteAnswer } from "../services/writing.js";

/** What an answer changes, or has changed. */
export function changesOf(
  answer: WriteAnswer,
  languages: readonly TextLanguage[],
): readonly HTMLElement[] {
  if (isStatusAnswer(answer)) return [statusChange(answer.before, answer.after)];
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
  const unknown = { id, name: code ?? `Language ${id}`, code: code ?? "", isRightToLeft: false };
  return languages.find((one) => one.id === id) ?? unknown;
}

/** Warnings, each in a box of its own. */
export function warningsOf({ warnings }: WriteAnswer): readonly HTMLElement[] {
  return warnings.map((text) => h("p", { class: "notice warn", dir: "auto" }, text));
}

/** Which record it is about. */
export function subject(answer: WriteAnswer): HTMLElement {
  const reference = isStatusAnswer(answer) ? answer.reference : null;
  return h(
    "span",
    { class: "hint" },
    reference !== null && h("bdi", {}, `${reference} `),
    `ID ${answer.id}`,
  );
}

function statusChange(before: OrderStatus, after: OrderStatus): HTMLElement {
  return h(
    "p",
    { class: "statuschange" },
    statusBadge(before),
    h("span", { class: "arrow", "aria-hidden": "true" }),
    hidden(" becomes "),
    statusBadge(after),
  );
}
