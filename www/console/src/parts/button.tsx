import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icon.js";

export interface ButtonProps {
  children?: ComponentChildren;
  /** One primary a screen; ghost for what is beside it. */
  kind?: "primary" | "plain" | "ghost";
  size?: "usual" | "small" | "icon";
  icon?: IconName;
  /** The key that does the same: "S", "Ctrl ↵". */
  shortcut?: string;
  /** For people who cannot see the icon that stands alone. */
  label?: string;
  disabled?: boolean;
  class?: string;
  onClick?(): void;
  type?: "button" | "submit";
  id?: string;
  expanded?: boolean;
}

const KINDS = { primary: "btn-primary", plain: "", ghost: "btn-ghost" };
const SIZES = { usual: "", small: "btn-s", icon: "btn-icon" };

/** A button says what will be so afterwards. */
export function Button(props: ButtonProps) {
  const {
    kind = "plain",
    size = "usual",
    icon,
    shortcut,
    label,
    disabled = false,
    onClick,
    type,
  } = props;
  const names = ["btn", KINDS[kind], SIZES[size], props.class ?? ""].filter((name) => name !== "");
  return (
    <button
      type={type ?? "button"}
      id={props.id}
      class={names.join(" ")}
      aria-label={label}
      aria-expanded={props.expanded}
      disabled={disabled}
      onClick={onClick}
    >
      {icon && <Icon name={icon} />}
      {props.children}
      {shortcut && <kbd aria-hidden="true">{shortcut}</kbd>}
    </button>
  );
}

/** What one is in: a filter, a language. */
export function Chip(props: {
  children: ComponentChildren;
  pressed: boolean;
  onClick(): void;
  count?: number | string;
}) {
  return (
    <button type="button" class="chip" aria-pressed={props.pressed} onClick={props.onClick}>
      {props.children}
      {props.count !== undefined && <span class="count">{props.count}</span>}
    </button>
  );
}

/** One of a few, side by side. */
export function Segments<T extends string>(props: {
  label: string;
  options: readonly { value: T; label: string }[];
  value: T;
  onChange(value: T): void;
  class?: string;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has a border and a legend of its own
    <span class={`seg ${props.class ?? ""}`} role="group" aria-label={props.label}>
      {props.options.map(({ value, label }) => (
        <button
          type="button"
          key={value}
          aria-pressed={value === props.value}
          onClick={() => props.onChange(value)}
        >
          {label}
        </button>
      ))}
    </span>
  );
}
