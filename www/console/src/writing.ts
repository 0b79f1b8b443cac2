import { ConflictError } from "@aismarttalk/prestashop";
import { badge } from "./components/badge.js";
import { h } from "./components/element.js";
import { setText } from "./language/live.js";
import { stayUntilWritten } from "./leaving.js";
import { type Failed, failedView, namesOf } from "./looking.js";
import { rememberChanges, showOutbox } from "./outbox.js";
import { showError } from "./outcome.js";
import { type Page, PLACES } from "./page.js";
import type { Outcome, Runner, Work } from "./runner.js";
import { type Action, type Input, titleOf } from "./shop/catalogue.js";
import type { Connection } from "./shop/connection.js";
import { askedOf } from "./shop/seen.js";
import { oldInput, oldStatusInput, previewUndo, type UndoPreview } from "./shop/undo.js";
import { isUnchanged, type WriteAnswer, writeAnswer } from "./shop/writing.js";
import { type PreviewHandlers, previewView } from "./views/preview.js";
import { editedNotice, nothingToUndo } from "./views/undo.js";
import type { WritingForm } from "./views/writing-form.js";
import { writtenView } from "./views/written.js";

/** A worker that is well has answered by then. */
const WAIT_TOLD_AFTER_MS = 5000;

/** A change on its way from the form to the shop. */
export interface Writing {
  page: Page;
  shop: Connection;
  action: Action;
  form: WritingForm;
}

/** Shows what a call would write; from there on the visitor decides. */
export async function preview(writing: Writing, input: Input): Promise<void> {
  const { page, shop, action } = writing;
  const outcome = await page.runner.attempt({
    doing: (w) => w.status.previewing(titleOf(action)(w)),
    asked: askedOf(shop, action.name, { ...input, preview: true }),
    run: (signal) => shop.run(action, { ...input, preview: true }, signal),
    show: async (answer) => {
      const shown = writeAnswer(action, input, answer);
      const languages = await shop.records.languages();
      return previewView(shown, languages, handlersOf(writing, input, shown));
    },
    fail: (error) => showError(page, error, true),
  });
  showDecision(writing, outcome);
}

/** A preview takes the place of the form. */
function showDecision({ form }: Writing, outcome: Outcome): void {
  form.setAside(outcome.kind === "answer");
  if (outcome.kind === "answer") focusHeading();
}

function handlersOf(writing: Writing, input: Input, shown: WriteAnswer): PreviewHandlers {
  const { planned } = writing.shop;
  return {
    confirm: () => void confirm(writing, input, shown),
    back: () => back(writing),
    interfere: interference(writing, shown),
    planned: planned && (() => planned(writing.action, shown)),
  };
}

/** Shows what taking a change back would write; that is a write like any other. */
async function undo(writing: Writing, written: WriteAnswer): Promise<void> {
  const { action } = writing;
  if (written.status === null) return undoFields(writing, written);
  const input = oldStatusInput(action, written);
  if (input !== null) await preview(writing, input);
}

async function undoFields(writing: Writing, written: WriteAnswer): Promise<void> {
  const { page, shop, action } = writing;
  const languages = await shop.records.languages();
  const input = { ...oldInput(action, written, languages), preview: true };
  const outcome = await page.runner.attempt({
    doing: (w) => w.status.previewingOld(titleOf(action)(w)),
    asked: askedOf(shop, action.name, input),
    run: (signal) => previewUndo(shop, action, written, signal),
    show: async (found) => {
      const { back: old, edited } = found as UndoPreview;
      const notices = edited.length > 0 ? [editedNotice(edited, languages)] : [];
      if (old === null) return nothingToUndo(editedNotice(edited, languages), () => back(writing));
      const handlers = handlersOf(writing, old.input, old.shown);
      return previewView(old.shown, languages, handlers, ...notices);
    },
    fail: (error) => showError(page, error, true),
  });
  showDecision(writing, outcome);
}

