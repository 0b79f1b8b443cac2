import type { UpdatedField } from "@aismarttalk/prestashop";
import type { Input } from "../shop/catalogue.js";
import { isWriteOf, lookAgainAfter, savedOf, writeOf } from "../shop/saved.js";
import { oldStatusInput, previewUndo } from "../shop/undo.js";
import { isUnchanged, type WriteAnswer } from "../shop/writing.js";
import { distrustAnswers } from "../state/answers.js";
import { route } from "../state/route.js";
import { writing } from "../state/session.js";
import { say } from "../state/toasts.js";
import { enterConflict, isConflict } from "./conflicts.js";
import { changeEntry, type Entry, entries, forgetEntry, rememberEntry } from "./entries.js";
import { begin, edit, type Flow, isWriting, previewOf, runOn, shownOf } from "./flow.js";
import { noteSaved } from "./saved-here.js";
import { dropSent } from "./sent-drafts.js";
import { calledOf, type Shown, type WriteState } from "./states.js";

/** How long after each look the next one comes. */
export const LOOK_WAITS_MS: readonly number[] = [12_000, 30_000, 60_000, 300_000];

/** Why a write failed of which it is known now that it did not arrive. */
export const NOT_THERE = new Error("The write did not arrive.");

/** Why a write was not sent: the end of an earlier one had to be known first, and is now. */
export const EARLIER_SETTLED = new Error("An earlier write had to be settled first.");

/** Asks the shop what a change would do; the newest question counts. */
export async function preview(flow: Flow, input: Input): Promise<void> {
  if (isWriting(flow)) return;
  await decide(flow, (stop) => previewOf(flow, input, stop));
}

/** Puts up for decision what taking a change back would write: all of it, or some of its fields. */
export async function previewBack(
  flow: Flow,
  written: WriteAnswer,
  fields: readonly UpdatedField[] = written.fields,
): Promise<void> {
  if (isWriting(flow)) return;
  const oldStatus = written.status === null ? null : oldStatusInput(flow.action, written);
  await decide(flow, async (stop) => {
    if (oldStatus !== null) return { ...(await previewOf(flow, oldStatus, stop)), isUndo: true };
    const part = { ...written, fields };
    const { back, edited } = await previewUndo(flow.shop, flow.action, part, stop);
    if (back !== null) return shownOf(flow, back.input, back.shown, { isUndo: true, edited });
    // All of it was edited since: there is nothing to take back.
    const nothing = { ...written, fields: [], preview: true, written: false };
    return shownOf(flow, written.record, nothing, { isUndo: true, edited });
  });
}

async function decide(flow: Flow, ask: (stop: AbortSignal) => Promise<Shown>): Promise<void> {
  const stopping = begin(flow);
  flow.state.value = { kind: "previewing" };
  let next: WriteState;
  try {
    next = { kind: "preview", shown: await ask(stopping.signal) };
  } catch (error) {
    next = { kind: "failed", shown: null, error, saved: "no" };
  }
  if (flow.stopping === stopping) flow.state.value = next;
}

/** Stops waiting. What came of a write that was sent is looked for. */
export function stop(flow: Flow): void {
  const state = flow.state.value;
  if (state.kind === "saving") flow.state.value = { ...state, isStopping: true };
  flow.stopping.abort();
  if (state.kind === "previewing") edit(flow);
}

/** Sends what was put up for decision, once, and only if the record is still as it was shown. */
export async function save(flow: Flow): Promise<void> {
  const state = flow.state.value;
  if (state.kind !== "preview" || isUnchanged(state.shown.answer) || isLookedFor(flow)) return;
  await send(flow, state.shown);
}

/** The same for a preview that the caller has decided on. */
export async function send(flow: Flow, shown: Shown): Promise<void> {
  const stopping = begin(flow);
  const since = Date.now();
  flow.state.value = { kind: "saving", shown, since, isStopping: false };
  const entry = entryFor(flow, shown, since);
  rememberEntry(entry);
  writing.value += 1;
  try {
    const asked = { ...shown.input, expect: shown.answer.token ?? "" };
    const answer = await runOn(flow, asked, stopping.signal);
    settle(flow, entry, answer);
  } catch (error) {
    await fail(flow, entry, error);
  } finally {
    writing.value -= 1;
    distrustAnswers();
  }
}

/** It is in the shop. */
export function settle(flow: Flow, entry: Pick<Entry, "id" | "shown">, answer: WriteAnswer): void {
  forgetEntry(entry.id);
  const { shown } = entry;
  const at = Date.now();
  dropSent(flow, shown.input);
  if (answer.written) {
    const { shop, action, record } = flow;
    const isUndo = shown.isUndo;
    noteSaved({ shop: shop.ref, action: action.name, record, shown, answer, at, isUndo });
  }
  flow.state.value = { kind: "saved", shown, answer, at };
  tellElsewhere(flow);
}

async function fail(flow: Flow, entry: Entry, error: unknown): Promise<void> {
  const { shown } = entry;
  if (isConflict(error)) {
    forgetEntry(entry.id);
    await enterConflict(flow, shown, error);
    return;
  }
  const saved = savedOf(error, "unknown");
  const write = writeOf(error);
  // The package has looked, and no more will be known: it names the writes of which more may.
  const isJudged = saved === "yes" || (flow.shop.lookAgain !== null && write === null);
  if (saved === "no" || isJudged) {
    forgetEntry(entry.id);
    flow.state.value = { kind: "failed", shown, error, saved: saved === "no" ? "no" : "yes" };
    return;
  }
  const lostAt = Date.now();
  const first = Math.max(lookAgainAfter(error), LOOK_WAITS_MS[0] ?? 0);
  const isEarlier = write !== null && !isWriteOf(write, shown.answer.fields);
  const why = flow.stopping.signal.aborted ? "stopped" : "broken";
  changeEntry(entry.id, { lostAt, why, write, isEarlier, nextAt: lostAt + first });
  flow.state.value = { kind: "unknown", shown, entry: entry.id };
  tellElsewhere(flow);
}

function entryFor({ shop, action, record }: Flow, shown: Shown, sentAt: number): Entry {
  return {
    id: crypto.randomUUID(),
    shop: shop.ref,
    action: action.name,
    record,
    shown,
    sentAt,
    lostAt: null,
    why: "broken",
    write: null,
    isEarlier: false,
    looks: [],
    nextAt: null,
  };
}

/** Whether something of this record was sent of which nobody knows the end: it is not sent again. */
export function isLookedFor({ shop, record }: Flow): boolean {
  return entries.value.some(
    (one) =>
      one.shop === shop.ref && one.record.page === record.page && one.record.id === record.id,
  );
}

/** Whoever looks at another page hears of it there. */
function tellElsewhere({ record, state }: Flow): void {
  const { page, id } = route.value;
  // The form of an action is one place for all records.
  if (page === record.page && (page === "calls" || id === record.id)) return;
  const called = calledOf(record);
  const { kind } = state.value;
  if (kind === "saved") say((w) => w.write.savedElsewhere(called));
  if (kind === "unknown") say((w) => w.write.lostElsewhere(called));
}
