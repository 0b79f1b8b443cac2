import { h } from "./element.js";

/** How long the button tells that it has done its work. */
const TOLD_MS = 2500;

const COPY = "Copy";
const COPIED = "Copied";
const REFUSED = "The browser does not allow it";

/** Copies a text, and says so to those who see and to those who listen. `of` names the text. */
export function copyButton(of: string, text: () => string, label: string = COPY): HTMLElement {
  const said = h("span", { class: "hidden", role: "status" });
  const shown = h("span", {}, label);
  const button = h(
    "button",
    { type: "button", class: "copy" },
    shown,
    h("span", { class: "hidden" }, `: ${of}`),
  );
  const tell = (word: string) => {
    shown.textContent = word;
    said.textContent = word;
    setTimeout(() => {
      shown.textContent = label;
      said.textContent = "";
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
