import type { Change } from "../journal/journal.js";
import { statusField } from "../noting/writing.js";
import type { OpenShop } from "../shop/open.js";
import { isKnown, leftAlone, type Undone, type UndoOptions } from "./undone.js";

/** Puts an order back into the status from before a change, without e-mail. */
export async function undoStatus(
  { client, signal }: OpenShop,
  { record, fields }: Change,
  { preview, expect }: UndoOptions,
): Promise<Undone> {
  const changed = fields.find(isKnown) ?? statusField(null, null);
  const former = { id: record, state: Number(changed.before) };
  const shown = await client.run("update_order_status", { ...former, preview: true }, { signal });
  const left = leftAlone(changed, String(shown.before.id ?? ""));
  if (left !== null || preview) {
    const none = { written: false, differences: [], token: shown.token };
    const { before, after, effects, warnings } = shown;
    if (left !== null) {
      const status = { before, after: before };
      return { ...none, fields: [], left_alone: [left], status, effects: [], warnings: [] };
    }
    const status = { before, after };
    return { ...none, fields: [taken(changed)], left_alone: [], status, effects, warnings };
  }
  // Whoever changes the status between the reading and this is not overruled.
  const confirmed = { ...former, expect: expect ?? shown.token ?? "" };
  const made = await client.run("update_order_status", confirmed, { signal });
  const { written, before, after, differences, effects, warnings, token } = made;
  const status = { before, after };
  const back = { fields: [taken(changed)], left_alone: [], status, differences, effects };
  return { ...back, written, warnings, token };
}

function taken({ before, after }: Change["fields"][number]) {
  return statusField(after, before);
}
