import { type Say, tell } from "../language/say.js";
import { isMultilingual, type Schema } from "../services/catalogue.js";
import type { Loaded, TextLanguage } from "../services/record.js";
import { type EditBox, editBox } from "./edit-box.js";
import { h } from "./element.js";
import type { Field } from "./field.js";
import { helpOf, labelOf, questionOf } from "./labels.js";
import { quoted } from "./quoted.js";

/** The input for a property of a record; only what was changed is read from it. */
export interface EditField extends Field {
  load(value: Loaded): void;
  /** Shows the text of that language; a field with one value ignores it. */
  show(code: string): void;
  /** The languages whose text was changed, by code; `""` for a field with one value. */
  edited(): string[];
}

/** One box, or one for each language. */
export function editField(
  name: string,
  schema: Schema,
  languages: readonly TextLanguage[],
  onEdit: () => void,
): EditField {
  const help = h("p", { class: "help", id: `help-${name}` }, quoted(helpOf(name, schema)));
  const byLanguage = isMultilingual(schema) && languages.length > 0;
  const boxes = new Map<string, EditBox>();
  for (const language of byLanguage ? languages : [null]) {
    const code = language?.code ?? "";
    const label = language === null ? questionOf(name) : labelIn(name, language);
    const id = language === null ? `input-${name}` : `input-${name}-${code}`;
    boxes.set(code, editBox({ id, name, label, schema, language, helpId: help.id, onEdit }));
  }
  const [first] = boxes.keys();
  let shown = first ?? "";
  const show = (code: string) => {
    shown = boxes.has(code) ? code : (first ?? "");
    for (const [one, { node }] of boxes) node.hidden = one !== shown;
  };
  show(shown);
  const absent = h("p", { class: "notice warn", hidden: true }, (w) => w.form.noSuchField);
  const changes = () =>
    [...boxes].flatMap(([code, box]) => {
      const text = box.read();
      return text === undefined ? [] : [[code, text] as const];
    });
  return {
    name,
    node: h("div", { class: "edit" }, ...[...boxes.values()].map(({ node }) => node), absent, help),
    load: (value) => {
      absent.hidden = value !== undefined;
      for (const [code, box] of boxes) {
        box.setEnabled(value !== undefined);
        box.load(textIn(value, code));
      }
    },
    show,
    edited: () => changes().map(([code]) => code),
    read: () => {
      const changed = changes();
      if (changed.length === 0) return undefined;
      return byLanguage ? Object.fromEntries(changed) : changed[0]?.[1];
    },
    write: () => {},
    mark: (message, language = null) => {
      // Without a language it is about each text that was changed.
      const about = language === null ? changes().map(([code]) => code) : [language];
      for (const [code, box] of boxes) {
        box.mark(about.includes(code) || !byLanguage ? message : null);
      }
    },
    focus: () => boxes.get(shown)?.focus(),
  };
}

function labelIn(name: string, { name: language }: TextLanguage): Say {
  return (w) => w.form.inLanguage(labelOf(name)(w), tell(language, w));
}

function textIn(value: Loaded, code: string): string {
  return typeof value === "object" ? (value[code] ?? "") : (value ?? "");
}
