import type { Message } from "../language/message.js";
import { h } from "./element.js";

/** A button that hands a text over as a file; the text is made when somebody asks. */
export function downloadButton(
  label: Message,
  file: { name: string; type: string; text: () => string | Promise<string> },
): HTMLElement {
  const button = h("button", { type: "button", class: "download" }, label);
  button.addEventListener("click", async () => {
    const made = file.text();
    const text = typeof made === "string" ? made : await made;
    const url = URL.createObjectURL(new Blob([text], { type: file.type }));
    h("a", { href: url, download: file.name }).click();
    // The browser has taken the file by then.
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  });
  return button;
}
