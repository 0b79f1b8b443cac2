import type { DisplayText, Message } from "../language/message.js";
import type { Input, Schema } from "../shop/catalogue.js";
import { control, isBox } from "./control.js";
import { h } from "./element.js";
import { questionOf } from "./labels.js";
import { problemNote } from "./problem.js";
import { quoted } from "./quoted.js";

/** A labelled input for one property. */
export interface Field {
  name: string;
  node: HTMLElement;
  /** What was put in; `undefined` where nothing was. */
  read(): Input[string] | undefined;
  write(value: Input[string] | undefined): void;
  /** Says beside it what is wrong, for a text in several languages with the code of one. */
  mark(message: DisplayText | null, language?: string | null): void;
  focus(): void;
}

/** The input that a schema asks for, with its label and its help. */
export function field(
  name: string,
  schema: Schema,
  isRequired: boolean,
  about: DisplayText,
  title: Message = questionOf(name),
): Field {
  const input = control(name, schema);
  const { node: box, inputs } = input;
  const [id, helpId] = [`input-${name}`, `help-${name}`];
  box.id = id;
  if ("required" in box) box.required = isRequired && schema.type !== "boolean";
  box.setAttribute("aria-describedby", helpId);
  const isGroup = box.getAttribute("role") === "group";
  if (isGroup) box.setAttribute("aria-labelledby", `label-${name}`);
  const label = h(
    isGroup ? "span" : "label",
    { class: "label", id: `label-${name}`, for: isGroup ? null : id, title: name },
    title,
    !isRequired && h("span", { class: "optional" }, (w) => w.form.optional),
  );
  const help = h("p", { class: "help", id: helpId }, quoted(about));
  const problem = problemNote(id, inputs);
  return {
    name,
    node: h(
      "div",
      { class: isBox(input) ? "field check" : "field" },
      label,
      box,
      problem.node,
      help,
    ),
    read: input.read,
    write: input.write,
    mark: problem.show,
    focus: input.focus,
  };
}
