import { TextInput } from "../parts/field.js";

/** A key or a token: shown as dots, and no browser offers to keep it. */
export function SecretInput(props: {
  id: string;
  value: string;
  invalid: boolean;
  onInput(text: string): void;
}) {
  return (
    <TextInput {...props} type="password" direction="ltr" autoComplete="off" spellcheck={false} />
  );
}
