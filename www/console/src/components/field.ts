import type { DisplayText } from "../language/message.js";
import type { Input, Schema } from "../services/catalogue.js";
import { h } from "./element.js";
import { questionOf } from "./labels.js";
import { problemNote } from "./problem.js";
import { quoted } from "./quoted.js";

type Value = Input[string];

/** A labelled input for one property. */
export interface Field {
  name: string;
  node: HTMLElement;
  /** What was put in; `undefined` where nothing was. */
  read(): Value | undefined;
  write(value: Value | undefined): void;
  /** Says beside it what is wrong, for a text in several languages with the code of one. */
  mark(message: DisplayText | null, language?: string | null): void;
  focus(): void;
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Longer texts get more than one line. */
const MOST_IN_INPUT = 1000;

/** The input that a schema asks for, with its label and its help. */
export function field(
  name: string,
  schema: Schema,
  isRequired: boolean,
  about: DisplayText,
): Field {
  const control = inputControl(schema);
  const [id, helpId] = [`input-${name}`, `help-${name}`];
  control.id = id;
  control.name = name;
  control.required = isRequired && schema.type !== "boolean";
  control.setAttribute("aria-describedby", helpId);
  const isCheck = control instanceof HTMLInputElement && control.type === "checkbox";
  const label = h(
    "label",
    { for: id, title: name },
    questionOf(name),
    !isRequired && h("span", { class: "optional" }, (w) => w.form.optional),
  );
  const help = h("p", { class: "help", id: helpId }, quoted(about));
  const problem = problemNote(id, [control]);
  return {
    name,
    node: h(
      "div",
      { class: isCheck ? "field check" : "field" },
      label,
      control,
      problem.node,
      help,
    ),
    read: () => readControl(control, schema),
    write: (value) => write(control, value),
    mark: problem.show,
    focus: () => control.focus(),
  };
}

function inputControl(schema: Schema): Control {
  if (schema.enum !== undefined) {
    const words = schema.enum.filter((one) => one !== null);
    return h(
      "select",
      {},
      h("option", { value: "" }),
      ...words.map((one) => h("option", { lang: "en" }, one)),
    );
  }
  if (schema.type === "boolean") return h("input", { type: "checkbox" });
  if (schema.type === "integer" || schema.type === "number") {
    const { minimum: min, maximum: max, default: usual } = schema;
    const step = schema.type === "integer" ? 1 : "any";
    const placeholder = usual === undefined ? null : String(usual);
    const keys = { inputmode: "numeric", enterkeyhint: "go" };
    return h("input", { type: "number", min, max, step, placeholder, ...keys });
  }
  if ((schema.maxLength ?? 0) > MOST_IN_INPUT) return h("textarea", { rows: 5, dir: "auto" });
  const type = schema.format === "email" ? "email" : "text";
  const { maxLength: maxlength } = schema;
  const asTyped = { autocomplete: "off", autocapitalize: "off", spellcheck: "false" };
  return h("input", { type, maxlength, dir: "auto", enterkeyhint: "go", ...asTyped });
}

function readControl(control: Control, schema: Schema): Value | undefined {
  if (control instanceof HTMLInputElement && control.type === "checkbox") return control.checked;
  const text = control.value.trim();
  if (text === "") return undefined;
  const isNumber = [schema.type].flat().some((one) => one === "integer" || one === "number");
  return isNumber && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

function write(control: Control, value: Value | undefined): void {
  if (control instanceof HTMLInputElement && control.type === "checkbox") {
    control.checked = value === true;
  } else {
    control.value = value === undefined || typeof value === "object" ? "" : String(value);
  }
}
