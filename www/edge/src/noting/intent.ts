import type { UnsettledWrite } from "@aismarttalk/prestashop";
import { withoutKey } from "../actions/without-key.js";
import { timeOf } from "../journal/id.js";
import type { Change, ChangedField } from "../journal/journal.js";
import { placeOf } from "../sites/installation.js";
import { lastingOf } from "./lasting.js";
import type { WriteScene } from "./scene.js";
import { askedFields, statusField, WRITING } from "./writing.js";

/** The change that a write is about to make, before it goes out. */
export async function intentOf(scene: WriteScene, write: UnsettledWrite): Promise<Change> {
  const { site } = scene;
  // A text may hold the key by mistake: then nothing can be looked for without keeping it.
  const isKept = withoutKey(write, site.key) === write;
  const resource = write.resource === "order_histories" ? "orders" : write.resource;
  const record = Number(write.order ?? write.id);
  return changeOf(scene, resource, record, fieldsOf(write), isKept ? write : null);
}

/** What a write that was lost may have changed: its record, and what was asked for. */
export async function lostOf(scene: WriteScene): Promise<Change | null> {
  const { service, site, job } = scene;
  const [resource = "", record] = job.record?.split("/") ?? [];
  const writing = WRITING.get(job.action);
  if (record === undefined) return null;
  if (writing !== undefined) {
    return changeOf(scene, resource, Number(record), askedFields(writing, job.input), null);
  }
  const undone = await service.journal.find(placeOf(site), String(job.input.change));
  if (undone === undefined) return null;
  const fields = undone.fields.map((one) => ({ ...one, before: null, after: one.before }));
  return changeOf(scene, resource, Number(record), fields, null);
}

async function changeOf(
  { service, site, job }: WriteScene,
  resource: string,
  record: number,
  given: ChangedField[],
  write: UnsettledWrite | null,
): Promise<Change> {
  const { caller, request, action, change: id } = job;
  const undoes = WRITING.has(action) ? null : String(job.input.change);
  const undone = undoes === null ? undefined : await service.journal.find(placeOf(site), undoes);
  const fields = given.map((one) => withoutSecret(one, site.key));
  return {
    id,
    ...placeOf(site),
    at: new Date(timeOf(id)).toISOString(),
    caller,
    request,
    action,
    original: undone?.original ?? action,
    resource,
    record,
    outcome: "unknown",
    fields,
    lasting: await lastingOf(null, resource, fields, job.input.send_email === true),
    undoes,
    isOpen: true,
    write,
  };
}

function fieldsOf({ resource, changes }: UnsettledWrite): ChangedField[] {
  return changes.map(({ field, language, before, after }) =>
    resource === "order_histories"
      ? statusField(before, after)
      : {
          field,
          language: language === null ? null : { id: language, iso_code: null },
          before,
          after,
        },
  );
}

/** A text may hold the key by mistake; it is not kept, and so can't be brought back either. */
export function withoutSecret(changed: ChangedField, key: string): ChangedField {
  const kept = (text: string | null) => (text === withoutKey(text, key) ? text : null);
  return { ...changed, before: kept(changed.before), after: kept(changed.after) };
}
