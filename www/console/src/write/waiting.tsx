import { useEffect, useState } from "preact/hooks";
import { words } from "../language/words.js";
import type { Write } from "./use-write.js";

/** A shop that is well has answered by then. */
const TOLD_AFTER_S = 5;

/** While it is saved: for how long by now, and what stopping would mean once that is long. */
export function Waiting({ write: { state, shop } }: { write: Write }) {
  const now = useSecond(state.kind === "saving");
  if (state.kind !== "saving") return null;
  const w = words.value.write;
  const seconds = Math.max(0, Math.round((now - state.since) / 1000));
  return (
    <span class="row-wrap small faint" role="status">
      <span>{w.saving(shop.name)}</span>
      {seconds > 1 && <span aria-hidden="true">{w.savingFor(seconds)}</span>}
      {seconds >= TOLD_AFTER_S && <span>{shop.way === "worker" ? w.workerWaits : w.waits}</span>}
    </span>
  );
}

/** The time, second by second, while it is needed. */
export function useSecond(isNeeded: boolean): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    if (!isNeeded) return undefined;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isNeeded]);
  return now;
}
