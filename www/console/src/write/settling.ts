import { effect } from "@preact/signals";
import { isAsShown, savedOf, writeOf } from "../shop/saved.js";
import { isUnchanged, type WriteAnswer } from "../shop/writing.js";
import { distrustAnswers } from "../state/answers.js";
import { beginDoing } from "../state/log.js";
import { shop } from "../state/session.js";
import { conflictBetween, isConflict } from "./conflicts.js";
import { changeEntry, type Entry, entryOf, forgetEntry, openEntries } from "./entries.js";
import { type Flow, flowOf, previewOf } from "./flow.js";
import { EARLIER_SETTLED, LOOK_WAITS_MS, NOT_THERE, settle } from "./steps.js";

/** Those that are looked for at the moment. */
const looking = new Set<string>();

/** Looks by itself for what is not known of the open shop, whatever page is shown. */
export function followEntries(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  effect(() => {
    clearTimeout(timer);
    const due = openEntries.value.filter(({ nextAt }) => nextAt !== null);
    const [next] = due.sort((one, other) => (one.nextAt ?? 0) - (other.nextAt ?? 0));
    if (next === undefined) return;
    timer = setTimeout(() => void lookFor(next.id), Math.max(0, (next.nextAt ?? 0) - Date.now()));
  });
}

/** Looks what became of a write; it is never sent again. */
export async function lookFor(id: string): Promise<void> {
  const entry = entryOf(id);
  const open = shop.peek();
  if (entry === undefined || open?.ref !== entry.shop || looking.has(id)) return;
  looking.add(id);
  changeEntry(id, { nextAt: null });
  const flow = flowOf(open, entry.action, entry.record);
  const end = beginDoing((w) => w.write.lookingFor);
  try {
    await look(flow, entry);
  } catch (error) {
    await lookFailed(flow, entry, error);
  } finally {
    looking.delete(id);
    end();
  }
}

async function lookFailed(flow: Flow, entry: Entry, error: unknown): Promise<void> {
  const saved = savedOf(error, "no");
  // No more of it will be known: the shop has a part of it.
  const isJudged = saved === "unknown" && flow.shop.lookAgain !== null && writeOf(error) === null;
  if (isConflict(error)) await overtaken(flow, entry);
  else if (saved === "yes" || isJudged) notWhole(flow, entry, error);
  // That a look fails says nothing of the write; that it says so again, neither.
  else lookLater(entry.id, saved === "unknown" ? "not_there" : "failed");
}

function notWhole(flow: Flow, entry: Entry, error: unknown): void {
  forgetEntry(entry.id);
  distrustAnswers();
  flow.state.value = { kind: "failed", shown: entry.shown, error, saved: "yes" };
}

async function look(flow: Flow, entry: Entry): Promise<void> {
  const stop = new AbortController().signal;
  if (entry.write !== null && flow.shop.lookAgain !== null) {
    const found = await flow.shop.lookAgain(entry.write, stop);
    if (entry.isEarlier) notSent(flow, entry, EARLIER_SETTLED);
    else if (found.written) settled(flow, entry, foundAnswer(entry));
    else notSent(flow, entry, NOT_THERE);
    return;
  }
  const now = await previewOf(flow, entry.shown.input, stop);
  if (isUnchanged(now.answer)) settled(flow, entry, foundAnswer(entry));
  else if (isAsShown(now.answer.fields, entry.shown.answer.fields))
    lookLater(entry.id, "not_there");
  else await overtaken(flow, entry);
}

/** It is neither as it was nor as it was asked for: somebody else, or only a part of it. */
async function overtaken(flow: Flow, entry: Entry): Promise<void> {
  const now = await previewOf(flow, entry.shown.input, new AbortController().signal);
  forgetEntry(entry.id);
  distrustAnswers();
  flow.state.value = conflictBetween(entry.shown, now, []);
}

function settled(flow: Flow, entry: Entry, answer: WriteAnswer): void {
  settle(flow, entry, answer);
  distrustAnswers();
}

/** What is there is what was put up for decision. */
function foundAnswer({ shown }: Entry): WriteAnswer {
  return { ...shown.answer, preview: false, written: true, differences: [] };
}

/** It is not there and will not come: it may be put up for decision again. */
function notSent(flow: Flow, entry: Entry, error: Error): void {
  forgetEntry(entry.id);
  distrustAnswers();
  flow.state.value = { kind: "failed", shown: entry.shown, error, saved: "no" };
}

function lookLater(id: string, found: "not_there" | "failed"): void {
  const entry = entryOf(id);
  if (entry === undefined) return;
  const looks = [...entry.looks, { at: Date.now(), found }];
  const wait = LOOK_WAITS_MS[looks.length];
  changeEntry(id, { looks, nextAt: wait === undefined ? null : Date.now() + wait });
}

/** Looks no more by itself; it stays until somebody settles it. */
export function stopLooking(id: string): void {
  changeEntry(id, { nextAt: null });
}

/** Looks by itself again, from now on. */
export function lookSoon(id: string): void {
  changeEntry(id, { nextAt: Date.now() });
}

/** Somebody has seen for themselves: nobody looks for it any more. */
export function setAside(id: string): void {
  const entry = entryOf(id);
  const open = shop.peek();
  forgetEntry(id);
  if (entry === undefined || open?.ref !== entry.shop) return;
  flowOf(open, entry.action, entry.record).state.value = { kind: "editing" };
}
