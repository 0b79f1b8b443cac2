import { type Context, Hono } from "hono";
import { type Caller, isAdmin, mayRun } from "../callers/caller.js";
import type { Env } from "../http/context.js";
import { GET_ONLY, methodNotAllowed } from "../http/method-not-allowed.js";
import { createJob, type Making, undoingDrafts } from "../jobs/create.js";
import { draftsIn, type PlacedDraft } from "../jobs/drafts.js";
import { ITEM_STATES, type ItemState, type Job, type JobState } from "../jobs/job.js";
import { changesOf } from "../jobs/look.js";
import { levelText } from "../jobs/rows.js";
import type { JobStore } from "../jobs/sql.js";
import { csvReport, shownItem, shownJob } from "../jobs/view.js";
import { isObject } from "../json.js";
import { readJson } from "../limits/body.js";
import { refusal } from "../problem.js";
import type { Site } from "../sites/site.js";
import { siteOf } from "./site-of.js";

const POST_ONLY = methodNotAllowed("POST", "Use POST.");
const GET_OR_POST = methodNotAllowed("GET, HEAD, POST", "Use GET or POST.");
/** Jobs of a list. */
const MOST_LISTED = 100;
const USUAL_ITEMS = 100;
const MOST_LISTED_ITEMS = 1_000;

/** What a caller may tell a job, by the end of the address. */
const COMMANDS: Readonly<
  Record<string, { from: readonly JobState[]; to: JobState | "as before" }>
> = {
  pause: { from: ["previewing", "running"], to: "paused" },
  resume: { from: ["paused"], to: "as before" },
  stop: { from: ["previewing", "previewed", "running", "paused"], to: "stopped" },
};

/** Many writes at once: previewed, confirmed and run as a whole. */
export function jobRoutes(): Hono<Env> {
  const routes = new Hono<Env>()
    .post("/:site/jobs", async (context) => {
      const at = await enter(context, "write");
      const { catalogue } = context.var.service;
      const drafts = draftsIn(context.req.raw, context.req.query("action"), catalogue);
      return made(context, at, drafts, null);
    })
    .get("/:site/jobs", listJobs)
    .all(GET_OR_POST)
    .get("/:site/jobs/:job", async (context) => {
      const at = await enter(context, "look");
      return context.json(await shown(context, at, await jobOf(context, at)));
    })
    .all(GET_ONLY)
    .get("/:site/jobs/:job/items", listItems)
    .all(GET_ONLY)
    .post("/:site/jobs/:job/confirm", confirm)
    .all(POST_ONLY)
    .post("/:site/jobs/:job/undo", undo)
    .all(POST_ONLY);
  for (const [command, turn] of Object.entries(COMMANDS)) {
    routes
      .post(`/:site/jobs/:job/${command}`, async (context) => {
        const at = await enter(context, "look");
        const job = await jobOf(context, at);
        const now = context.var.service.now();
        const turned = await at.store.turn(job.id, { ...turn, now });
        if (turned === undefined) throw wrongState(job, command);
        await context.var.service.wake();
        return context.json(await shown(context, at, turned));
      })
      .all(POST_ONLY);
  }
  return routes;
}

/** Where a request about jobs is: the caller reaches the site, and may do so much there. */
interface At {
  site: string;
  reached: Site;
  caller: Caller;
  store: JobStore;
}

async function enter(context: Context<Env>, what: "write" | "look"): Promise<At> {
  const { service, caller } = context.var;
  const reached = await siteOf(context, context.req.param("site") ?? "");
  if (caller.needsClaim || caller.held !== null) {
    throw refusal("forbidden", "Calls that are held to a customer have no jobs.", {
      hint: "Use a token without a claim.",
    });
  }
  if (what === "write" && (caller.level === "read" || isAdmin(caller))) {
    throw refusal("forbidden", "This token may not write.", {
      hint: "Use a token whose level covers the actions of the job.",
    });
  }
  if (service.jobs === null) {
    throw refusal("not_configured", "Jobs need a database, and none is set up.", {
      hint: "Set `DATABASE_URL`, or bind `DATABASE` on Cloudflare.",
    });
  }
  return { site: reached.id, reached, caller, store: service.jobs };
}

/** The job of an address. Those of other callers do not exist for a caller. */
async function jobOf(context: Context<Env>, { site, caller, store }: At): Promise<Job> {
  const job = await store.find(context.req.param("job") ?? "");
  const isTheirs = job?.caller === caller.name || isAdmin(caller);
  if (job !== undefined && job.site === site && isTheirs && job.state !== "receiving") return job;
  throw refusal("no_such_job", "This token has no job of that id at this site.", {
    hint: "GET the jobs of the site to list those there are.",
  });
}

async function made(
  context: Context<Env>,
  at: At,
  drafts: AsyncIterable<PlacedDraft>,
  undoes: string | null,
): Promise<Response> {
  const { catalogue, now, wake } = context.var.service;
  const making: Making = { ...at, catalogue, now };
  const job = await createJob(making, drafts, undoes);
  await wake();
  context.header("Location", `/v1/sites/${at.site}/jobs/${job.id}`);
  return context.json(await shown(context, at, job), 202);
}

