import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon, type IconName } from "./icon.js";

/** A button that opens a few choices below itself; Escape, or a press beside them, closes them. */
export function Popover(props: {
  icon: IconName;
  /** What the button says. */
  children?: ComponentChildren;
  /** For people who cannot see an icon that stands alone. */
  label?: string;
  /** The name of what opens. */
  title: string;
  pressed?: boolean;
  class?: string;
  /** What opens; `close` closes it. */
  choices(close: () => void): ComponentChildren;
}) {
  const [isOpen, setOpen] = useState(false);
  const place = useRef<HTMLSpanElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  useEffect(() => {
    if (!isOpen) return;
    place.current?.querySelector<HTMLElement>("[role=dialog] :is(button, input, select)")?.focus();
    const onPress = ({ target }: Event) => {
      if (!place.current?.contains(target as Node)) setOpen(false);
    };
    addEventListener("pointerdown", onPress);
    return () => removeEventListener("pointerdown", onPress);
  }, [isOpen]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes from wherever the focus is inside
    <span
      class="popover"
      ref={place}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !isOpen) return;
        event.stopPropagation();
        close();
      }}
    >
      <button
        type="button"
        class={props.class ?? "chip"}
        ref={button}
        aria-label={props.label}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name={props.icon} />
        {props.children}
      </button>
      {isOpen && (
        <div class="pop" role="dialog" aria-label={props.title}>
          {props.choices(close)}
        </div>
      )}
    </span>
  );
}
