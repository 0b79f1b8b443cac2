import type { WriteEffect } from "@aismarttalk/prestashop";
import { badge } from "../components/badge.js";
import { h } from "../components/element.js";
import { quoted } from "../components/quoted.js";
import { textOf } from "../language/message.js";
import { isMailed, type WriteAnswer } from "../shop/writing.js";

/** What a write does, or did, beyond its fields: a short list; and of a status whether it is mailed. */
export function effectsView(answer: WriteAnswer): readonly HTMLElement[] {
  const effects = answer.effects ?? [];
  const mail = answer.isMailAsked === null ? null : mailNote(answer);
  return [
    ...(effects.length > 0 ? [h("h3", {}, (w) => w.write.effectsTitle), effectList(effects)] : []),
    ...(mail ? [mail] : []),
  ];
}

function effectList(effects: readonly WriteEffect[]): HTMLElement {
  const items = effects.map(({ kind, text }) =>
    h(
      "li",
      { "data-kind": kind },
      badge((w) => textOf(w.write.effects, kind) ?? kind),
      " ",
      quoted(text),
    ),
  );
  return h("ul", { class: "lasting effects" }, ...items);
}

/** Silence about a mail could mean either; where one goes out, the list has it. */
function mailNote(answer: WriteAnswer): HTMLElement | null {
  const { preview, effects } = answer;
  if (isMailed(answer)) {
    if (effects !== null) return null;
    return h("p", { class: "lead" }, (w) => (preview ? w.write.mail : w.write.mailSent));
  }
  return h("p", { class: "lead" }, (w) => (preview ? w.write.noMail : w.write.noMailSent));
}
