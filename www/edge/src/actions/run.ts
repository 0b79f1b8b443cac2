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
  const job = { site: site.id, action: action.name, input, caller: caller.name, request };
  if (action.record === undefined) return perform(service, site, action, job, call.signal);

  const named = await nameRecord(service, site, action, input);
  if ("problem" in named) return named;
  // Where no single record is named nothing will be written; the action says what is wrong.
  const { record } = named.answer;
  return record === null ? perform(service, site, action, job) : service.queue.run(record, job);
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
      return await noted(service, action, job, { answer });
    } catch (thrown) {
      return noted(service, action, job, { problem: problemFrom(thrown) });
    }
  });
}

function nameRecord(
  service: Service,
  site: Site,
  action: EdgeAction,
  input: Input,
): Promise<Outcome<{ record: string | null }>> {
  return within({ service, site, action }, async (shop) => {
    try {
      return {
        answer: { record: (await action.record?.(shop, input, { service, site })) ?? null },
      };
    } catch (thrown) {
      return { problem: problemFrom(thrown) };
    }
  });
}
