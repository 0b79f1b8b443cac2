import type { EdgeAction } from "../actions/edge-action.js";
import type { Result } from "../actions/outcome.js";
import { changeOf, type WriteScene } from "./change-of.js";

/** Told where a change was saved but not noted: it must not be repeated for that. */
const NOT_NOTED = "The change is saved, but the journal of changes could not note it.";

/** Notes in the journal what an action wrote, or may have written; hands its result on. */
export async function noted(
  scene: WriteScene,
  action: EdgeAction,
  result: Result,
): Promise<Result> {
  if (action.reads) return result;
  try {
    const change = await changeOf(scene, result);
    if (change === null) return result;
    await scene.service.journal.add(change);
    return { ...result, change: change.id };
  } catch {
    if ("problem" in result) return result;
    const warnings = Array.isArray(result.answer.warnings) ? result.answer.warnings : [];
    return { answer: { ...result.answer, warnings: [...warnings, NOT_NOTED] } };
  }
}
