import type { Caller } from "../callers/caller.js";
import type { Catalogue } from "../catalogue/action.js";
import { problem, Refusal, refusal } from "../problem.js";
import { checkDraft, type PlacedDraft, tooManyItems } from "./drafts.js";
import { type Draft, type Item, type Job, MOST_ITEMS, NEVER } from "./job.js";
import type { JobStore } from "./sql.js";

/** Jobs of a site that have not ended. */
const MOST_OPEN = 20;
/** Items that are kept at once. */
const KEPT_AT_ONCE = 240;
/** Items of a job that are read at once to undo them. */
const PAGE = 500;
const UNDO = "undo_change";

/** What making a job needs. */
export interface Making {
  store: JobStore;
  catalogue: Catalogue;
  now: () => number;
  site: string;
  caller: Caller;
}

/**
 * Makes a job of items as they come in. It is previewed when all of them are kept; if one of them is
 * wrong, none is.
 * @throws Refusal naming what is wrong
 */
export async function createJob(
  making: Making,
  placed: AsyncIterable<PlacedDraft>,
  undoes: string | null = null,
): Promise<Job> {
  const { store, catalogue, now, site, caller } = making;
  if ((await store.countOpen(site)) >= MOST_OPEN) throw tooManyJobs();
  const id = crypto.randomUUID();
  await store.create(newJob(id, making, undoes));
  try {
    let total = 0;
    let batch: Draft[] = [];
    const keep = async () => {
      await store.add(id, total - batch.length + 1, batch);
      batch = [];
    };
    for await (const one of placed) {
      checkDraft(one, catalogue, caller);
      total += 1;
      if (total > MOST_ITEMS) throw tooManyItems();
      batch.push(one.draft);
      if (batch.length === KEPT_AT_ONCE) await keep();
    }
    if (total === 0) throw noItems();
    await keep();
    const turn = { from: ["receiving"], to: "previewing", now: now(), total } as const;
    const made = await store.turn(id, turn);
    if (made === undefined) throw new Refusal(problem("internal", "The job was removed."));
    return made;
  } catch (thrown) {
    await store.remove(id).catch(() => {});
    throw thrown;
  }
}

function newJob(id: string, { site, caller, now }: Making, undoes: string | null): Job {
  return {
    id,
    site,
    caller: caller.name,
    level: caller.level,
    state: "receiving",
    undoes,
    reason: null,
    total: 0,
    created: now(),
    confirmed: null,
    over: null,
    wake: NEVER,
    failures: 0,
    version: 0,
  };
}

/** The items that undo the changes of a job, by what is known of each item; the last first. */
export async function* undoingDrafts(
  store: JobStore,
  { id, total }: Job,
  changesOf: (item: Item) => Promise<string[]>,
): AsyncGenerator<PlacedDraft> {
  for (let end = total; end > 0; end -= PAGE) {
    const after = Math.max(0, end - PAGE);
    const items = await store.items(id, { after, limit: end - after });
    for (const item of items.reverse()) {
      const changes = isUndoable(item) ? await changesOf(item) : [];
      for (const change of changes.reverse()) {
        yield { place: `row ${item.row}`, draft: { action: UNDO, input: { change } } };
      }
    }
  }
}

/** A part of an item may be saved as well. */
function isUndoable({ state, change, problem }: Item): boolean {
  return change !== null && (state === "written" || problem?.saved === "yes");
}

function tooManyJobs() {
  return refusal("too_many_requests", `${MOST_OPEN} jobs of this site have not ended.`, {
    hint: "Wait for one to end, confirm one, or stop one.",
  });
}

function noItems() {
  return refusal("invalid_request", "There is nothing to do.", {
    hint: "Give at least one item.",
    field: "items",
  });
}