/** The same call, for the record that was shown and no other. */
async function confirm(writing: Writing, input: Input, shown: WriteAnswer): Promise<void> {
  const { page, shop } = writing;
  offerToStop(page.runner);
  rememberChanges(page);
  page.writingRoute = location.hash;
  const leave = stayUntilWritten();
  const late = shop.target === "edge" ? tellOfWorker() : undefined;
  const outcome = await page.runner.attempt(workOf(writing, input, shown)).finally(() => {
    clearTimeout(late);
    leave();
    written(page);
  });
  showEnd(writing, outcome);
}

function workOf(writing: Writing, input: Input, shown: WriteAnswer): Work {
  const { shop, action } = writing;
  const asked = { ...input, expect: shown.token ?? "" };
  return {
    doing: (w) => w.status.writing(titleOf(action)(w)),
    // The answer was lost, and the shop may still be at work.
    waiting: (look) => (w) => w.status.waiting(titleOf(action)(w), look),
    asked: askedOf(shop, action.name, asked),
    run: (signal) => shop.run(action, asked, signal),
    show: (answer) => showWritten(writing, writeAnswer(action, input, answer)),
    fail: (error) => failedView(failedOf(writing, input, shown), error),
  };
}

async function showWritten(writing: Writing, answer: WriteAnswer): Promise<HTMLElement> {
  const { shop, action } = writing;
  const { writes } = action;
  const names = await namesOf(shop, answer);
  return writtenView(answer, {
    ...names,
    resource: writes?.resource ?? answer.resource ?? "",
    actions: shop.actions,
    // A worker takes back by its own journal what was taken back.
    undo: writes ? () => void undo(writing, answer) : null,
  });
}

function failedOf(writing: Writing, input: Input, shown: WriteAnswer): Failed {
  const { page, shop, action } = writing;
  return {
    shop,
    action,
    input,
    shown,
    fail: (error) => showError(page, error, true),
    attempt: (work) => void look(writing, work),
    previewAgain: () => void preview(writing, input),
    back: () => back(writing),
  };
}

/** Looks for a write whose outcome is not known. */
async function look(writing: Writing, work: Work): Promise<void> {
  const outcome = await writing.page.runner.attempt(work);
  if (outcome.kind !== "superseded") written(writing.page);
  showEnd(writing, outcome);
}

/** Whatever came of it, another address may be shown. */
function written(page: Page): void {
  page.writingRoute = null;
  void showOutbox(page);
}

function showEnd({ form }: Writing, outcome: Outcome): void {
  if (outcome.kind === "superseded") return;
  form.setAside(isConflict(outcome));
  if (outcome.kind === "answer") form.reload();
  focusHeading();
}

/** In place of the buttons that were pressed: what has begun can only be stopped. */
function offerToStop(runner: Runner): void {
  const { answer } = PLACES;
  for (const button of answer.querySelectorAll("button")) button.disabled = true;
  // From here on it may be.
  const written = badge((w) => w.write.beingWritten, "warn");
  answer.querySelector(".cardhead .badge.warn")?.replaceWith(written);
  const stop = h("button", { type: "button", class: "stop" }, (w) => w.write.stop);
  stop.addEventListener("click", () => runner.stop());
  answer.querySelector(".decision .buttons")?.append(stop);
  // Not on the button: a key that is held a moment too long would press it.
  focusHeading();
}

/** A worker waits for its shop out of sight: says that it may, once that takes long. */
function tellOfWorker(): ReturnType<typeof setTimeout> {
  const note = h("p", { class: "hint", role: "status" });
  PLACES.answer.querySelector(".decision")?.append(note);
  return setTimeout(() => setText(note, (w) => w.write.workerWaits), WAIT_TOLD_AFTER_MS);
}

function isConflict(outcome: Outcome): boolean {
  return outcome.kind === "error" && outcome.error instanceof ConflictError;
}

/** To the inputs as they were left. */
function back({ page, form }: Writing): void {
  page.runner.clear();
  form.setAside(false);
  form.focus();
}

/** Only the demo store has somebody else to write, and only a change can be overtaken. */
function interference({ shop, action }: Writing, shown: WriteAnswer): (() => Promise<void>) | null {
  const { demo } = shop;
  if (demo === null || isUnchanged(shown)) return null;
  return () => demo.writeInBetween(action, shown);
}

function focusHeading(): void {
  const heading = PLACES.answer.querySelector("h2");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus();
}
