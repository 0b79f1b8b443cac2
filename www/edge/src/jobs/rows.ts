// Jobs and items as rows of a database.
import { isObject, parsedJson } from "../json.js";
import type { Problem } from "../problem.js";
import type { Row, Value } from "../sql/database.js";
import type { Item, ItemState, Job, JobState, Shown } from "./job.js";

/** A level as it is kept. */
export function levelText(level: Job["level"]): string {
  return JSON.stringify(typeof level === "string" ? level : [...level]);
}

/** A job as it is kept. */
export function jobOf(row: Row): Job {
  const level = parsedJson(String(row.level));
  return {
    id: String(row.id),
    site: String(row.site),
    caller: String(row.caller),
    level: Array.isArray(level) ? new Set(level.map(String)) : (level as Job["level"]),
    state: row.state as JobState,
    undoes: row.undoes === null ? null : String(row.undoes),
    reason: problemIn(row.reason),
    total: Number(row.total),
    created: Number(row.created),
    confirmed: momentIn(row.confirmed),
    over: momentIn(row.ended),
    wake: Number(row.wake),
    failures: Number(row.failures),
    version: Number(row.version),
  };
}

/** An item as it is kept. */
export function itemOf(row: Row): Item {
  const input = parsedJson(String(row.input));
  const shown = row.shown === null ? undefined : parsedJson(String(row.shown));
  return {
    job: String(row.job),
    row: Number(row.row_number),
    action: String(row.action),
    input: isObject(input) ? input : {},
    state: row.state as ItemState,
    record: row.record === null ? null : String(row.record),
    shown: isObject(shown) ? (shown as unknown as Shown) : null,
    change: row.change_id === null ? null : String(row.change_id),
    sent: momentIn(row.sent),
    attempts: Number(row.attempts),
    due: Number(row.due),
    problem: problemIn(row.problem),
  };
}

function momentIn(value: Value | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}

function problemIn(value: Value | undefined): Problem | null {
  const problem = typeof value === "string" ? parsedJson(value) : undefined;
  return isObject(problem) ? (problem as unknown as Problem) : null;
}
