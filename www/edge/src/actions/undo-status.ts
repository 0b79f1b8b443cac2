import type { ActionWrites, StoredDifference, WriteEffect } from "@aismarttalk/prestashop";
import type { Action, ActionContext } from "../catalogue/action.js";
import { statusField } from "../catalogue/order-status.js";
import type { Input } from "../catalogue/outcome.js";
import type { Change, ChangedField } from "../journal/journal.js";
import type { OpenShop } from "../shop/open.js";
import { isKnown, leftAlone, type Undone, type UndoOptions } from "./undone.js";

/** The action that made a change, and what it is run again with. */
interface Again {
  action: Action;
  writes: ActionWrites;
  shop: OpenShop;
  context: ActionContext;
}

/** The answer of an action that gives an order a status. */
interface StatusAnswer {
  written: boolean;
  before: { id?: unknown };
  after: unknown;
  differences: StoredDifference[];
  effects: WriteEffect[];
  warnings: string[];
  token: string | null;
}

/** Puts an order back into the status from before a change, without e-mail. */
export async function undoStatus(
  { action, writes, shop, context }: Again,
  { record, fields }: Change,
  { preview, expect }: UndoOptions,
): Promise<Undone> {
  const changed = fields.find(isKnown) ?? statusField(null, null);
  const former = formerInput(writes, record, changed);
  const run = async (input: Input) =>
    (await action.run(shop, { ...former, ...input }, context)) as unknown as StatusAnswer;
  const shown = await run({ preview: true });
  const left = leftAlone(changed, String(shown.before.id ?? ""));
  if (left !== null || preview) {
    const none = { written: false, differences: [], token: shown.token };
    const { before, after, effects, warnings } = shown;
    if (left !== null) {
      const status = { before, after: before };
      return { ...none, fields: [], left_alone: [left], status, effects: [], warnings: [] };
    }
    const status = { before, after };
    return { ...none, fields: [turned(changed)], left_alone: [], status, effects, warnings };
  }
  // A status that somebody else gives since the reading is not overruled.
  const made = await run({ expect: expect ?? shown.token ?? "" });
  const { written, before, after, differences, effects, warnings, token } = made;
  const status = { before, after };
  const back = { fields: [turned(changed)], left_alone: [], status, differences, effects };
  return { ...back, written, warnings, token };
}

/** The input that asks for the value from before. */
function formerInput(
  { named_by, fields }: ActionWrites,
  record: number,
  { field, before }: ChangedField,
): Input {
  const [id] = named_by.filter((one) => one.field === "id");
  const [value] = Object.entries(fields).find(([, one]) => one.field === field) ?? [];
  return { [id?.parameter ?? "id"]: record, [value ?? field]: Number(before) };
}

/** The field as undoing changes it. */
function turned({ before, after }: ChangedField) {
  return statusField(after, before);
}
