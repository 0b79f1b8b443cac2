import { useShortcuts } from "../../state/keys.js";

/** What the keys of the list do. */
export interface ListKeys {
  move(by: number): void;
  open(): void;
  status(): void;
  tick(): void;
  again(): void;
  clear(): void;
}

/** J, K and the arrows move; the others act on the row one is at. */
export function useListKeys(keys: ListKeys, when: readonly unknown[]): void {
  useShortcuts(
    [
      {
        keys: ["j", "ArrowDown"],
        does: (w) => w.orderList.keys.down,
        run: () => keys.move(1),
        when: isInList,
      },
      {
        keys: ["k", "ArrowUp"],
        does: (w) => w.orderList.keys.up,
        run: () => keys.move(-1),
        when: isInList,
      },
      { keys: ["Enter"], does: (w) => w.orderList.keys.open, run: keys.open, when: isAtNothing },
      { keys: ["s"], does: (w) => w.orderList.keys.status, run: keys.status },
      { keys: [" "], does: (w) => w.orderList.keys.tick, run: keys.tick, when: isNoControl },
      { keys: ["r"], does: (w) => w.orderList.keys.again, run: keys.again },
      { keys: ["Escape"], does: (w) => w.orderList.keys.clear, run: keys.clear, when: isOnPage },
    ],
    when,
  );
}

/** In what opens over the list the arrows are the browser's. */
function isInList({ target }: KeyboardEvent): boolean {
  return !(target instanceof Element) || target.closest(".pop") === null;
}

/** A dialog closes itself. */
function isOnPage(): boolean {
  return document.querySelector("dialog[open]") === null;
}

/** A button or a link that has the focus does what it is for. */
function isAtNothing({ target }: KeyboardEvent): boolean {
  return isNoControl({ target } as KeyboardEvent) && !(target as Element).matches("a[href]");
}

function isNoControl({ target }: KeyboardEvent): boolean {
  return target instanceof Element && !target.matches("button, input, select, textarea, summary");
}
