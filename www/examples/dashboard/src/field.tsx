import { type InputHTMLAttributes, useId } from "react";
import type { FieldErrors } from "./check.ts";

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  name: string;
  label: string;
  help?: string;
  errors: FieldErrors;
}

/** A labelled input with what is wrong with it. */
export function Field({ name, label, help, errors, ...input }: FieldProps) {
  const id = useId();
  const error = errors[name];
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        id={id}
        name={name}
        autoCapitalize="off"
        spellCheck={false}
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-error ${id}-help`}
      />
      <p className="error" id={`${id}-error`} aria-live="polite">
        {error !== undefined && inWords(name, label, error)}
      </p>
      <p className="help" id={`${id}-help`}>
        {help}
      </p>
    </div>
  );
}

/** Messages name the field; here it has a label. */
function inWords(name: string, label: string, message: string): string {
  return message.replace(`\`${name}\``, label);
}

/** Takes the keyboard to the first field that is wrong. */
export function focusFirst(form: HTMLFormElement, errors: FieldErrors): void {
  const fields = [...form.elements].filter((one) => one instanceof HTMLInputElement);
  fields.find(({ name }) => errors[name] !== undefined)?.focus();
}
