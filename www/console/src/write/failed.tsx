import { words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { Note } from "../parts/note.js";
import { Problem } from "../parts/problem.js";
import { EARLIER_SETTLED, NOT_THERE } from "./steps.js";
import type { Write } from "./use-write.js";

/** Why nothing was saved, or why it was not all; whatever was typed is still there. */
export function Failed({ write }: { write: Write }) {
  const { state } = write;
  if (state.kind !== "failed") return null;
  const w = words.value.write;
  const acts = (
    <>
      <Button onClick={write.edit}>{w.back}</Button>
      <Button onClick={() => void write.preview()}>{w.failed.again}</Button>
    </>
  );
  if (state.error === NOT_THERE || state.error === EARLIER_SETTLED) {
    const isEarlier = state.error === EARLIER_SETTLED;
    return (
      <Note tone="warn" title={isEarlier ? w.failed.earlier : w.failed.notThere} live acts={acts}>
        <p>{isEarlier ? w.failed.earlierMeans : w.failed.notThereMeans}</p>
      </Note>
    );
  }
  return (
    <div class="stack-s" data-write="failed">
      <Problem error={state.error} acts={acts} />
      <p class="data">{state.saved === "no" ? w.failed.nothing : w.failed.part}</p>
    </div>
  );
}
