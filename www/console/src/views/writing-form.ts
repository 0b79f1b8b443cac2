import { type Child, fill, h } from "../components/element.js";
import { type Field, field } from "../components/field.js";
import { helpOf } from "../components/labels.js";
import { quoted } from "../components/quoted.js";
import { type RunButtons, runButtons } from "../components/run-buttons.js";
import { setText } from "../language/live.js";
import type { Message } from "../language/message.js";
import { type Action, type Input, inputOf } from "../shop/catalogue.js";
import type { Problem } from "../shop/check.js";
import { isFailure, messageOf } from "../shop/failure.js";
import type { Current, Records } from "../shop/record.js";
import { takesTexts, writtenFields } from "../shop/writes.js";
import { type ActionForm, type ActionHandlers, markAll, readAll } from "./action.js";
import { choiceOf, isRequired } from "./either.js";
import { heading } from "./heading.js";
import { isOrderStatus, type RecordFields, recordFields, showLanguage } from "./record-fields.js";

/** The form of an action that writes: it is previewed, never just run. */
export interface WritingForm extends ActionForm {
  /** Hides the inputs while what they ask for is being shown. */
  setAside(isAside: boolean): void;
  /** Reads again what the record holds. */
  reload(): void;
  focus(): void;
}

/** What a form is made of, and how far it is filled. */
interface FormState {
  action: Action;
  given: Input;
  records: Records;
  form: HTMLFormElement;
  /** Says what is being read, or why nothing is. */
  note: HTMLElement;
  /** Holds the inputs of what is changed. */
  place: HTMLElement;
  /** The inputs that name the record, and the options. */
  plain: readonly Field[];
  changed: RecordFields;
  /** How many reads have begun: only what the newest one finds is shown. */
  reads: number;
  /** Settled once what the newest read found is shown. */
  filled: Promise<void>;
}

/** Passed with every call by the page itself. */
const NOT_ASKED_FOR = ["preview", "expect"];

/** Inputs for what an action changes, filled with what the shop has; empty without `records`. */
export function writingForm(
  action: Action,
  given: Input,
  records: Records | null,
  handlers: ActionHandlers,
): WritingForm {
  const buttons = runButtons((w) => w.form.preview, handlers.cancel);
  const state = formState(action, given, records ?? NO_RECORDS, buttons);
  const { form } = state;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void submit(state, handlers);
  });
  if (records !== null) state.filled = build(state);
  return {
    node: h("div", { class: "action" }, heading(action), form),
    setRunning: buttons.setRunning,
    setReady: buttons.setReady,
    mark: (problems) => mark(state, problems),
    isComplete: () => form.checkValidity(),
    read: () => readAll(visible(state)),
    setAside: (isAside) => {
      form.hidden = isAside;
    },
    reload: () => load(state),
    focus: () => focus(state),
  };
}

/** Before anything is connected. */
const NO_RECORDS: Records = {
  languages: async () => [],
  orderStates: async () => [],
  current: async () => ({ state: "no_record" }),
};

function formState(action: Action, given: Input, records: Records, buttons: RunButtons): FormState {
  const plain = plainFields(action, given);
  const choice = choiceOf(action, plain, given);
  const naming = plain.filter(({ name }) => isRequired(action, name));
  const others = plain.filter((one) => !naming.includes(one));
  const note = h("p", { class: "formnote", role: "status" });
  const place = h("div", { class: "fields" });
  const form = h(
    "form",
    { class: "inputs wide", autocomplete: "off", novalidate: true },
    choice,
    ...naming.map(({ node }) => node),
    note,
    place,
    ...others.map(({ node }) => node),
    buttons.node,
  );
  const changed = { edits: [], states: [], choice: null };
  const filled = Promise.resolve();
  const state = { action, given, records, form, note, place, plain, changed, reads: 0, filled };
  // Another record has other values.
  for (const one of [...naming.map(({ node }) => node), choice]) {
    one?.addEventListener("change", () => load(state));
  }
  return state;
}

/** The inputs that name the record, and the options. */
function plainFields(action: Action, given: Input): readonly Field[] {
  const written = writtenFields(action);
  const fields = Object.keys(action.inputSchema.properties ?? {})
    .filter((name) => !(name in written) && !NOT_ASKED_FOR.includes(name))
    // Texts are given by language: no other one is meant.
    .filter((name) => !(name === "language" && takesTexts(action)))
    .map((name) =>
      field(name, inputOf(action, name), isRequired(action, name), helpOf(action, name)),
    );
  for (const one of fields) one.write(given[one.name]);
  return fields;
}

function visible({ plain, changed: { states, edits } }: FormState): readonly Field[] {
  return [...plain, ...states, ...edits].filter(({ node }) => !node.hidden);
}

/** Puts in the inputs of what is changed, once languages and statuses are known. */
async function build(state: FormState): Promise<void> {
  const { action, given, records, form, place } = state;
  form.setAttribute("aria-busy", "true");
  const hasStatus = Object.keys(writtenFields(action)).some((name) => isOrderStatus(action, name));
  const languages = takesTexts(action) ? await records.languages() : [];
  const statuses = hasStatus ? await records.orderStates() : [];
  form.removeAttribute("aria-busy");
  state.changed = recordFields(action, given, languages, statuses);
  const { choice, states, edits } = state.changed;
  fill(place, choice, ...[...states, ...edits].map(({ node }) => node));
  await fillIn(state);
}

/** Reads the record that is named now. */
function load(state: FormState): void {
  state.filled = fillIn(state);
}

async function fillIn(state: FormState): Promise<void> {
  const { action, records, form, note, changed } = state;
  if (changed.edits.length === 0) return;
  state.reads += 1;
  const mine = state.reads;
  form.setAttribute("aria-busy", "true");
  setText(note, (w) => w.form.reading);
  const input = readAll(visible(state));
  const found = await records.current(action, input).catch((error): Unread => ({ error }));
  if (mine !== state.reads) return;
  form.removeAttribute("aria-busy");
  setText(note, null);
  fill(note, ...noteOn(found));
  const values = "values" in found ? found.values : null;
  for (const one of changed.edits) one.load(values === null ? "" : values[one.name]);
}

/** Why a record could not be read. */
type Unread = { error: unknown };

/** What to know where the inputs stay empty. */
function noteOn(found: Current | Unread): readonly Child[] {
  const unread: Message = (w) => w.form.unread;
  if ("error" in found) {
    return [unread, " ", isFailure(found.error) ? quoted(messageOf(found.error)) : null];
  }
  return found.state === "no_reader" ? [unread] : [];
}

async function submit(state: FormState, handlers: ActionHandlers): Promise<void> {
  // What is being read belongs to the record that is named now.
  await state.filled;
  const { form, note, changed } = state;
  const { edits } = changed;
  const isEmpty = edits.length > 0 && edits.every((one) => one.read() === undefined);
  setText(note, isEmpty ? (w) => w.form.nothingChanged : null);
  // Another form may have taken its place meanwhile.
  if (!isEmpty && form.isConnected) handlers.run();
}

function mark(state: FormState, problems: readonly Problem[]): void {
  const { changed } = state;
  const about = changed.edits.find((one) => problems.some(({ name }) => name === one.name));
  const own = problems.find(({ name }) => name === about?.name)?.language;
  if (about !== undefined) showLanguage(changed, own ? [own] : about.edited());
  markAll(visible(state), problems);
}

/** On what was changed, or on the first input. */
function focus(state: FormState): void {
  const { states, edits } = state.changed;
  const [first] = [...states, ...edits.filter((one) => one.read() !== undefined)];
  (first ?? visible(state)[0])?.focus();
}
