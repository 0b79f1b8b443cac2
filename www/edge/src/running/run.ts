import { mayRun } from "../callers/caller.js";
import type { Action } from "../catalogue/action.js";
import { asDeclared } from "../catalogue/as-declared.js";
import type { Answer, Outcome, WriteJob } from "../catalogue/outcome.js";
import { isOpenTo } from "../claims/held.js";
import type { Confirmation } from "../confirming/confirmation.js";
import { problemOf } from "../logging/report.js";
import { noteLost } from "../noting/note.js";
import { problem, refusal, stopping } from "../problem.js";
import type { Asker } from "../shop/open.js";
import type { Site } from "../sites/site.js";
import type { ActionCall } from "./call.js";
import { confirmed, unwrapped, withToken } from "./confirm.js";
import type { Runner, Writers } from "./dependencies.js";
import { newJob } from "./job.js";
import type { IsHeld } from "./queue.js";
import { explained, withShop } from "./with-shop.js";
import { performWrite } from "./write.js";

/**
 * Runs an action for a caller.
 * @throws Refusal if the action is unknown or forbidden; everything else is an outcome
 */
export async function runAction(runner: Runner, asked: ActionCall): Promise<Outcome> {
  const action = runner.catalogue.find(asked.action);
  if (action === undefined) {
    throw refusal("no_such_action", "There is no such action.", { hint: "See GET /v1/actions." });
  }
  const call = { ...asked, input: asDeclared(action.inputSchema, asked.input) };
  if (!mayRun(call.caller, action)) {
    throw refusal("forbidden", `This token may not run ${action.name}.`, {
      hint: "Use a token whose level covers it.",
    });
  }
  if (!isOpenTo(call.held, action)) {
    throw refusal("forbidden", `A call that is held to a customer may not run ${action.name}.`, {
      hint: "Nothing was sent. To allow a write, list it under `writes` in the claim.",
    });
  }
  if (action.reads) return read(runner, action, call);
  // The process may have begun to shut down while the body came in.
  if (runner.shutdown.hasBegun) throw stopping();
  const outcome = await runner.shutdown.hold(prepareWrite(runner, action, call));
  return withToken(runner, call, action, outcome);
}

/**
 * Runs an item of a job, or its preview. The job is confirmed as a whole, so no item needs a token;
 * the token of its preview is the mark of the package.
 * @throws Refusal if the action is unknown or forbidden; everything else is an outcome
 */
export async function runItem(runner: Runner, asked: ActionCall): Promise<Outcome> {
  const action = runner.catalogue.find(asked.action);
  if (action === undefined || action.reads || !mayRun(asked.caller, action)) {
    throw refusal("forbidden", "The caller of this job may not run the action any more.", {
      hint: "Nothing was sent. Make a new job with a token that may run it.",
    });
  }
  if (runner.shutdown.hasBegun) throw stopping();
  const call = { ...asked, input: asDeclared(action.inputSchema, asked.input) };
  return runner.shutdown.hold(sendWrite(runner, action, call, null));
}

/** Runs a write whose turn has come, here or in another instance. */
export async function write(writers: Writers, job: WriteJob, isHeld?: IsHeld): Promise<Outcome> {
  const action = writers.catalogue.find(job.action);
  const site = await writers.sites.find(job.site);
  if (action === undefined || site === undefined) {
    const gone = problem("no_such_site", "The site of this write is gone.");
    return { problem: gone, requests: 0, milliseconds: 0 };
  }
  return performWrite(writers, site, action, job, isHeld);
}

function read(runner: Runner, action: Action, call: ActionCall): Promise<Outcome> {
  const { site, caller, held, input, signal, request } = call;
  return withShop({ runner, site, action, asker: askerOf(call), signal }, async (shop) => {
    try {
      return { answer: await action.run(shop, input, { ...runner, site, held, caller }) };
    } catch (thrown) {
      return { problem: explained(problemOf(runner.report, thrown, request), shop.traffic) };
    }
  });
}

async function prepareWrite(runner: Runner, action: Action, call: ActionCall): Promise<Outcome> {
  const opened = await confirmed(runner, call, action);
  const input = unwrapped(call.input, opened);
  return sendWrite(runner, action, { ...call, input }, opened?.confirmation ?? null);
}

async function sendWrite(
  runner: Runner,
  action: Action,
  call: ActionCall,
  confirmation: Confirmation | null,
): Promise<Outcome> {
  const job = { ...newJob(runner, call, action), confirmation };
  const refused = await refusedTo(runner, action, call);
  if (refused !== null) return refused;
  const named = await nameRecord(runner, action, call);
  if ("problem" in named) return named;
  // If the input names no single record, nothing will be written; the action says what is wrong.
  const { record } = named.answer;
  job.record = record;
  const written =
    record === null
      ? performWrite(runner, call.site, action, job)
      : queued(runner, call.site, job, record);
  return { ...(await written), record };
}

/**
 * What a held call may not write is refused before anybody who writes it too is waited for: queue and
 * journal know the records of everybody. A preview finds that out, for every action.
 */
async function refusedTo(
  runner: Runner,
  action: Action,
  call: ActionCall,
): Promise<Outcome | null> {
  const { site, held, input, request } = call;
  if (held === null) return null;
  const { expect: _, ...rest } = input;
  const bounds = { runner, site, action, asker: askerOf(call) };
  const outcome = await withShop<Answer>(bounds, async (shop) => {
    try {
      const answer = await action.run(shop, { ...rest, preview: true }, { ...runner, site, held });
      return { answer };
    } catch (thrown) {
      return { problem: explained(problemOf(runner.report, thrown, request), shop.traffic) };
    }
  });
  return "problem" in outcome ? outcome : null;
}

async function queued(runner: Runner, site: Site, job: WriteJob, record: string): Promise<Outcome> {
  try {
    return await runner.queue.run(record, job);
  } catch (thrown) {
    const failed = problemOf(runner.report, thrown, job.request);
    const nothing = { problem: failed, requests: 0, milliseconds: 0 };
    if (failed.saved === "no" || job.input.preview === true) return nothing;
    // A writer that was lost may have noted nothing.
    const change = await noteLost({ stores: runner, site, job });
    return change === undefined ? nothing : { ...nothing, change };
  }
}

function nameRecord(
  runner: Runner,
  action: Action,
  call: ActionCall,
): Promise<Outcome<{ record: string | null }>> {
  const { site, caller, held, input, request } = call;
  return withShop({ runner, site, action, asker: askerOf(call) }, async (shop) => {
    try {
      const record = await action.record?.(shop, input, { ...runner, site, held, caller });
      return { answer: { record: record ?? null } };
    } catch (thrown) {
      return { problem: explained(problemOf(runner.report, thrown, request), shop.traffic) };
    }
  });
}

function askerOf({ caller, priority, trace }: ActionCall): Asker {
  return { caller: caller.name, priority, trace };
}
