import type { UnsettledWrite } from "@aismarttalk/prestashop";
import { originalOf, writesOf } from "../catalogue/catalogue.js";
import { askedFields, changedBy } from "../catalogue/fields.js";
import { lastingOf } from "../catalogue/lasting.js";
import { recordParts } from "../catalogue/record.js";
import { timeOf } from "../journal/id.js";
import type { Change, ChangedField } from "../journal/journal.js";
import { placeOf } from "../sites/installation.js";
import { withoutKey } from "../sites/without-key.js";
import type { WriteContext } from "./context.js";

/** The change that a write is about to make, before it goes out. */
export async function intentOf(context: WriteContext, write: UnsettledWrite): Promise<Change> {
  const { site, stores, job } = context;
  const undone = await undoneBy(context);
  const original = undone?.original ?? originalOf(stores.catalogue, job.action, write.resource);
  const changed = changedBy(writesOf(stores.catalogue, original), write);
  // A text may hold the key by mistake. Such a write is not kept, and so cannot be looked for.
  const isKept = withoutKey(write, site.key) === write;
  return changeOf(context, original, { ...changed, write: isKept ? write : null });
}

/** What a lost write may have changed: its record, and the values of its input. */
export async function lostOf(context: WriteContext): Promise<Change | null> {
  const { stores, job } = context;
  if (job.record === null) return null;
  const { resource, id: record } = recordParts(job.record);
  const undone = await undoneBy(context);
  const original = undone?.original ?? job.action;
  const writes = writesOf(stores.catalogue, original);
  if (writes === null) return null;
  const fields =
    undone?.fields.map((one) => ({ ...one, before: null, after: one.before })) ??
    askedFields(writes, job.input);
  return changeOf(context, original, { resource, record, fields, write: null });
}

/** The change that the write undoes; `undefined` if it is not an undo. */
async function undoneBy({ stores, site, job }: WriteContext): Promise<Change | undefined> {
  return job.undoes === null ? undefined : stores.journal.find(placeOf(site), job.undoes);
}

async function changeOf(
  { stores, site, job }: WriteContext,
  original: string,
  { fields: given, ...changed }: Pick<Change, "resource" | "record" | "fields" | "write">,
): Promise<Change> {
  const { caller, request, action, change: id, undoes } = job;
  const fields = given.map((one) => withoutSecret(one, site.key));
  const writes = writesOf(stores.catalogue, original);
  return {
    id,
    ...placeOf(site),
    at: new Date(timeOf(id)).toISOString(),
    caller,
    request,
    action,
    original,
    ...changed,
    outcome: "unknown",
    fields,
    lasting: await lastingOf(writes, null, fields, job.input.send_email === true),
    undoes,
    isOpen: true,
  };
}

/** A text may hold the key by mistake. It is not kept, and so cannot be restored. */
export function withoutSecret(changed: ChangedField, key: string): ChangedField {
  const kept = (text: string | null) => (text === withoutKey(text, key) ? text : null);
  return { ...changed, before: kept(changed.before), after: kept(changed.after) };
}
