import { ConflictError } from "@aismarttalk/prestashop";
import { badge } from "./components/badge.js";
import { h } from "./components/element.js";
import { speak } from "./language/live.js";
import { stayUntilWritten } from "./leaving.js";
import { type Failed, failedView, namesOf } from "./looking.js";
import type { Outcome, Runner, Work } from "./runner.js";
import { type Action, type Input, titleOf } from "./services/catalogue.js";
import type { Connection } from "./services/connection.js";
import { askedOf } from "./services/seen.js";
import { oldInput, previewUndo, type UndoPreview } from "./services/undo.js";
import { isStatusAnswer, isUnchanged, isUndoAnswer, type WriteAnswer } from "./services/writing.js";
import { type PreviewHandlers, previewView } from "./views/preview.js";
import { editedNotice, nothingToUndo } from "./views/undo.js";
import type { WritingForm } from "./views/writing-form.js";
import { writtenView } from "./views/written.js";

/** A worker that is well has answered by then. */
const LONG_MS = 5000;

/** What the way from a preview to a write works on. */
export interface Desk {
  shop: Connection;
  action: Action;
  form: WritingForm;
  answer: HTMLElement;
  runner: Runner;
  fail(error: unknown): HTMLElement;
  /** Called before something is written, and at its end, whether it is written or not. */
  onWriting(): void;
  onWritten(): void;
}

/** Shows what a call would write; from there on the visitor decides. */
export async function preview(desk: Desk, input: Input): Promise<void> {
  const { shop, action, form, answer, runner } = desk;
  const outcome = await runner.attempt({
    doing: (w) => w.status.previewing(titleOf(action)(w)),
    asked: askedOf(shop, action.name, { ...input, preview: true }),
    run: (signal) => shop.run(action, { ...input, preview: true }, signal),
    show: async (found) => {
      const shown = found as WriteAnswer;
      return previewView(shown, await shop.records.languages(), handlersOf(desk, input, shown));
    },
    fail: desk.fail,
  });
  form.setAside(outcome.kind === "answer");
  if (outcome.kind === "answer") focusHeading(answer);
}

function handlersOf(desk: Desk, input: Input, shown: WriteAnswer): PreviewHandlers {
  const { planned } = desk.shop;
  return {
    confirm: () => void confirm(desk, input, shown),
    back: () => back(desk),
    interfere: interference(desk, shown),
    planned: planned && (() => planned(desk.action, shown)),
  };
}

/** Shows what taking a change back would write; that is a write like any other. */
async function undo(desk: Desk, written: WriteAnswer): Promise<void> {
  const { shop, action, form, answer, runner } = desk;
  // A worker takes that back by its own journal.
  if (isUndoAnswer(written)) return;
  if (isStatusAnswer(written)) {
    if (written.before.id === null) return;
    return preview(desk, { id: written.id, state: written.before.id });
  }
  const languages = await shop.records.languages();
  const input = { ...oldInput(written, languages), preview: true };
  const outcome = await runner.attempt({
    doing: (w) => w.status.previewingOld(titleOf(action)(w)),
    asked: askedOf(shop, action.name, input),
    run: (signal) => previewUndo(shop, action, written, signal),
    show: async (found) => {
      const { back: old, edited } = found as UndoPreview;
      const notices = edited.length > 0 ? [editedNotice(edited, languages)] : [];
      if (old === null) return nothingToUndo(editedNotice(edited, languages), () => back(desk));
      const handlers = handlersOf(desk, old.input, old.shown);
      return previewView(old.shown, languages, handlers, ...notices);
    },
    fail: desk.fail,
  });
  form.setAside(outcome.kind === "answer");
  if (outcome.kind === "answer") focusHeading(answer);
}

/** The same call, for the record that was shown and no other. */
async function confirm(desk: Desk, input: Input, shown: WriteAnswer): Promise<void> {
  const { shop, action, form, answer, runner } = desk;
  offerToStop(answer, runner);
  const expect = shown.token ?? "";
  desk.onWriting();
  const leave = stayUntilWritten();
  const late = shop.target === "edge" ? tellOfWorker(answer) : undefined;
  const writing = runner.attempt({
    doing: (w) => w.status.writing(titleOf(action)(w)),
    // The answer was lost, and the shop may still be at work.
    waiting: (look) => (w) => w.status.waiting(titleOf(action)(w), look),
    asked: askedOf(shop, action.name, { ...input, expect }),
    run: (signal) => shop.run(action, { ...input, expect }, signal),
    show: async (done) => {
      const written = done as WriteAnswer;
      const { languages, states } = await namesOf(shop, written);
      return writtenView(action, written, languages, states, () => void undo(desk, written));
    },
    fail: (error) => failedView(failedOf(desk, input, shown), error),
  });
  const outcome = await writing.finally(() => {
    clearTimeout(late);
    leave();
    desk.onWritten();
  });
  if (outcome.kind === "superseded") return;
  form.setAside(isConflict(outcome));
  if (outcome.kind === "answer") form.reload();
  focusHeading(answer);
}

function failedOf(desk: Desk, input: Input, shown: WriteAnswer): Failed {
  const { shop, action, fail } = desk;
  return {
    shop,
    action,
    input,
    shown,
    fail,
    attempt: (work) => void look(desk, work),
    previewAgain: () => void preview(desk, input),
    back: () => back(desk),
  };
}

/** Looks for a write whose outcome is not known. */
async function look({ form, answer, runner, onWritten }: Desk, work: Work): Promise<void> {
  const outcome = await runner.attempt(work);
  if (outcome.kind === "superseded") return;
  onWritten();
  form.setAside(isConflict(outcome));
  if (outcome.kind === "answer") form.reload();
  focusHeading(answer);
}

/** In place of the buttons that were pressed: what has begun can only be stopped. */
function offerToStop(answer: HTMLElement, runner: Runner): void {
  for (const button of answer.querySelectorAll("button")) button.disabled = true;
  // From here on it may be.
  const written = badge((w) => w.write.beingWritten, "warn");
  answer.querySelector(".cardhead .badge.warn")?.replaceWith(written);
  const stop = h("button", { type: "button", class: "stop" }, (w) => w.write.stop);
  stop.addEventListener("click", () => runner.stop());
  answer.querySelector(".decision .buttons")?.append(stop);
  // Not on the button: a key that is held a moment too long would press it.
  focusHeading(answer);
}

/** A worker waits for its shop out of sight: says that it may, once that takes long. */
function tellOfWorker(answer: HTMLElement): ReturnType<typeof setTimeout> {
  const note = h("p", { class: "hint", role: "status" });
  answer.querySelector(".decision")?.append(note);
  return setTimeout(() => speak(note, (w) => w.write.workerWaits), LONG_MS);
}

function isConflict(outcome: Outcome): boolean {
  return outcome.kind === "error" && outcome.error instanceof ConflictError;
}

/** To the inputs as they were left. */
function back({ form, runner }: Desk): void {
  runner.clear();
  form.setAside(false);
  form.focus();
}

/** Only the demo store has somebody else to write, and only a change can be overtaken. */
function interference({ shop, action }: Desk, shown: WriteAnswer): (() => Promise<void>) | null {
  const { demo } = shop;
  if (demo === null || isUnchanged(shown)) return null;
  return () => demo.writeInBetween(action, shown);
}

function focusHeading(place: HTMLElement): void {
  const heading = place.querySelector("h2");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus();
}
