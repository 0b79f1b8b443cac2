import { words } from "../language/words.js";
import { say } from "../state/toasts.js";
import { Button } from "./button.js";

/** Copies a text; where the browser does not allow it, says so. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    say((w) => w.parts.copied);
  } catch {
    say((w) => w.parts.notCopied);
  }
}

/** A small button that copies. */
export function CopyButton({
  text,
  label,
  short = false,
}: {
  text: string;
  label: string;
  short?: boolean;
}) {
  return (
    <Button
      kind={short ? "ghost" : "plain"}
      size="small"
      icon="copy"
      label={label}
      class={short ? "btn-tight" : ""}
      onClick={() => void copyText(text)}
    >
      {!short && words.value.parts.copy}
    </Button>
  );
}
