import { h } from "../components/element.js";
import type { Message } from "../language/message.js";
import type { Connection, Target } from "../shop/connection.js";
import type { KeptTarget } from "../shop/kept.js";

/** Called with each choice; `isKept` where its secret is to stay until the tab is closed. */
export type OnChoose = (target: Target, isKept: boolean) => void;

/** A form that asks for a key or a token. */
export interface SecretForm {
  node: HTMLElement;
  /** Forgets the secret, once it is known to work. */
  connected(connection: Connection): void;
  show(target: KeptTarget): void;
}

export const KEY_IN_ADDRESS = {
  label: (w) => w.connect.keyInAddress,
  help: (w) => w.connect.keyInAddressHelp,
} as const satisfies Readonly<Record<"label" | "help", Message>>;

/** Submits the form around it. */
export function connectButton(): HTMLElement {
  const button = h("button", { type: "submit", class: "primary" }, (w) => w.connect.connect);
  return h("div", { class: "buttons" }, button);
}
