import { type DisplayText, type Message, textIn } from "../language/message.js";
import type { Schema } from "../shop/catalogue.js";
import type { Loaded, TextLanguage } from "../shop/record.js";
import type { WrittenField } from "../shop/writes.js";
import { type EditBox, editBox } from "./edit-box.js";
import { h } from "./element.js";
import type { Field } from "./field.js";
import { labelOf, questionOf } from "./labels.js";
import { quoted } from "./quoted.js";

/** The input for a property of a record; only what was changed is read from it. */
export interface EditField extends Field {
  load(value: Loaded): void;
  /** Shows the text of that language; a field with one value ignores it. */
  show(code: string): void;
  /** The languages whose text was changed, by code; `""` for a field with one value. */
  edited(): string[];
}

/** What an edit field is for. */
export interface EditFieldOptions {
  name: string;
  schema: Schema;
  /** What it writes. */
  written: WrittenField;
  about: DisplayText;
  languages: readonly TextLanguage[];
  onEdit(): void;
}

/** One box, or one for each language. */
export function editField(options: EditFieldOptions): EditField {
  const { name, schema, written, about, languages, onEdit } = options;
  const help = h("p", { class: "help", id: `help-${name}` }, quoted(about));
  const byLanguage = written.multilingual && languages.length > 0;
  const boxes = new Map<string, EditBox>();
  for (const language of byLanguage ? languages : [null]) {
    const code = language?.code ?? "";
    const label = language === null ? questionOf(name) : labelIn(name, language);
    const id = language === null ? `input-${name}` : `input-${name}-${code}`;
    boxes.set(
      code,
      editBox({ id, name, label, schema, written, language, helpId: help.id, onEdit }),
    );
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
        box.load(loadedText(value, code));
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

function labelIn(name: string, { name: language }: TextLanguage): Message {
  return (w) => w.form.inLanguage(labelOf(name)(w), textIn(language, w));
}

function loadedText(value: Loaded, code: string): string {
  return typeof value === "object" ? (value[code] ?? "") : (value ?? "");
}
