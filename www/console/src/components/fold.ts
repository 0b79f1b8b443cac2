import { fill } from "./element.js";

/** Fills a part of a fold when that is opened for the first time. */
export function whenOpened(
  fold: HTMLElement,
  inside: HTMLElement,
  load: () => Promise<readonly (Node | null)[]>,
): void {
  const show = async () => {
    inside.setAttribute("aria-busy", "true");
    fill(inside, ...(await load()));
    inside.removeAttribute("aria-busy");
  };
  fold.addEventListener("toggle", () => void show(), { once: true });
}
