import { type Caller, mayRun } from "../callers/caller.js";
import { noted } from "../journal/note.js";
import { problem, problemFrom, refusal } from "../problem.js";
import type { Service } from "../service.js";
import type { Site } from "../sites/site.js";
import { findAction } from "./catalogue.js";
import type { EdgeAction, Input } from "./edge-action.js";
import type { Outcome, WriteJob } from "./outcome.js";
import { within } from "./within.js";

/** An action that a caller asks for. */
export interface ActionCall {
  site: Site;
  caller: Caller;
  action: string;
  input: Input;
  /** Id of the request. */
  request: string;
  /** Of the request; a reading action ends with it, a write goes on. */
  signal: AbortSignal;
}

/**
 * Runs an action for a caller.
 * @throws Refusal where the action is unknown or not the caller's; all else is an outcome
 */
export async function runAction(service: Service, call: ActionCall): Promise<Outcome> {
  const { site, caller, input, request } = call;
  const action = findAction(call.action);
  if (action === undefined) {
    throw refusal("no_such_action", "There is no such action.", { hint: "See GET /v1/actions." });
  }
  if (!mayRun(caller, action)) {
    throw refusal("forbidden", `This token may not run ${action.name}.`, {
      hint: "Use a token of a level that covers it.",
    });
  }
  const unnamed = { site: site.id, action: action.name, input, caller: caller.name, request };
  if (action.record === undefined) {
    return perform(service, site, action, { ...unnamed, record: null }, call.signal);
  }
  const named = await nameRecord(service, action, call);
  if ("problem" in named) return named;
  // Where no single record is named nothing will be written; the action says what is wrong.
  const { record } = named.answer;
  const job = { ...unnamed, record };
  return record === null
    ? perform(service, site, action, job)
    : inTurn(service, site, action, job, record);
}

/** Runs a write whose turn has come, here or in another instance. */
export async function write(service: Service, job: WriteJob): Promise<Outcome> {
  const action = findAction(job.action);
  const site = await service.sites.find(job.site);
  if (action === undefined || site === undefined) {
    const gone = problem("no_such_site", "The site of this write is gone.");
    return { problem: gone, requests: 0, milliseconds: 0 };
  }
  return perform(service, site, action, job);
}

async function inTurn(
  service: Service,
  site: Site,
  action: EdgeAction,
  job: WriteJob,
  record: string,
): Promise<Outcome> {
  try {
    return await service.queue.run(record, job);
  } catch (thrown) {
    // Whoever was lost while writing for this caller could note nothing any more.
    const problem = problemFrom(thrown);
    return within({ service, site, action }, (shop) =>
      noted({ service, site, shop, job }, action, { problem }),
    );
  }
}

function perform(
  service: Service,
  site: Site,
  action: EdgeAction,
  job: WriteJob,
  signal?: AbortSignal,
): Promise<Outcome> {
  return within({ service, site, action, signal }, async (shop) => {
    try {
      const answer = await action.run(shop, job.input, { service, site, job });
      return await noted({ service, site, shop, job }, action, { answer });
    } catch (thrown) {
      const problem = problemFrom(thrown);
      return noted({ service, site, shop, job }, action, { problem });
    }
  });
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
      return { problem: problemFrom(thrown) };
    }
  });
}
