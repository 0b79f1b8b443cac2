import { words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { isUnchanged } from "../shop/writing.js";
import { useShortcuts } from "../state/keys.js";
import { decided, undecided } from "./conflicts.js";
import { areTexts, saveLabel } from "./names.js";
import { calledOf } from "./states.js";
import { isLookedFor } from "./steps.js";
import type { Write } from "./use-write.js";

/** What the button that saves says, and whether it can. */
interface Saving {
  label: string;
  /** The record, where the label does not name it. */
  of: string | null;
  isOff: boolean;
  run(): void;
}

/**
 * Saves what was previewed: it says how many, what and where, and while it cannot, why. Once it runs
 * it is the button that stops.
 */
export function SaveButton({ write, big = false }: { write: Write; big?: boolean }) {
  const w = words.value;
  const { state } = write;
  const saving = savingOf(write);
  useShortcuts(
    [
      {
        keys: ["Control+Enter"],
        does: () => saving.label,
        run: () => saving.isOff || saving.run(),
      },
    ],
    [saving.label, saving.isOff],
  );
  if (state.kind === "saving") {
    return (
      <Button
        class={big ? "btn-big" : ""}
        icon="stop"
        disabled={state.isStopping}
        onClick={write.stop}
      >
        {state.isStopping ? w.write.stopping : w.write.stop}
      </Button>
    );
  }
  return (
    <Button
      kind="primary"
      class={big ? "btn-big save" : "save"}
      shortcut={saving.isOff ? "" : "Ctrl ↵"}
      disabled={saving.isOff}
      onClick={saving.run}
    >
      <span>
        {saving.label}
        {saving.of !== null && <span class="sr">{w.write.save.of(saving.of)}</span>}
      </span>
    </Button>
  );
}

function savingOf(write: Write): Saving {
  const { state, record, action, flow } = write;
  const { whyNot, ...w } = words.value.write;
  const off = (label: string): Saving => ({ label, of: null, isOff: true, run: () => {} });
  if (isLookedFor(flow) && state.kind !== "saving") return off(whyNot.unsettled);
  if (state.kind === "previewing") return off(w.previewing);
  if (state.kind === "preview") {
    const { answer } = state.shown;
    if (isUnchanged(answer)) return off(whyNot.unchanged);
    const label = saveLabel(action, record, state.shown, write.shop.name);
    const isNameless = areTexts(answer.fields) && !state.shown.isUndo;
    const of = isNameless ? calledOf(record) : null;
    return { label, of, isOff: false, run: () => void write.save() };
  }
  if (state.kind === "conflict") {
    const left = undecided(state);
    if (left > 0) return off(whyNot.undecided(left));
    const fields = decided(state);
    if (state.now === null) return off(w.conflict.unread);
    const run = () => void write.saveDecided();
    if (fields.length === 0) return { label: w.conflict.keepTheirs, of: null, isOff: false, run };
    const label = saveLabel(action, record, state.shown, write.shop.name, fields.length);
    return { label, of: calledOf(record), isOff: false, run };
  }
  return off(whyNot.previewFirst);
}
