import type { ComponentProps } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Conflict } from "./conflict.js";
import { Failed } from "./failed.js";
import { Preview } from "./preview.js";
import { Receipt } from "./receipt.js";
import { Unknown } from "./unknown.js";
import type { Write } from "./use-write.js";

/** Whatever a write has come to, below the head of its page; nothing while one types. */
export function WriteView(props: Omit<ComponentProps<typeof Preview>, "write"> & { write: Write }) {
  const { write } = props;
  const place = useRef<HTMLDivElement>(null);
  useFocusOn(write, place);
  return (
    <div ref={place} class="write-view">
      <View {...props} />
    </div>
  );
}

function View(props: ComponentProps<typeof WriteView>) {
  const { write } = props;
  const { state, entry } = write;
  // Nothing else can be sent to the record until this is settled.
  if (entry !== null) return <Unknown entry={entry} />;
  if (state.kind === "saved") return <Receipt write={write} />;
  if (state.kind === "conflict") return <Conflict write={write} />;
  if (state.kind === "failed") return <Failed write={write} />;
  return <Preview {...props} />;
}

/** So long after it has ended, who comes to it was not there when it did. */
const JUST_MS = 1000;

/** After a save the focus goes to what came of it; whoever comes back to it later keeps theirs. */
function useFocusOn({ state }: Write, place: { current: HTMLDivElement | null }): void {
  const { kind } = state;
  const before = useRef<string | null>(null);
  const isEnd = ["saved", "conflict", "failed", "unknown"].includes(kind);
  useEffect(() => {
    const isNew = before.current !== null || (kind === "saved" && Date.now() - state.at < JUST_MS);
    before.current = kind;
    if (!isEnd || !isNew) return undefined;
    // A sheet that closes gives the focus back first.
    const timer = setTimeout(() => {
      place.current?.querySelector<HTMLElement>("[role=status], h2[tabindex]")?.focus();
    });
    return () => clearTimeout(timer);
  }, [kind]);
}
