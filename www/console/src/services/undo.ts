import type { UpdatedField } from "@aismarttalk/prestashop";
import type { Action, Input, Texts } from "./catalogue.js";
import type { Connection } from "./connection.js";
import { parameterOf, type TextLanguage } from "./record.js";
import type { FieldsAnswer } from "./writing.js";

/** What taking a change back would do. */
export interface UndoPreview {
  /** The call that puts the old values back, and its preview; `null` where nothing is left to do. */
  back: { input: Input; shown: FieldsAnswer } | null;
  /** Values that were edited since: they stay as they are. */
  edited: readonly UpdatedField[];
}

/** Previews the old values of a change, leaving out what somebody has edited since. */
export async function previewUndo(
  shop: Connection,
  action: Action,
  written: FieldsAnswer,
  signal: AbortSignal,
): Promise<UndoPreview> {
  const languages = await shop.records.languages();
  const edited: UpdatedField[] = [];
  let left: readonly UpdatedField[] = written.fields;
  while (left.length > 0) {
    const input = oldInput({ ...written, fields: [...left] }, languages);
    const answer = await shop.run(action, { ...input, preview: true }, signal);
    const shown = answer as FieldsAnswer;
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
export function oldInput({ id, fields }: FieldsAnswer, languages: readonly TextLanguage[]): Input {
  const values: Input = { id };
  for (const { field, language, before } of fields) {
    const name = parameterOf(field);
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
