import type { RefObject } from "preact";
import { useShortcuts } from "../state/keys.js";

/**
 * J and K, or the arrows, move from row to row of a list; the link that names the record gets the
 * focus, so Enter opens it.
 */
export function useRowKeys(list: RefObject<HTMLElement | null>): void {
  const step = (by: number) => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>("tr > .first a") ?? [])];
    const here = links.findIndex((link) => link.closest("tr")?.contains(document.activeElement));
    const next = links[Math.min(Math.max(here + by, 0), links.length - 1)];
    next?.focus({ preventScroll: true });
    next?.closest("tr")?.scrollIntoView({ block: "nearest" });
  };
  useShortcuts([
    { keys: ["j", "ArrowDown"], does: (w) => w.parts.nextRow, run: () => step(1) },
    { keys: ["k", "ArrowUp"], does: (w) => w.parts.previousRow, run: () => step(-1) },
  ]);
}
