import type { ComponentChildren } from "preact";
import { said } from "../language/said.js";
import { Icon } from "./icon.js";

/** A label above, help below; the error, also one of the core, takes the help's place. */
export function Field(props: {
  id: string;
  label: ComponentChildren;
  help?: ComponentChildren;
  error?: ComponentChildren;
  children: ComponentChildren;
}) {
  const error = typeof props.error === "string" ? said(props.error) : props.error;
  const below = error ?? props.help;
  return (
    <div class="field">
      <label for={props.id}>{props.label}</label>
      {props.children}
      {below && (
        <p id={`${props.id}-help`} class={props.error ? "help help-bad row" : "help"}>
          {props.error && <Icon name="bad" />}
          {below}
        </p>
      )}
    </div>
  );
}

export interface TextInputProps {
  id: string;
  value: string;
  onInput(text: string): void;
  type?: "text" | "email" | "url" | "password" | "search" | "number";
  /** More than one line. */
  rows?: number;
  edited?: boolean;
  invalid?: boolean;
  /** Of the text. */
  language?: string;
  direction?: "ltr" | "rtl";
  placeholder?: string;
  required?: boolean;
  autoComplete?: string;
  name?: string;
  spellcheck?: boolean;
  /** Can be read and copied, not changed. */
  readOnly?: boolean;
  /** Where no label stands above it. */
  label?: string;
}

/** One line, or several. */
export function TextInput(props: TextInputProps) {
  const { id, value, rows, edited = false, invalid = false } = props;
  const shared = {
    id,
    name: props.name ?? id,
    class: edited ? "input edited" : "input",
    value,
    lang: props.language,
    dir: props.direction ?? ("auto" as const),
    placeholder: props.placeholder,
    required: props.required,
    autoComplete: props.autoComplete ?? "off",
    spellcheck: props.spellcheck,
    readOnly: props.readOnly,
    "aria-label": props.label,
    "aria-invalid": invalid ? ("true" as const) : undefined,
    "aria-describedby": `${id}-help`,
    onInput: (event: { currentTarget: { value: string } }) =>
      props.onInput(event.currentTarget.value),
  };
  if (rows !== undefined) return <textarea {...shared} rows={rows} />;
  return <input {...shared} type={(props.type ?? "text") as "text"} />;
}

/** How long a text is beside how long it is usually shown, or may be. */
export function LengthBar(props: { length: number; usual: number; remark?: string }) {
  const { length, usual, remark } = props;
  const part = Math.min(100, (length / usual) * 100);
  const state = length > usual ? "over" : length < usual / 2 ? "short" : "";
  return (
    <div class={`length ${state}`}>
      <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect width={part} height="4" />
      </svg>
      <span>
        <bdi dir="ltr">
          {length} / {usual}
        </bdi>
        {remark && ` · ${remark}`}
      </span>
    </div>
  );
}
