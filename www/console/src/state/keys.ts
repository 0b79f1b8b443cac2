import { signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Message } from "../language/message.js";
import { singleKeys } from "./settings.js";

/** A key that does something on the page that is shown. */
export interface Shortcut {
  /** "s", "ArrowDown", "g o" one after the other, "Control+Enter". */
  keys: readonly string[];
  /** What it does, for the list of keys. */
  does: Message;
  run(event: KeyboardEvent): void;
  /** Where it says no, the key does what it does in any page. */
  when?(event: KeyboardEvent): boolean;
}

/** How long the second key of two may take. */
const PAIR_MS = 1200;

/** What the keys do now; the later ones win. */
export const shortcuts = signal<readonly Shortcut[]>([]);

/** The first of two keys, while the second may come. */
let pending: { key: string; until: number } | null = null;

/**
 * Keys that work as long as the component is shown. They do what it says now, also where they are
 * pressed one right after the other; `when` tells when their names change.
 */
export function useShortcuts(own: readonly Shortcut[], when: readonly unknown[] = []): void {
  const latest = useRef(own);
  latest.current = own;
  // Before the page is painted: whoever sees a choice may press its key at once.
  useLayoutEffect(() => {
    const mine = own.map((one, place) => ({
      ...one,
      run: (event: KeyboardEvent) => (latest.current[place] ?? one).run(event),
    }));
    shortcuts.value = [...shortcuts.peek(), ...mine];
    return () => {
      shortcuts.value = shortcuts.peek().filter((one) => !mine.includes(one));
    };
  }, [own.length, ...when]);
}

/** Listens for the keys of the page. */
export function followKeys(): void {
  addEventListener("keydown", (event) => {
    const name = nameOf(event);
    const isLetter = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (isLetter && (isTyping(event.target) || !singleKeys.value) && event.key !== "Escape") return;
    const pair = pending !== null && Date.now() < pending.until ? `${pending.key} ${name}` : null;
    const found = findShortcut(pair) ?? findShortcut(name);
    pending = null;
    if (found !== undefined) {
      if (found.when?.(event) === false) return;
      event.preventDefault();
      found.run(event);
    } else if (
      isLetter &&
      shortcuts.value.some(({ keys }) => keys.some((one) => one.startsWith(`${name} `)))
    ) {
      pending = { key: name, until: Date.now() + PAIR_MS };
    }
  });
}

function findShortcut(name: string | null): Shortcut | undefined {
  // A dialog holds the keys to itself: what is behind it must not act.
  if (document.querySelector("dialog[open]") !== null && name !== "Escape" && !isOfDialog(name))
    return undefined;
  return [...shortcuts.value].reverse().find(({ keys }) => name !== null && keys.includes(name));
}

/** Digits choose in a dialog, and this saves what it asks for. */
function isOfDialog(name: string | null): boolean {
  return name === "Control+Enter" || /^\d$/.test(name ?? "");
}

function nameOf({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): string {
  const held = [ctrlKey || metaKey ? "Control" : "", altKey ? "Alt" : ""].filter(
    (one) => one !== "",
  );
  return [...held, key.length === 1 ? key.toLowerCase() : key].join("+");
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement)
    return !["checkbox", "radio", "button"].includes(target.type);
  return (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  );
}
