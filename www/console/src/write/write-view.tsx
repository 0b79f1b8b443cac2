import type { ComponentProps } from "preact";
import { Conflict } from "./conflict.js";
import { Failed } from "./failed.js";
import { Preview } from "./preview.js";
import { Receipt } from "./receipt.js";
import { Unknown } from "./unknown.js";
import type { Write } from "./use-write.js";

/** Whatever a write has come to, below the head of its page; nothing while one types. */
export function WriteView(props: Omit<ComponentProps<typeof Preview>, "write"> & { write: Write }) {
  const { write } = props;
  const { state, entry } = write;
  // Nothing else can be sent to the record until this is settled.
  if (entry !== null) return <Unknown entry={entry} />;
  if (state.kind === "saved") return <Receipt write={write} />;
  if (state.kind === "conflict") return <Conflict write={write} />;
  if (state.kind === "failed") return <Failed write={write} />;
  return <Preview {...props} />;
}
