import type { DisplayText } from "../language/message.js";
import { fill, h } from "./element.js";
import { quoted } from "./quoted.js";

/** What is wrong with what was put in, said beside it. */
export interface ProblemNote {
  node: HTMLElement;
  /** Says it; `null` takes it away. */
  show(message: DisplayText | null): void;
}

/** A place for it, which those who listen hear with the control. It goes with the next edit. */
export function problemNote(id: string, controls: readonly HTMLElement[]): ProblemNote {
  const node = h("p", { class: "problem", id: `${id}-problem`, dir: "auto", hidden: true });
  const show = (message: DisplayText | null) => {
    fill(node, message !== null && quoted(message));
    node.hidden = message === null;
    for (const one of controls) {
      if (message === null) one.removeAttribute("aria-invalid");
      else one.setAttribute("aria-invalid", "true");
    }
  };
  for (const one of controls) {
    const known = one.getAttribute("aria-describedby");
    one.setAttribute("aria-describedby", known === null ? node.id : `${node.id} ${known}`);
    for (const kind of ["input", "change"]) one.addEventListener(kind, () => show(null));
  }
  return { node, show };
}
