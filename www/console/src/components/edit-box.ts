import { speak } from "../language/live.js";
import type { Say, Told } from "../language/say.js";
import { declaredLimit, type Schema, shownLength } from "../services/catalogue.js";
import type { TextLanguage } from "../services/record.js";
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
  mark(message: Told | null): void;
  setEnabled(isEnabled: boolean): void;
  focus(): void;
}

/** What an edit box is for. */
export interface EditBoxOptions {
  id: string;
  name: string;
  label: Say;
  schema: Schema;
  /** `null` for a text that is the same in every language. */
  language: TextLanguage | null;
  /** Describes the box too. */
  helpId: string;
  onEdit?: () => void;
}

/** A text this long does not fit into a line. */
const LINE = 255;
/** Texts whose schemas do not tell that they have several lines. */
const SEVERAL_LINES = ["note"];

/** A labelled text that counts its characters and knows whether it was changed. */
export function editBox(options: EditBoxOptions): EditBox {
  const { id, name, label, schema, language, helpId, onEdit } = options;
  const [limit, shown] = [declaredLimit(schema), shownLength(schema)];
  const control = controlOf(name, schema, limit);
  const counter = h("p", { class: "counter", id: `${id}-count` });
  control.id = id;
  control.name = name;
  control.dir = language === null ? "auto" : direction(language);
  if (language?.code) control.lang = language.code;
  control.setAttribute("aria-describedby", `${helpId} ${counter.id}`);
  const problem = problemNote(id, [control]);
  let original: string | undefined;
  const count = () => {
    if (limit === undefined) return;
    const length = [...control.value].length;
    const isCut = shown !== undefined && length > shown;
    speak(counter, lengthText(length, limit, shown));
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
function lengthText(length: number, limit: number, shown: number | undefined): Say {
  return ({ form }) => {
    if (length > limit) return form.charactersTooMany(length, limit);
    if (shown === undefined) return form.characters(length, limit);
    return (length > shown ? form.charactersCut : form.charactersShown)(length, shown);
  };
}

function controlOf(
  name: string,
  schema: Schema,
  limit: number | undefined,
): HTMLInputElement | HTMLTextAreaElement {
  const { description = "", format } = schema;
  const isHtml = description.includes("HTML");
  if (isHtml) return h("textarea", { rows: 5, spellcheck: "true" });
  if (SEVERAL_LINES.includes(name) || (limit ?? 0) > LINE) return h("textarea", { rows: 3 });
  return h("input", { type: format === "email" ? "email" : "text", autocomplete: "off" });
}
