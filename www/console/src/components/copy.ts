import { speak } from "../language/live.js";
import type { Say } from "../language/say.js";
import { h } from "./element.js";

/** How long the button tells that it has done its work. */
const TOLD_MS = 2500;

const COPY: Say = (w) => w.copy.copy;
const COPIED: Say = (w) => w.copy.copied;
const REFUSED: Say = (w) => w.copy.refused;

/** Copies a text, and says so to those who see and to those who listen. `of` names the text. */
export function copyButton(of: Say, text: () => string, label: Say = COPY): HTMLElement {
  const said = h("span", { class: "hidden", role: "status" });
  const shown = h("span", {}, label);
  const button = h(
    "button",
    { type: "button", class: "copy" },
    shown,
    h("span", { class: "hidden" }, (w) => w.copy.of(of(w))),
  );
  const tell = (word: Say) => {
    speak(shown, word);
    speak(said, word);
    setTimeout(() => {
      speak(shown, label);
      speak(said, null);
    }, TOLD_MS);
  };
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text());
      tell(COPIED);
    } catch {
      tell(REFUSED);
    }
  });
  return h("span", { class: "copying" }, button, said);
}
