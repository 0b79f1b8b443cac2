import { signal } from "@preact/signals";
import type { DisplayText, Message } from "../language/message.js";
import type { Connection } from "../shop/connection.js";
import { distrustAnswers } from "../state/answers.js";
import { beginDoing } from "../state/log.js";
import { shop, writing } from "../state/session.js";
import type { BulkShop, Entry, PassEnd } from "./entry.js";
import { isContested, lookAll, previewAll, writeAll } from "./job.js";
import { readCards } from "./names.js";
import { type Pass, type PassOptions, pending } from "./passes.js";
import { bulkShopOf } from "./shop.js";
import { undoAll } from "./taking-back.js";
import { cards, changed, noteEntries, noteSending, noteWork, type Work, work } from "./work.js";

/** A pass that is under way. */
export interface Running {
  pass: Pass;
  done: number;
  all: number;
  /** In milliseconds since 1970. */
  since: number;
  /** Nothing more is begun. */
  ending: "no" | "pause" | "stop";
  /** What is being dealt with at the moment. */
  current: ReadonlySet<Entry>;
}

/** The pass that runs; it goes on whatever page is shown. */
export const running = signal<Running | null>(null);

/** Why the rest has not been tried. */
export const halted = signal<{ message: DisplayText; hint: DisplayText } | null>(null);

/** How long a product took in the last pass that read them, in milliseconds. */
export const paceMs = signal<number | null>(null);

let stopping = new AbortController();

// What is read of one shop must not go on in another one's place; a write holds the shop.
shop.subscribe(() => {
  stopping.abort();
  halted.value = null;
  paceMs.value = null;
});

type PassOver = (job: readonly Entry[], shop: BulkShop, options: PassOptions) => Promise<PassEnd>;

const PASSES: Readonly<Record<Pass, { run: PassOver; doing: Message; isWriting: boolean }>> = {
  preview: { run: previewAll, doing: (w) => w.bulk.doing.preview, isWriting: false },
  write: { run: writeAll, doing: (w) => w.bulk.doing.write, isWriting: true },
  look: { run: lookAll, doing: (w) => w.bulk.doing.look, isWriting: false },
  undo: { run: undoAll, doing: (w) => w.bulk.doing.undo, isWriting: true },
};

/** Runs a pass over the list of the open shop; nothing where one runs already. */
export async function run(pass: Pass): Promise<void> {
  const open = shop.peek();
  const now = work.peek();
  if (running.peek() !== null || open === null || !now || now.shop !== open.ref) return;
  const { run: over, doing, isWriting } = PASSES[pass];
  const all = pending(now.job, pass).length;
  if (all === 0) return;
  stopping = new AbortController();
  const since = Date.now();
  running.value = { pass, done: 0, all, since, ending: "no", current: new Set() };
  halted.value = null;
  const end = beginDoing(doing);
  if (isWriting) writing.value += 1;
  try {
    const reached = bulkShopOf(open, await open.records.languages());
    showEnd(pass, await over(now.job, reached, optionsOf(now)), since);
  } finally {
    if (isWriting) {
      writing.value -= 1;
      distrustAnswers();
    }
    running.value = null;
    changed.value += 1;
    end();
  }
}

function optionsOf(now: Work): PassOptions {
  const { signal } = stopping;
  return {
    signal,
    isDraining: () => running.peek()?.ending !== "no",
    onStep: (entry, step) => {
      const current = new Set(running.peek()?.current);
      if (step === "begin") current.add(entry);
      else current.delete(entry);
      move((one) => ({ ...one, current, done: one.done + (step === "end" ? 1 : 0) }));
      if (step === "end" && work.peek()?.shop === now.shop) void noteEntries([entry]);
    },
    beforeSend: noteSending,
  };
}

function move(by: (one: Running) => Running): void {
  const now = running.peek();
  if (now !== null) running.value = by(now);
}

function showEnd(pass: Pass, end: PassEnd, since: number): void {
  const now = work.peek();
  if (!now || running.peek() === null) return;
  const { ending, done } = running.peek() as Running;
  const spent = Date.now() - since;
  if (pass === "preview" && done > 0) paceMs.value = spent / done;
  if (end.kind === "halted") halted.value = end;
  if (pass === "preview") return;
  const isOver = pending(now.job, "write").length === 0;
  const isReport = now.stage === "report" || ending === "stop" || (isOver && ending !== "pause");
  noteWork({
    tookMs: now.tookMs + (pass === "write" ? spent : 0),
    stage: isReport ? "report" : "save",
  });
}

/** Begins nothing more; what is under way ends by itself, since a write cut off leaves open what came of it. */
export function endRunning(ending: "pause" | "stop"): void {
  const now = running.peek();
  if (now === null) return;
  if (now.pass === "preview" || now.pass === "look") stopping.abort();
  move((one) => ({ ...one, ending }));
}

/** Looks at the products of a list, and learns what they are called. */
export async function lookAtProducts(): Promise<void> {
  await Promise.all([run("preview"), nameProducts()]);
  // Those that the file names by reference have an id now.
  await nameProducts();
}

/** Learns what products are called, as far as that is not known. */
export async function nameProducts(): Promise<void> {
  const open = shop.peek();
  const now = work.peek();
  if (open === null || !now || now.shop !== open.ref) return;
  const ids = now.job.flatMap(({ id }) => (id === null || cards.peek().has(id) ? [] : [id]));
  if (ids.length === 0) return;
  try {
    const found = await readCards(open, ids, new AbortController().signal);
    if (isStill(open)) cards.value = new Map([...cards.peek(), ...found]);
  } catch {
    // Without names the references and ids of the file stand there.
  }
}

function isStill(open: Connection): boolean {
  return shop.peek() === open;
}

/** Saves what is ticked. */
export async function saveAll(): Promise<void> {
  noteWork({ stage: "save" });
  await run("write");
}

/** Shows again what was not saved, as it is in the shop now. */
export async function tryAgain(): Promise<void> {
  const now = work.peek();
  if (!now) return;
  const again = now.job.filter((entry) => isContested(entry) || entry.state === "ready");
  for (const entry of again) Object.assign(entry, { state: "waiting", token: null, message: [] });
  await noteEntries(again);
  noteWork({ stage: "check" });
  await run("look");
  await run("preview");
}
