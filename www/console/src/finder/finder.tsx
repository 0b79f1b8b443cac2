import { signal, useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { words } from "../language/words.js";
import { Icon } from "../parts/icon.js";
import type { Box } from "./box.js";

/** The list comes on its own: the box must take what is typed at once. */
const list = signal<ComponentType<Box> | null>(null);
const hasFailed = signal(false);

async function loadList(): Promise<void> {
  try {
    const loaded = await import("./found.js");
    list.value = loaded.Found;
  } catch {
    hasFailed.value = true;
  }
}

/** The one box: finds what is typed into it, and does what it says. */
export default function Finder({ onClose }: { onClose(): void }) {
  const w = words.value;
  const text = useSignal("");
  const chosen = useSignal<string | null>(null);
  const keys = useRef<Box["keys"]>({ press: null });
  const pressedEarly = useRef<string[]>([]);
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLInputElement>(null);
  // Before the next key: what is pasted at once must land here.
  useLayoutEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    field.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  useEffect(() => {
    if (list.value === null) void loadList();
  }, []);
  // Keys that came before the list did.
  useEffect(() => {
    if (list.value === null || keys.current.press === null) return;
    for (const key of pressedEarly.current.splice(0)) keys.current.press(key);
  }, [list.value]);
  const List = list.value;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it by keyboard
    <dialog
      class="menu"
      ref={dialog}
      aria-label={w.finder.title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={({ target }) => {
        if (target === dialog.current) onClose();
      }}
    >
      <div class="ask">
        <Icon name="search" />
        <input
          ref={field}
          id="finder"
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls="found"
          aria-autocomplete="list"
          aria-activedescendant={chosen.value ?? undefined}
          aria-label={w.shell.find}
          placeholder={w.shell.find}
          autoComplete="off"
          autoCapitalize="off"
          spellcheck={false}
          dir="auto"
          value={text.value}
          onInput={({ currentTarget: { value } }) => {
            text.value = value;
          }}
          onKeyDown={(event) => {
            if (event.isComposing) return;
            const { press } = keys.current;
            if (press === null && event.key === "Enter") pressedEarly.current.push(event.key);
            if (press?.(event.key)) event.preventDefault();
          }}
        />
        <kbd aria-hidden="true">Esc</kbd>
      </div>
      {List !== null && (
        <List
          text={text.value}
          chosen={chosen}
          keys={keys.current}
          onText={(next) => {
            text.value = next;
          }}
          onClose={onClose}
        />
      )}
      {hasFailed.value && <p class="in data">{w.shell.partMissing}</p>}
    </dialog>
  );
}
