import type { Result, WriteJob } from "../actions/outcome.js";
import { withoutKey } from "../actions/without-key.js";
import type { Service } from "../service.js";
import type { OpenShop } from "../shop/open.js";
import type { Site } from "../sites/site.js";
import { newChangeId, timeOf } from "./id.js";
import type { Change, ChangedField } from "./journal.js";
import { lastingOf } from "./lasting.js";
import { askedFields, WRITING } from "./writing.js";

/** Where a write was made. */
export interface WriteScene {
  service: Service;
  site: Site;
  shop: OpenShop;
  job: WriteJob;
}

/** What of a change is told by the action that made it. */
interface Wrote extends Pick<Change, "resource" | "record" | "fields" | "original" | "undoes"> {
  sendsEmail: boolean;
}

/** The entry of the journal for what became of a write; `null` where surely nothing was written. */
export async function changeOf(scene: WriteScene, result: Result): Promise<Change | null> {
  const { service, site, shop, job } = scene;
  const outcome = "answer" in result ? "written" : "unknown";
  const wrote = await ("answer" in result
    ? ofAnswer(job, result.answer)
    : ofFailure(scene, result));
  if (wrote === null) return null;
  const { sendsEmail, ...told } = wrote;
  const fields = told.fields.map((one) => withoutSecret(one, site.key));
  const lasting = await lastingOf(shop, told.resource, fields, sendsEmail);
  // Other machines have other clocks: what takes a change back stands behind it all the same.
  const earliest = told.undoes === null ? 0 : timeOf(told.undoes) + 1;
  const at = new Date(Math.max(service.now(), earliest)).toISOString();
  const { caller, request, action } = job;
  const id = newChangeId(at);
  return { id, site: site.id, at, caller, request, action, ...told, outcome, fields, lasting };
}

function ofAnswer({ action }: WriteJob, answer: Record<string, unknown>): Wrote | null {
  if (answer.written !== true) return null;
  const record = Number(answer.id);
  const writing = WRITING.get(action);
  if (writing !== undefined) {
    const { resource, changed } = writing;
    const sendsEmail = answer.send_email === true;
    return {
      resource,
      record,
      fields: changed(answer),
      original: action,
      undoes: null,
      sendsEmail,
    };
  }
  return {
    resource: String(answer.resource),
    record,
    fields: answer.fields as ChangedField[],
    original: String(answer.original),
    undoes: String(answer.change),
    sendsEmail: false,
  };
}

/** A write was sent, and the failure does not say that nothing came of it. */
async function ofFailure(
  { service, site, shop, job }: WriteScene,
  result: Exclude<Result, { answer: unknown }>,
): Promise<Wrote | null> {
  const { kind } = result.problem;
  const mayBeSaved = kind === "outcome_unknown" || (kind === "conflict" && shop.traffic.writes > 0);
  const record = Number(job.record?.split("/")[1]);
  if (!mayBeSaved || Number.isNaN(record)) return null;
  const writing = WRITING.get(job.action);
  if (writing !== undefined) {
    const { resource } = writing;
    const fields = askedFields(writing, job.input);
    const sendsEmail = job.input.send_email === true;
    return { resource, record, fields, original: job.action, undoes: null, sendsEmail };
  }
  const undone = await service.journal.find(site.id, String(job.input.change));
  if (undone === undefined) return null;
  const { resource, original, id } = undone;
  const fields = undone.fields.map((one) => ({ ...one, before: null, after: one.before }));
  return { resource, record, fields, original, undoes: id, sendsEmail: false };
}

/** A text may hold the key by mistake; it is not kept, and so can't be brought back either. */
function withoutSecret(changed: ChangedField, key: string): ChangedField {
  const kept = (text: string | null) => (text === withoutKey(text, key) ? text : null);
  return { ...changed, before: kept(changed.before), after: kept(changed.after) };
}
