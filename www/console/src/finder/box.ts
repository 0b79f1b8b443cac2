import type { Signal } from "@preact/signals";

/** What the box and the list below it share. */
export interface Box {
  text: string;
  /** The id of the chosen option, for the field that has the focus. */
  chosen: Signal<string | null>;
  /** Set by the list: what a key does there; whether it did something. */
  keys: { press: ((key: string) => boolean) | null };
  onText(text: string): void;
  onClose(): void;
}
