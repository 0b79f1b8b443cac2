import { useRef, useState } from "preact/hooks";
import { useShortcuts } from "../state/keys.js";
import type { ListRow } from "./list-read.js";

/** What the keys of the list do. */
export interface ListKeys {
  rows: readonly ListRow[];
  toggle(id: number): void;
  toggleAll(): void;
  again(): void;
}

/** Moves in the list by keys; which row one is at, -1 before the first key. */
export function useListKeys({ rows, toggle, toggleAll, again }: ListKeys): number {
  const [here, setHere] = useState(-1);
  // Keys may come faster than the page is drawn.
  const place = useRef(-1);
  const go = (step: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, place.current + step));
    const row = rows[next];
    if (row === undefined) return;
    place.current = next;
    setHere(next);
    const link = document.getElementById(rowLinkId(row.id));
    link?.focus({ preventScroll: true });
    link?.scrollIntoView({ block: "nearest" });
  };
  useShortcuts(
    [
      { keys: ["j", "ArrowDown"], does: (w) => w.products.keys.next, run: () => go(1) },
      { keys: ["k", "ArrowUp"], does: (w) => w.products.keys.previous, run: () => go(-1) },
      {
        keys: ["x"],
        does: (w) => w.products.keys.tick,
        run: () => {
          const row = rows[place.current];
          if (row !== undefined) toggle(row.id);
        },
      },
      { keys: ["a"], does: (w) => w.products.keys.tickAll, run: toggleAll },
      { keys: ["r"], does: (w) => w.parts.readAgain, run: again },
    ],
    [],
  );
  return Math.min(here, rows.length - 1);
}

/** The id of the link of a row. */
export function rowLinkId(id: number): string {
  return `product-${id}`;
}
