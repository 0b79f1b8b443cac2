import { isAsShown } from "../shop/saved.js";
import { isUnchanged } from "../shop/writing.js";
import { conflictBetween } from "../write/conflicts.js";
import { type Flow, previewOf } from "../write/flow.js";
import { save } from "../write/steps.js";

/**
 * Saves what was put up for decision, one action after the other. The first one changes the record, so
 * that the second is shown to the shop again: it is sent only if it would do what was decided on. Where
 * one does not end well, the next one is not sent.
 */
export async function saveInTurn(flows: readonly Flow[]): Promise<void> {
  const due = flows.filter(
    ({ state: { value } }) => value.kind === "preview" && !isUnchanged(value.shown.answer),
  );
  for (const flow of due) {
    if (isOvertakenByUs(flow, flows) && !(await isStillAsShown(flow))) return;
    await save(flow);
    if (flow.state.value.kind !== "saved") return;
  }
}

/** Whether the other action has saved since this one was shown. */
function isOvertakenByUs(flow: Flow, flows: readonly Flow[]): boolean {
  const own = flow.state.value;
  return flows.some(
    ({ state: { value } }) =>
      value.kind === "saved" && own.kind === "preview" && value.at >= own.shown.at,
  );
}

async function isStillAsShown(flow: Flow): Promise<boolean> {
  const state = flow.state.value;
  if (state.kind !== "preview") return false;
  const { shown } = state;
  try {
    const again = await previewOf(flow, shown.input, new AbortController().signal);
    const isSame = isAsShown(again.answer.fields, shown.answer.fields);
    flow.state.value = isSame
      ? { kind: "preview", shown: { ...again, isUndo: shown.isUndo, edited: shown.edited } }
      : conflictBetween(shown, again, []);
    return isSame;
  } catch (error) {
    flow.state.value = { kind: "failed", shown, error, saved: "no" };
    return false;
  }
}
