import type { Counts, Item, Job } from "./job.js";

/** What to do next, by the state of a job. */
const NEXT: Readonly<Record<Job["state"], string>> = {
  receiving: "Wait: its items are still coming in.",
  previewing: "Wait until every item is previewed: get the job again in a moment.",
  previewed:
    "Look at the items, then confirm the job with its token: those that are ready are written.",
  running: "Wait: get the job again in a moment.",
  paused: "Let the job go on with resume, or stop it.",
  stopped: "Nothing more is written. Undo what was written with undo.",
  done: "Look at the items that failed or are unknown. Undo what was written with undo.",
};

/** A job as its caller sees it; `token` confirms it. */
export function shownJob(job: Job, counts: Counts, token: string | null) {
  const { id, site, caller, state, undoes, reason, total } = job;
  return {
    id,
    site,
    caller,
    state,
    next: NEXT[state],
    undoes,
    total,
    items: counts,
    reason,
    token,
    created: moment(job.created),
    confirmed: moment(job.confirmed),
    ended: moment(job.over),
  };
}

/** An item as its caller sees it. */
export function shownItem({ row, action, input, state, record, shown, change, problem }: Item) {
  const { fields = [], warnings = [] } = shown ?? {};
  return { row, action, input, state, record, fields, warnings, change, problem };
}

/** The columns of a report as CSV. */
const COLUMNS = [
  "row",
  "state",
  "action",
  "record",
  "change",
  "field",
  "language",
  "before",
  "after",
  "saved",
  "problem",
  "detail",
  "hint",
] as const;

/** A report as CSV: a line for each value, or one for an item without any. */
export function csvReport(items: readonly Item[]): string {
  const lines = items.flatMap(({ row, state, action, record, shown, change, problem }) => {
    const { saved = null, kind = null, detail = null, hint = null } = problem ?? {};
    const [head, tail] = [
      [row, state, action, record, change],
      [saved, kind, detail, hint],
    ];
    const values = (shown?.fields ?? []).map(({ field, language, before, after }) => [
      field,
      language?.iso_code ?? language?.id ?? null,
      before,
      after,
    ]);
    const all = values.length > 0 ? values : [[null, null, null, null]];
    return all.map((value) => [...head, ...value, ...tail]);
  });
  return [COLUMNS, ...lines].map((cells) => `${cells.map(csvCell).join(",")}\r\n`).join("");
}

/** Spreadsheets would calculate a text that begins like a formula, whichever line they look at. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

function csvCell(value: unknown): string {
  if (value === null || value === undefined) return "";
  const text = String(value);
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function moment(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
