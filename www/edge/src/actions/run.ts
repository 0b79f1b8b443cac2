import { mayRun } from "../callers/caller.js";
import { noteLost } from "../noting/note.js";
import { problem, problemFrom, refusal, stopping } from "../problem.js";
import type { Service } from "../service.js";
import type { Site } from "../sites/site.js";
import type { ActionCall } from "./call.js";
import { findAction } from "./catalogue.js";
import { confirmed, handedOut, unwrapped } from "./confirm.js";
import type { EdgeAction } from "./edge-action.js";
import { newJob } from "./job.js";
import type { Outcome, WriteJob } from "./outcome.js";
import { explained, within } from "./within.js";
import { performWrite } from "./write.js";

/**
 * Runs an action for a caller.
 * @throws Refusal where the action is unknown or not the caller's; all else is an outcome
 */
export async function runAction(service: Service, call: ActionCall): Promise<Outcome> {
  const action = findAction(call.action);
  if (action === undefined) {
    throw refusal("no_such_action", "There is no such action.", { hint: "See GET /v1/actions." });
  }
  if (!mayRun(call.caller, action)) {
    throw refusal("forbidden", `This token may not run ${action.name}.`, {
      hint: "Use a token of a level that covers it.",
    });
  }
  if (action.reads) return read(service, action, call);
  // Its body may have come in when the process was told to end already.
  if (service.ending.isNear) throw stopping();
  const outcome = await service.ending.hold(prepareWrite(service, action, call));
  return handedOut(service, call, action, outcome);
}

/** Runs a write whose turn has come, here or in another instance. */
export async function write(service: Service, job: WriteJob): Promise<Outcome> {
  const action = findAction(job.action);
  const site = await service.sites.find(job.site);
  if (action === undefined || site === undefined) {
    const gone = problem("no_such_site", "The site of this write is gone.");
    return { problem: gone, requests: 0, milliseconds: 0 };
  }
  return performWrite(service, site, action, job);
}

function read(service: Service, action: EdgeAction, call: ActionCall): Promise<Outcome> {
  const { site, caller, input, signal } = call;
  return within({ service, site, action, signal }, async (shop) => {
    try {
      const job = newJob(service, call, action);
      return { answer: await action.run(shop, input, { service, site, job, caller }) };
    } catch (thrown) {
      return { problem: explained(problemFrom(thrown), shop.traffic) };
    }
  });
}

async function prepareWrite(
  service: Service,
  action: EdgeAction,
  call: ActionCall,
): Promise<Outcome> {
  const opened = await confirmed(service, call, action);
  const input = unwrapped(call.input, opened);
  const job = newJob(service, { ...call, input }, action);
  job.confirmation = opened?.confirmation ?? null;
  const named = await nameRecord(service, action, { ...call, input });
  if ("problem" in named) return named;
  // Where no single record is named nothing will be written; the action says what is wrong.
  const { record } = named.answer;
  job.record = record;
  return record === null
    ? performWrite(service, call.site, action, job)
    : inTurn(service, call.site, job, record);
}

async function inTurn(
  service: Service,
  site: Site,
  job: WriteJob,
  record: string,
): Promise<Outcome> {
  try {
    return await service.queue.run(record, job);
  } catch (thrown) {
    const failed = problemFrom(thrown);
    const nothing = { problem: failed, requests: 0, milliseconds: 0 };
    if (failed.saved === "no" || job.input.preview === true) return nothing;
    // Whoever was lost while writing for this caller may have noted nothing.
    const change = await noteLost({ service, site, job });
    return change === undefined ? nothing : { ...nothing, change };
  }
}

function nameRecord(
  service: Service,
  action: EdgeAction,
  { site, caller, input }: ActionCall,
): Promise<Outcome<{ record: string | null }>> {
  return within({ service, site, action }, async (shop) => {
    try {
      const record = await action.record?.(shop, input, { service, site, caller });
      return { answer: { record: record ?? null } };
    } catch (thrown) {
      return { problem: explained(problemFrom(thrown), shop.traffic) };
    }
  });
}
