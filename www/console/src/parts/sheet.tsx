import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { words } from "../language/words.js";
import { Button } from "./button.js";

/**
 * For one decision: slides in from the end, the record stays in sight. It holds the focus, and gives
 * it back; Escape closes it.
 */
export function Sheet(props: {
  title: ComponentChildren;
  /** Under the title: which record it is about. */
  about?: ComponentChildren;
  children: ComponentChildren;
  footer?: ComponentChildren;
  onClose(): void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class="sheet"
      aria-labelledby="sheet-title"
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
    >
      <header>
        <div class="grow stack-xs">
          <h2 id="sheet-title" class="big" tabIndex={-1}>
            {props.title}
          </h2>
          {props.about}
        </div>
        <Button
          kind="ghost"
          size="icon"
          icon="x"
          label={words.value.parts.close}
          onClick={props.onClose}
        />
      </header>
      <div class="in">{props.children}</div>
      {props.footer && <footer>{props.footer}</footer>}
    </dialog>
  );
}
