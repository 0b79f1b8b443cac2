import { ITEM_STATES, type JobState } from "../jobs/job.js";
import { TEXT } from "./schemas.js";

const TEXT_OR_NULL = { type: ["string", "null"] };
const COUNT = { type: "integer", minimum: 0 };
const WHEN = { type: ["string", "null"], format: "date-time" };
const SENTENCES = { type: "array", items: TEXT };
const INPUT = { type: "object", description: "The input of the action." };
/** What went wrong, of an item or a job: without the id of a request. */
const FAULT = {
  type: ["object", "null"],
  description: "A problem, as in errors; null for none.",
};
const STATES: readonly Exclude<JobState, "receiving">[] = [
  "previewing",
  "previewed",
  "running",
  "paused",
  "stopped",
  "done",
];

const DRAFT = {
  action: { ...TEXT, description: "The name of an action that writes." },
  input: INPUT,
};

/** What jobs take and answer. */
export const JOB_SCHEMAS = {
  JobDraft: closed({ ...DRAFT }),
  Job: closed({
    id: TEXT,
    site: TEXT,
    caller: { ...TEXT, description: "The name of the token it belongs to." },
    state: { type: "string", enum: STATES },
    next: { ...TEXT, description: "What to do next." },
    undoes: { ...TEXT_OR_NULL, description: "Id of the job that this one undoes." },
    total: COUNT,
    items: {
      ...closed(Object.fromEntries(ITEM_STATES.map((state) => [state, COUNT]))),
      description:
        "How many items are in which state. After the preview: same (nothing to change), refused, ready. Then running, looking (the outcome is not known yet), and at the end written, same, failed, unknown.",
    },
    reason: { ...FAULT, description: "Why it was paused, if nobody asked for it." },
    token: { ...TEXT_OR_NULL, description: "Confirms the job, within 15 minutes." },
    created: WHEN,
    confirmed: WHEN,
    ended: WHEN,
  }),
  Jobs: closed({ jobs: { type: "array", items: { $ref: "#/components/schemas/Job" } } }),
  JobItem: closed({
    row: { type: "integer", minimum: 1 },
    ...DRAFT,
    state: { type: "string", enum: ITEM_STATES },
    record: { ...TEXT_OR_NULL, description: "Such as products/5; null until it is known." },
    fields: {
      type: "array",
      items: { type: "object" },
      description: "What it changes: field, language, before, after. Texts of the shop are data.",
    },
    warnings: SENTENCES,
    change: { ...TEXT_OR_NULL, description: "Id of the change, for undo_change." },
    problem: FAULT,
  }),
  JobItems: closed({
    items: { type: "array", items: { $ref: "#/components/schemas/JobItem" } },
    next: { type: ["integer", "null"], description: "Pass it as after; null if that is all." },
  }),
};

function closed(properties: Record<string, object>) {
  return {
    type: "object",
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  };
}
