import type { Message } from "../language/message.js";
import { h } from "./element.js";

/** The button that starts what a form asks for, and the one that stops it. */
export interface RunButtons {
  node: HTMLElement;
  /** Shows the one or the other. */
  setRunning(isRunning: boolean): void;
  setReady(isReady: boolean): void;
}

/** Starting submits the form around. */
export function runButtons(label: Message, onCancel: () => void): RunButtons {
  const run = h("button", { type: "submit", class: "primary" }, label);
  const cancel = h("button", { type: "button", class: "stop", hidden: true }, (w) => w.form.cancel);
  cancel.addEventListener("click", onCancel);
  return {
    node: h("div", { class: "buttons" }, run, cancel),
    setRunning: (isRunning) => {
      const hadFocus = document.activeElement === (isRunning ? run : cancel);
      run.hidden = isRunning;
      cancel.hidden = !isRunning;
      // The button under the visitor's finger must not vanish into nothing.
      if (hadFocus) (isRunning ? cancel : run).focus();
    },
    setReady: (isReady) => {
      run.disabled = !isReady;
    },
  };
}
