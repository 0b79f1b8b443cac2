import { setText } from "../language/live.js";
import type { Message } from "../language/message.js";
import { h } from "./element.js";

/** How long the button tells that it has done its work. */
const TOLD_MS = 2500;

const COPY: Message = (w) => w.copy.copy;
const COPIED: Message = (w) => w.copy.copied;
const REFUSED: Message = (w) => w.copy.refused;

/** Copies a text, and says so to those who see and to those who listen. `of` names the text. */
export function copyButton(of: Message, text: () => string, label: Message = COPY): HTMLElement {
  const said = h("span", { class: "hidden", role: "status" });
  const shown = h("span", {}, label);
  const button = h(
    "button",
    { type: "button", class: "copy" },
    shown,
    h("span", { class: "hidden" }, (w) => w.copy.of(of(w))),
  );
  const showFor = (word: Message) => {
    setText(shown, word);
    setText(said, word);
    setTimeout(() => {
      setText(shown, label);
      setText(said, null);
    }, TOLD_MS);
  };
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text());
      showFor(COPIED);
    } catch {
      showFor(REFUSED);
    }
  });
  return h("span", { class: "copying" }, button, said);
}
