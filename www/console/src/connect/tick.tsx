import type { ComponentChildren } from "preact";

/** A box with its label. */
export function Tick(props: {
  id: string;
  checked: boolean;
  children: ComponentChildren;
  onChange(isOn: boolean): void;
}) {
  return (
    <label class="pick" for={props.id}>
      <input
        type="checkbox"
        id={props.id}
        checked={props.checked}
        onChange={({ currentTarget: { checked } }) => props.onChange(checked)}
      />
      <span>{props.children}</span>
    </label>
  );
}
