import type { BackgroundWork } from "../background/work.js";
import { problem, problemFrom } from "../problem.js";
import type { Runner } from "../running/dependencies.js";
import { installationOf } from "../sites/installation.js";
import type { Site } from "../sites/site.js";
import { holdMs } from "./decide.js";
import { type Item, type ItemState, type Job, NEVER } from "./job.js";
import { type JobLeases, LEASE_MS } from "./lease.js";
import { refuseRepeated } from "./repeated.js";
import type { JobStore } from "./sql.js";
import { type Bench, step } from "./steps.js";

/** What working on jobs needs. */
export interface JobWork {
  runner: Runner;
  store: JobStore;
  leases: JobLeases;
  /** Days that a job is kept after its end. */
  days: number;
}

/** Jobs that a process works on at once, each at a shop of its own or after another. */
const MOST_JOBS = 4;
/** Items of a job that are run at once; the shop's own limit may be lower. */
const ITEMS_AT_ONCE = 4;
/** Items that are taken at once, before the job is looked at again. */
const TAKEN_AT_ONCE = 40;
/** Milliseconds after which other jobs have their turn. */
const TURN_MS = 20_000;
const IDLE_MS = 1_000;
/** Milliseconds until a site that cannot be read is read again. */
const LATER_MS = 30_000;
const BEAT_MS = LEASE_MS / 3;
const DAY_MS = 86_400_000;
const FORGET_EVERY_MS = 3_600_000;
/** Milliseconds after which a job whose items never came whole is removed. */
const HALF_MS = 3_600_000;
/** Failures in a row after which a job waits for a person: more than a day of them. */
const GIVE_UP = 300;

/** The states of items that are worked on, by what the job does. */
const AT_WORK: Readonly<Record<Job["state"], readonly ItemState[]>> = {
  receiving: [],
  previewing: ["new"],
  previewed: [],
  running: ["looking", "ready"],
  // What went out is looked for in any case.
  paused: ["looking"],
  stopped: ["looking"],
  done: [],
};

/** Works on the jobs that are due, as long as there are any. */
export function jobWork(work: JobWork): BackgroundWork {
  let forgotAt = Number.NEGATIVE_INFINITY;
  return {
    name: "jobs",
    isWokenUp: true,
    run: async (signal) => {
      const { now } = work.runner;
      if (now() - forgotAt >= FORGET_EVERY_MS) {
        forgotAt = now();
        await work.store.forget(now() - work.days * DAY_MS, now() - HALF_MS);
      }
      const lines = Array.from({ length: MOST_JOBS }, async () => {
        while (!signal.aborted) {
          const lease = crypto.randomUUID();
          const job = await work.leases.claim(lease, now());
          if (job === undefined) return;
          await takeTurn(work, job, lease, signal);
        }
      });
      const ended = await Promise.allSettled(lines);
      for (const line of ended) if (line.status === "rejected") throw line.reason;
      const wake = await work.leases.nextWake();
      const dueMs = wake === NEVER ? null : Math.max(IDLE_MS, wake - now());
      return { againMs: IDLE_MS, dueMs };
    },
  };
}

/** Works on a job for a while, and gives it back. */
async function takeTurn(
  work: JobWork,
  claimed: Job,
  lease: string,
  signal: AbortSignal,
): Promise<void> {
  const { runner, leases } = work;
  const until = runner.now() + TURN_MS;
  let job: Job | undefined = claimed;
  let failures = claimed.failures;
  const beat = setInterval(() => {
    leases.keep(claimed.id, lease, runner.now()).catch(() => {});
  }, BEAT_MS);
  try {
    const site = await siteOf(work, claimed);
    if (site === null) return await pause(work, claimed, lease);
    if (site === "later") {
      return await leases.release(claimed, lease, { wake: runner.now() + LATER_MS, failures });
    }
    for (const { change } of await leases.endRuns(claimed.id, runner.now())) {
      // Nothing was sent for it, and nothing will be.
      const place = { site: claimed.site, installation: installationOf(site) };
      if (change !== null) await runner.journal.drop(place, change).catch(() => {});
    }
    while (job !== undefined) {
      const states = AT_WORK[job.state];
      const items: Item[] =
        states.length === 0 || signal.aborted || runner.now() >= until || holdMs(failures) > 0
          ? []
          : await leases.due(job.id, states, runner.now(), TAKEN_AT_ONCE);
      if (items.length === 0) break;
      const bench: Bench = { runner, leases, site, job, lease, failures, signal };
      const isRefused = await runAll(bench, items);
      failures = bench.failures;
      if (isRefused !== null) return await pause(work, job, lease, isRefused);
      job = await leases.keep(job.id, lease, runner.now());
    }
    if (job !== undefined) await giveBack(work, job, lease, failures);
  } finally {
    clearInterval(beat);
  }
}

/** Runs items, a few at once; returns the problem by which none of them can succeed. */
async function runAll(bench: Bench, items: Item[]) {
  let refused: Item["problem"] = null;
  const left = [...items];
  const line = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) {
      if (bench.signal.aborted || refused !== null || holdMs(bench.failures) > 0) return;
      const decision = await step(bench, item);
      if (decision === null) continue;
      bench.failures = decision.shop === "fails" ? bench.failures + 1 : 0;
      if (decision.shop === "refuses") refused = decision.move.problem ?? null;
    }
  };
  await Promise.all(Array.from({ length: ITEMS_AT_ONCE }, line));
  return refused;
}

/** Ends what is over, and says when the rest is due. */
async function giveBack(work: JobWork, job: Job, lease: string, failures: number): Promise<void> {
  const { runner, leases } = work;
  const now = runner.now();
  if (failures >= GIVE_UP) {
    const gone = problem("network", "The shop has not answered this job for a day.", {
      hint: "Look after the shop, and let the job go on.",
    });
    return pause(work, job, lease, gone);
  }
  await endIfOver(work, job, now);
  const states = AT_WORK[job.state];
  const due = states.length === 0 ? NEVER : await leases.nextDue(job.id, states);
  const wake = due === NEVER ? NEVER : Math.max(due, now + holdMs(failures));
  await leases.release(job, lease, { wake, failures });
}

async function endIfOver({ store, leases }: JobWork, job: Job, now: number): Promise<void> {
  const { id, state } = job;
  if (state === "previewing") {
    if ((await leases.nextDue(id, ["new"])) !== NEVER) return;
    await refuseRepeated(store, leases, id);
    const nothing = ["new", "ready"] as const;
    const isNothing = await store.turn(id, { from: [state], to: "done", now, without: nothing });
    if (isNothing !== undefined) return;
    await store.turn(id, { from: [state], to: "previewed", now, without: ["new"] });
  } else if (state === "running") {
    const without = ["ready", "running", "looking"] as const;
    await store.turn(id, { from: [state], to: "done", now, without });
  }
}

/** Leaves a job to its caller, with the reason. */
async function pause(
  { runner, store, leases }: JobWork,
  job: Job,
  lease: string,
  reason: Item["problem"] = problem("no_such_site", "The site of this job is gone."),
): Promise<void> {
  const from = ["previewing", "running"] as const;
  await store.turn(job.id, { from, to: "paused", now: runner.now(), reason });
  await leases.release(job, lease, { wake: NEVER, failures: 0 });
}

/** The site of a job; `null` where it is gone. */
async function siteOf({ runner }: JobWork, job: Job): Promise<Site | null | "later"> {
  try {
    return (await runner.sites.find(job.site)) ?? null;
  } catch (thrown) {
    return problemFrom(thrown).retryable ? "later" : null;
  }
}
