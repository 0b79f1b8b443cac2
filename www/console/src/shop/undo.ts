import type { UpdatedField } from "@aismarttalk/prestashop";
import type { Action, Input, Texts } from "./catalogue.js";
import type { Connection } from "./connection.js";
import type { TextLanguage } from "./record.js";
import { parameterOf, writtenFields } from "./writes.js";
import { type WriteAnswer, writeAnswer } from "./writing.js";

/** What taking a change back would do. */
export interface UndoPreview {
  /** The call that puts the old values back, and its preview; `null` where nothing is left to do. */
  back: { input: Input; shown: WriteAnswer } | null;
  /** Values that were edited since: they stay as they are. */
  edited: readonly UpdatedField[];
}

/** Previews the old values of a change, leaving out what somebody has edited since. */
export async function previewUndo(
  shop: Connection,
  action: Action,
  written: WriteAnswer,
  signal: AbortSignal,
): Promise<UndoPreview> {
  const languages = await shop.records.languages();
  const edited: UpdatedField[] = [];
  let left: readonly UpdatedField[] = written.fields;
  while (left.length > 0) {
    const input = oldInput(action, { ...written, fields: left }, languages);
    const answer = await shop.run(action, { ...input, preview: true }, signal);
    const shown = writeAnswer(action, input, answer);
    const newer = editedSince(left, shown.fields);
    if (newer.length === 0) return { back: { input, shown }, edited };
    edited.push(...newer);
    left = left.filter((one) => !newer.includes(one));
  }
  return { back: null, edited };
}

/** What is neither as it was written nor as it was before. */
function editedSince(
  written: readonly UpdatedField[],
  shown: readonly UpdatedField[],
): UpdatedField[] {
  return written.filter((one) => {
    const now = shown.find(
      ({ field, language }) => field === one.field && language?.id === one.language?.id,
    );
    return now !== undefined && now.before !== one.after;
  });
}

/** What the action is given to put the old values back: texts by the code of their language. */
export function oldInput(
  action: Action,
  { record, fields }: Pick<WriteAnswer, "record" | "fields">,
  languages: readonly TextLanguage[],
): Input {
  const values: Input = { ...record };
  for (const { field, language, before } of fields) {
    const name = parameterOf(action, field);
    if (language === null) {
      values[name] = before;
      continue;
    }
    const known = languages.find(({ id }) => id === language.id)?.code;
    const texts = typeof values[name] === "object" ? (values[name] as Texts) : {};
    values[name] = { ...texts, [known ?? language.iso_code ?? String(language.id)]: before };
  }
  return values;
}

/** What puts an order back into its earlier status: one more entry in its history. */
export function oldStatusInput(action: Action, { record, status }: WriteAnswer): Input | null {
  const [parameter] = Object.keys(writtenFields(action));
  const before = status?.before.id ?? null;
  if (parameter === undefined || before === null) return null;
  return { ...record, [parameter]: before };
}
