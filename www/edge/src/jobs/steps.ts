import type { Caller } from "../callers/caller.js";
import { answeredFields } from "../catalogue/fields.js";
import { statusField } from "../catalogue/order-status.js";
import type { Answer, Outcome } from "../catalogue/outcome.js";
import { recordName } from "../catalogue/record.js";
import { isChangeId, newChangeId, timeOf } from "../journal/id.js";
import type { ChangedField } from "../journal/journal.js";
import { isObject } from "../json.js";
import { problemOf } from "../logging/report.js";
import type { Problem } from "../problem.js";
import type { Runner } from "../running/dependencies.js";
import { runItem } from "../running/run.js";
import { placeOf } from "../sites/installation.js";
import type { Site } from "../sites/site.js";
import { childOf } from "../tracing/traceparent.js";
import { afterFailure, type Decision } from "./decide.js";
import { type Item, type Job, type Shown, sentencesIn } from "./job.js";
import type { JobLeases, Move } from "./lease.js";
import { lookAt } from "./look.js";

/** Where the items of a job are run. */
export interface Bench {
  runner: Runner;
  leases: JobLeases;
  site: Site;
  job: Job;
  lease: string;
  /** Failures of the shop in a row. */
  failures: number;
  /** Of the process: no request of an item ends with it. */
  signal: AbortSignal;
}

/** Does what is next for an item; `null` where another process does it. */
export function step(bench: Bench, item: Item): Promise<Decision | null> {
  if (item.state === "new") return preview(bench, item);
  return item.state === "ready" ? write(bench, item) : look(bench, item);
}

async function preview(bench: Bench, item: Item): Promise<Decision | null> {
  const outcome = await run(bench, item, { preview: true });
  if ("problem" in outcome) {
    return apply(bench, item, null, failure(bench, item, outcome.problem));
  }
  const shown = shownIn(bench, item, outcome.answer);
  const state = shown.fields.length > 0 ? "ready" : "same";
  const record = recordOf(bench, item, outcome.answer);
  const move: Move = { state, attempts: 0, record, shown };
  return apply(bench, item, null, { move, shop: "answers" });
}

async function write(bench: Bench, item: Item): Promise<Decision | null> {
  const { runner, leases, site } = bench;
  const name = crypto.randomUUID();
  const change = changeFor(runner, item);
  if (!(await leases.begin(item, name, change, bench.lease))) return null;
  const { job, row } = item;
  const fields = item.shown?.fields ?? [];
  const outcome = await run(bench, item, {}, { job, row, run: name, change, fields });
  const sent = await leases.sentBy(item, name);
  if (sent === undefined) return null;
  if ("problem" in outcome) {
    // What was not sent is no change, whatever was noted for it.
    if (sent === null) await runner.journal.drop(placeOf(site), change).catch(() => {});
    const decision = failure(bench, item, outcome.problem, { isSent: sent !== null, change });
    return apply(bench, item, name, decision);
  }
  const isWritten = outcome.answer.written === true;
  const state = isWritten ? "written" : "same";
  const shown = isWritten ? withWarnings(item.shown, outcome.answer) : item.shown;
  const move: Move = { state, shown, change: isWritten ? (outcome.change ?? change) : null };
  return apply(bench, item, name, { move, shop: "answers" });
}

async function look(bench: Bench, item: Item): Promise<Decision | null> {
  return apply(bench, item, null, { move: await lookAt(bench, item), shop: "answers" });
}

/** Notes a decision, unless another process has decided. */
async function apply(
  { leases }: Bench,
  item: Item,
  run: string | null,
  decision: Decision,
): Promise<Decision | null> {
  return (await leases.move(item, run, decision.move)) ? decision : null;
}

async function run(
  { runner, site, job, signal }: Bench,
  { action, input }: Item,
  more: { preview?: true },
  item?: Parameters<typeof runItem>[1]["item"],
): Promise<Outcome> {
  const request = item?.change ?? crypto.randomUUID();
  const who = { site, caller: callerOf(job), held: null };
  const how = { request, trace: childOf(undefined), priority: "job", signal } as const;
  const call = { ...who, ...how, action };
  try {
    return await runItem(runner, { ...call, input: { ...input, ...more }, ...(item && { item }) });
  } catch (thrown) {
    return { problem: problemOf(runner.report, thrown), requests: 0, milliseconds: 0 };
  }
}

function failure(
  { runner, failures }: Bench,
  item: Item,
  problem: Problem,
  { isSent, change }: { isSent: boolean; change: string | null } = { isSent: false, change: null },
): Decision {
  return afterFailure(item, { problem, isSent, change, now: runner.now(), failures });
}

/** The caller of a job, as far as its items need one. */
function callerOf({ caller: name, level, site }: Job): Caller {
  const sites = new Set([site]);
  const open = { confirms: false, needsClaim: false, held: null };
  return { name, level, sites, ...open, ratePerMinute: null, expires: null };
}

/** Clocks of machines differ, but an undo must come after its change. */
function changeFor({ now, catalogue }: Runner, { action, input }: Item): string {
  const undone = catalogue.find(action)?.undoes?.(input);
  const earliest = isChangeId(undone) ? timeOf(undone) + 1 : 0;
  return newChangeId(new Date(Math.max(now(), earliest)).toISOString());
}

/** What a preview would write: a value that is already there is not written. */
function shownIn({ runner }: Bench, { action }: Item, answer: Answer): Shown {
  const writes = runner.catalogue.find(action)?.writes ?? null;
  const told = [...(answeredFields(writes, answer) ?? []), ...statusIn(answer)];
  const fields = told.filter(({ before, after }) => before !== after);
  return { fields, warnings: sentencesIn(answer) };
}

/** The status that an action gives beside another write, or that an undo gives back. */
function statusIn({ status, fields = [] }: Answer): ChangedField[] {
  if (!isObject(status) || !isObject(status.before) || !isObject(status.after)) return [];
  const isTold = Array.isArray(fields) && fields.some((one) => one.field === "current_state");
  const id = (of: Record<string, unknown>) => (of.id === undefined ? null : String(of.id));
  return isTold ? [] : [statusField(id(status.before), id(status.after))];
}

function withWarnings(shown: Shown | null, answer: Answer): Shown {
  return { fields: shown?.fields ?? [], warnings: sentencesIn(answer) };
}

/** The record of an answer: an undo names the resource, of other actions it is declared. */
function recordOf({ runner }: Bench, { action }: Item, answer: Answer): string | null {
  const resource = answer.resource ?? runner.catalogue.find(action)?.writes?.resource;
  const id = Number(answer.id);
  return typeof resource === "string" && Number.isInteger(id) ? recordName(resource, id) : null;
}
