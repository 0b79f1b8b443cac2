import { setText } from "../language/live.js";
import type { DisplayText, Message } from "../language/message.js";
import type { Schema } from "../shop/catalogue.js";
import type { TextLanguage } from "../shop/record.js";
import type { WrittenField } from "../shop/writes.js";
import { direction } from "./change.js";
import { h } from "./element.js";
import { problemNote } from "./problem.js";

/** One text of a record, to be changed. */
export interface EditBox {
  node: HTMLElement;
  /** Puts in the text as the shop has it; what differs from it later is a change. */
  load(text: string): void;
  /** The text where it was changed, else `undefined`. */
  read(): string | undefined;
  mark(message: DisplayText | null): void;
  setEnabled(isEnabled: boolean): void;
  focus(): void;
}

/** What an edit box is for. */
export interface EditBoxOptions {
  id: string;
  name: string;
  label: Message;
  schema: Schema;
  /** What it writes. */
  written: WrittenField;
  /** `null` for a text that is the same in every language. */
  language: TextLanguage | null;
  /** Describes the box too. */
  helpId: string;
  onEdit?: () => void;
}

/** A text that may be longer does not fit into a line. */
const MOST_IN_LINE = 255;

/** A labelled text that counts its characters and knows whether it was changed. */
export function editBox(options: EditBoxOptions): EditBox {
  const { id, name, label, schema, written, language, helpId, onEdit } = options;
  const { max_length: limit, shown_length: shown } = written;
  const control = editControl(schema, written);
  const counter = h("p", { class: "counter", id: `${id}-count` });
  control.id = id;
  control.name = name;
  control.dir = language === null ? "auto" : direction(language);
  if (language?.code) control.lang = language.code;
  control.setAttribute("aria-describedby", `${helpId} ${counter.id}`);
  const problem = problemNote(id, [control]);
  let original: string | undefined;
  const count = () => {
    if (limit === null) return;
    const length = [...control.value].length;
    const isCut = shown !== null && length > shown;
    setText(counter, lengthText(length, limit, shown));
    counter.dataset.state = length > limit ? "over" : isCut ? "cut" : "fits";
  };
  const read = () => {
    if (control.value === (original ?? "")) return undefined;
    return control.value;
  };
  control.addEventListener("input", () => {
    count();
    onEdit?.();
  });
  count();
  return {
    node: h(
      "div",
      { class: "field" },
      h("label", { for: id }, label),
      control,
      problem.node,
      counter,
    ),
    load: (text) => {
      control.value = text;
      // A control may keep line ends otherwise than the shop: that is no change of the visitor's.
      original = control.value;
      count();
      onEdit?.();
    },
    read,
    mark: problem.show,
    setEnabled: (isEnabled) => {
      control.disabled = !isEnabled;
    },
    focus: () => control.focus(),
  };
}

/** What is shown matters before what can be stored does. */
function lengthText(length: number, limit: number, shown: number | null): Message {
  return ({ form }) => {
    if (length > limit) return form.charactersTooMany(length, limit);
    if (shown === null) return form.characters(length, limit);
    return (length > shown ? form.charactersCut : form.charactersShown)(length, shown);
  };
}

function editControl(
  { format }: Schema,
  { html, max_length: limit }: WrittenField,
): HTMLInputElement | HTMLTextAreaElement {
  if (html) return h("textarea", { rows: 5, spellcheck: "true" });
  if (limit === null || limit > MOST_IN_LINE) return h("textarea", { rows: 3 });
  return h("input", { type: format === "email" ? "email" : "text", autocomplete: "off" });
}
