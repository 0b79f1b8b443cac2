import { ITEM_STATES } from "../jobs/job.js";
import type { Kind } from "../problem.js";
import { ANSWER_HEADERS, answers, BODY, GUARDS, SITE, SITE_PARAMETERS } from "./operations.js";
import { failures } from "./problems.js";
import { TEXT } from "./schemas.js";

const SITE_PARAMETER = SITE_PARAMETERS.slice(0, 1);
const JOB_ID = {
  name: "job",
  in: "path",
  required: true,
  description: "Id of a job of this token.",
  schema: TEXT,
};
const AT_JOBS = { parameters: SITE_PARAMETER };
const AT_JOB = { parameters: [...SITE_PARAMETER, JOB_ID] };
const WRITING = { tags: ["writing"] };
const KEY_PARAMETER = { $ref: "#/components/parameters/key" };

const OF_JOBS: readonly Kind[] = [...GUARDS, ...SITE, "invalid_request"];
const OF_JOB: readonly Kind[] = [...OF_JOBS, "no_such_job"];
const OF_KEYS: readonly Kind[] = ["key_in_use", "key_reused", "outcome_unknown"];

/** What callers do with a job: what it comes to, and whether it goes on in the background. */
const COMMANDS = {
  confirm: { summary: "Writes what the preview showed", status: 202 },
  pause: { summary: "Writes nothing more until the job is resumed", status: 200 },
  resume: { summary: "Goes on with a job that is paused", status: 200 },
  stop: { summary: "Ends a job: nothing more of it is written", status: 200 },
  undo: { summary: "Makes a job that undoes what this one has written", status: 202 },
} as const;

const DRAFTS = {
  type: "object",
  properties: {
    items: {
      type: "array",
      minItems: 1,
      maxItems: 10_000,
      items: { $ref: "#/components/schemas/JobDraft" },
    },
  },
  required: ["items"],
};

/** The routes of jobs. */
export const JOB_PATHS: Record<string, object> = {
  "/v1/sites/{site}/jobs": {
    ...AT_JOBS,
    get: {
      ...WRITING,
      operationId: "jobs",
      summary: "The newest jobs of the token at the site",
      responses: { ...answers("Newest first, at most 100.", "Jobs"), ...failures(OF_JOBS) },
    },
    post: {
      ...WRITING,
      operationId: "make_job",
      summary: "Makes a job of up to 10,000 writes, and previews all of them",
      description:
        "As JSON, as an item of JSON on each line, or as CSV of one action, whose columns are its parameters. Nothing is written until the job is confirmed.",
      parameters: [
        { name: "action", in: "query", description: "The action of a CSV.", schema: TEXT },
        KEY_PARAMETER,
      ],
      requestBody: {
        required: true,
        content: {
          "application/json": { schema: DRAFTS },
          "application/x-ndjson": { schema: TEXT },
          "text/csv": {
            schema: TEXT,
            example: "id,meta_title:en,meta_title:fr\n5,Black tea,Thé noir\n",
          },
        },
      },
      responses: {
        ...jobIn(202, "The job, which is previewed now."),
        ...failures([...OF_JOBS, ...BODY, ...OF_KEYS]),
      },
    },
  },
  "/v1/sites/{site}/jobs/{job}": {
    ...AT_JOB,
    get: {
      ...WRITING,
      operationId: "job",
      summary: "How far a job is, and what to do next",
      responses: { ...jobIn(200, "With the token that confirms it."), ...failures(OF_JOB) },
    },
  },
  "/v1/sites/{site}/jobs/{job}/items": {
    ...AT_JOB,
    get: {
      ...WRITING,
      operationId: "job_items",
      summary: "The report: each item, what it changes, and what became of it",
      parameters: [
        {
          name: "state",
          in: "query",
          description: "Only items in this state.",
          schema: { type: "string", enum: ITEM_STATES },
        },
        {
          name: "after",
          in: "query",
          description: "The next of an answer.",
          schema: { type: "integer", minimum: 0 },
        },
        {
          name: "limit",
          in: "query",
          schema: { type: "integer", minimum: 1, maximum: 1_000, default: 100 },
        },
      ],
      responses: {
        200: {
          description: "By their rows; with Accept: text/csv a line for each value.",
          headers: ANSWER_HEADERS,
          content: {
            "application/json": { schema: { $ref: "#/components/schemas/JobItems" } },
            "text/csv": { schema: TEXT },
          },
        },
        ...failures(OF_JOB),
      },
    },
  },
  ...Object.fromEntries(
    Object.entries(COMMANDS).map(([name, { summary, status }]) => [
      `/v1/sites/{site}/jobs/{job}/${name}`,
      { ...AT_JOB, post: command(name, summary, status) },
    ]),
  ),
};

function command(name: string, summary: string, status: 200 | 202) {
  const isConfirm = name === "confirm";
  const token = { type: "object", properties: { token: TEXT }, required: ["token"] };
  const ofConfirm: readonly Kind[] = isConfirm ? [...BODY, "confirmation_invalid"] : [];
  return {
    ...WRITING,
    operationId: `${name}_job`,
    summary,
    parameters: [KEY_PARAMETER],
    ...(isConfirm && {
      requestBody: { required: true, content: { "application/json": { schema: token } } },
    }),
    responses: {
      ...jobIn(status, "The job, as it is now."),
      ...failures([...OF_JOB, ...OF_KEYS, "wrong_job_state", ...ofConfirm]),
    },
  };
}

function jobIn(status: 200 | 202, description: string) {
  const [answer] = Object.values(answers(description, "Job"));
  return { [status]: answer };
}
