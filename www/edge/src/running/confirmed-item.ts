import type { UnsettledWrite } from "@aismarttalk/prestashop";
import type { Catalogue } from "../catalogue/action.js";
import { changedBy } from "../catalogue/fields.js";
import type { WriteJob } from "../catalogue/outcome.js";
import type { ChangedField } from "../journal/journal.js";
import { refusal } from "../problem.js";

/**
 * Compares what an item of a job is about to write with what was confirmed. The mark of a preview would
 * cover the whole record, and a job takes hours, in which the stock of a product may change.
 * @throws Refusal if a value is not as it was shown
 */
export function checkConfirmed(
  catalogue: Catalogue,
  { item }: WriteJob,
  write: UnsettledWrite,
): void {
  if (item === null) return;
  const through = catalogue.actions.find(({ writes }) => writes?.through === write.resource);
  const { resource, record, fields } = changedBy(through?.writes ?? null, write);
  const other = fields.find((one) => !item.fields.some((shown) => isSame(shown, one)));
  if (other === undefined) return;
  const shown = item.fields.find((one) => isSameField(one, other));
  throw refusal("conflict", `${resource} ${record} is not as the preview of the job showed it.`, {
    hint: "Nothing was written. Look at the record, and put it into a new job.",
    field: other.field,
    ...{ expected: shown?.before ?? null, found: other.before },
  });
}

function isSameField(one: ChangedField, other: ChangedField): boolean {
  return one.field === other.field && one.language?.id === other.language?.id;
}

function isSame(one: ChangedField, other: ChangedField): boolean {
  return isSameField(one, other) && one.before === other.before && one.after === other.after;
}