async function shown(context: Context<Env>, { caller, store }: At, job: Job) {
  const { confirmations } = context.var.service;
  const isPreviewed = job.state === "previewed" && job.caller === caller.name;
  const token = isPreviewed ? await confirmations.issue(subject(job), String(job.version)) : null;
  return shownJob(job, await store.counts(job.id), token);
}

/** What the token of a job stands for. */
function subject({ site, caller, id }: Job) {
  return { site, caller, action: "job", input: { job: id } };
}

async function listJobs(context: Context<Env>): Promise<Response> {
  const { site, caller, store } = await enter(context, "look");
  const jobs = await store.list(site, isAdmin(caller) ? null : caller.name, MOST_LISTED);
  const listed = jobs.map(async (job) => shownJob(job, await store.counts(job.id), null));
  return context.json({ jobs: await Promise.all(listed) });
}

async function listItems(context: Context<Env>): Promise<Response> {
  const at = await enter(context, "look");
  const job = await jobOf(context, at);
  const limit = wholeNumber(context, "limit", USUAL_ITEMS, MOST_LISTED_ITEMS);
  const after = wholeNumber(context, "after", 0, Number.MAX_SAFE_INTEGER);
  const items = await at.store.items(job.id, { after, limit, state: stateAsked(context) });
  const next = items.length === limit ? (items.at(-1)?.row ?? null) : null;
  if (!/^text\/csv\b/.test(context.req.header("Accept") ?? "")) {
    return context.json({ items: items.map(shownItem), next });
  }
  context.header("Content-Type", "text/csv; charset=utf-8");
  if (next !== null) context.header("Link", `<?after=${next}&limit=${limit}>; rel="next"`);
  return context.body(csvReport(items));
}

async function confirm(context: Context<Env>): Promise<Response> {
  const { service, caller } = context.var;
  const at = await enter(context, "write");
  const body = await readJson(context.req.raw, service.settings.bodyMs);
  const job = await jobOf(context, at);
  const token = isObject(body) ? body.token : undefined;
  if (caller.level === "propose") {
    throw refusal("forbidden", "This token may only preview.", {
      hint: "A token of the same name that may write has to confirm the job.",
    });
  }
  if (job.state !== "previewed") throw wrongState(job, "confirm");
  const opened =
    typeof token === "string" ? await service.confirmations.open(token, subject(job)) : "other";
  if (typeof opened === "string" || opened.state !== String(job.version)) {
    throw refusal("confirmation_invalid", "This is no valid token of this job.", {
      hint: "Nothing was written. Get the job, look at it, and confirm it with the token it has now.",
      field: "token",
    });
  }
  const turn = { from: ["previewed"], to: "running", now: service.now() } as const;
  const turned = await at.store.turn(job.id, { ...turn, level: levelText(caller.level) });
  if (turned === undefined) throw wrongState(job, "confirm");
  await service.wake();
  return context.json(await shown(context, at, turned), 202);
}

async function undo(context: Context<Env>): Promise<Response> {
  const at = await enter(context, "write");
  const job = await jobOf(context, at);
  const undoing = context.var.service.catalogue.find("undo_change");
  if (undoing === undefined || !mayRun(at.caller, undoing)) {
    throw refusal("forbidden", "This token may not undo changes.", {
      hint: "Use a token that may run undo_change and the actions of the job.",
    });
  }
  if (job.state !== "done" && job.state !== "stopped") throw wrongState(job, "undo");
  const { service } = context.var;
  const drafts = undoingDrafts(at.store, job, (item) => changesOf(service, at.reached, item));
  return made(context, at, drafts, job.id);
}

function wrongState({ state }: Job, command: string) {
  return refusal("wrong_job_state", `The job is ${state}: ${command} is not possible.`, {
    hint: "Nothing was done. Get the job: its next says what can be done.",
  });
}

function stateAsked({ req }: Context<Env>): ItemState | undefined {
  const asked = req.query("state");
  const state = ITEM_STATES.find((one) => one === asked);
  if (asked === undefined || state !== undefined) return state;
  throw refusal("invalid_request", "`state` is no state of an item.", {
    hint: `Give one of ${ITEM_STATES.join(", ")}.`,
    field: "state",
  });
}

function wholeNumber({ req }: Context<Env>, name: string, usual: number, most: number): number {
  const asked = req.query(name);
  if (asked === undefined) return usual;
  const number = /^\d{1,10}$/.test(asked) ? Number(asked) : -1;
  const least = usual === 0 ? 0 : 1;
  if (number >= least && number <= most) return number;
  const hint = `Give a whole number from ${least} to ${most}.`;
  throw refusal("invalid_request", `\`${name}\` is not a number that fits.`, { field: name, hint });
}
