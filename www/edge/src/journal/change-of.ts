import type { Result, WriteJob } from "../actions/outcome.js";
import { isObject } from "../settings.js";
import type { Change, ChangedField } from "./journal.js";

type Entry = Pick<Change, "resource" | "record" | "fields" | "lasting">;

/** The entry of the journal for what an action answered; `null` where nothing was written. */
export function changeOf(job: WriteJob, result: Result, now: number): Change | null {
  if (!("answer" in result) || result.answer.written !== true) return null;
  const entry =
    job.action === "update_order_status" ? ofStatus(result.answer) : ofFields(job, result.answer);
  const at = new Date(now).toISOString();
  const { site, caller, request, action } = job;
  const id = `${at}-${crypto.randomUUID()}`;
  return { id, site, at, caller, request, action, ...entry, outcome: "written", undoes: null };
}

function ofFields({ action }: WriteJob, { id, fields }: Record<string, unknown>): Entry {
  const resource = action === "update_customer" ? "customers" : "products";
  return { resource, record: Number(id), fields: fields as ChangedField[], lasting: [] };
}

function ofStatus({ id, before, after, send_email }: Record<string, unknown>): Entry {
  const field = {
    field: "current_state",
    language: null,
    before: state(before),
    after: state(after),
  };
  const lasting = ["The order's history keeps a row for this status."];
  if (send_email === true) lasting.push("The e-mail of the status was sent to the customer.");
  return { resource: "orders", record: Number(id), fields: [field], lasting };
}

function state(status: unknown): string {
  return isObject(status) ? String(status.id) : "";
}
