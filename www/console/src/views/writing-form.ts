import { segments } from "../components/choice.js";
import { type EditField, editField } from "../components/edit-field.js";
import { type Child, fill, h } from "../components/element.js";
import { type Field, field } from "../components/field.js";
import { quoted } from "../components/quoted.js";
import { runButtons } from "../components/run-buttons.js";
import { stateField } from "../components/state-field.js";
import { speak } from "../language/live.js";
import { tell } from "../language/say.js";
import {
  type Action,
  changeable,
  type Input,
  inputOf,
  isIdOrLabel,
  isMultilingual,
} from "../services/catalogue.js";
import { isFailure, tellingOf } from "../services/failure.js";
import type { Loaded, OrderState, Records, TextLanguage } from "../services/record.js";
import { type ActionForm, type ActionHandlers, markAll } from "./action.js";
import { choiceOf, isRequired } from "./either.js";
import { heading } from "./heading.js";

/** The form of an action that writes: it is previewed, never just run. */
export interface WritingForm extends ActionForm {
  /** Hides the inputs while what they ask for is being shown. */
  setAside(isAside: boolean): void;
  /** Reads again what the record holds. */
  reload(): void;
  focus(): void;
}

type LoadedValues = Readonly<Record<string, Loaded>>;

/** Given with every call by the page itself. */
const NOT_ASKED_FOR = ["preview", "expect"];

/** Inputs for what an action changes, filled with what the shop has. */
export function writingForm(
  action: Action,
  given: Input,
  records: Records | undefined,
  handlers: ActionHandlers,
): WritingForm {
  const edited = changeable(action);
  const plain = plainFields(action, given);
  const choice = choiceOf(action, plain, given);
  let edits: readonly EditField[] = [];
  let states: readonly Field[] = [];
  const fields = () => [...plain, ...states, ...edits];
  const visible = () => fields().filter(({ node }) => !node.hidden);

  const note = h("p", { class: "formnote", role: "status" });
  const place = h("div", { class: "fields" });
  const buttons = runButtons((w) => w.form.preview, handlers.cancel);
  const named = plain.filter(({ name }) => isRequired(action, name));
  const others = plain.filter((one) => !named.includes(one));
  const form = h(
    "form",
    { class: "inputs wide", autocomplete: "off", novalidate: true },
    choice,
    ...named.map(({ node }) => node),
    note,
    place,
    ...others.map(({ node }) => node),
    buttons.node,
  );
  const read = () => {
    const values = visible().map((one) => [one.name, one.read()] as const);
    return Object.fromEntries(values.filter(([, value]) => value !== undefined)) as Input;
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    // What is being read belongs to the record that is named now.
    await filled;
    const isEmpty = edits.length > 0 && edits.every((one) => one.read() === undefined);
    speak(note, isEmpty ? (w) => w.form.nothingChanged : null);
    // Another form may have taken its place meanwhile.
    if (!isEmpty && form.isConnected) handlers.run();
  });

  /** One of those, unless one of them is shown already. */
  const showLanguage = (codes: readonly string[]) => {
    const tabs = [...form.querySelectorAll<HTMLInputElement>("[name=text-language]")];
    const among = tabs.filter(({ value }) => codes.includes(value));
    // A click is told of; being checked is not.
    if (!among.some(({ checked }) => checked)) among[0]?.click();
  };

  let loading = 0;
  let filled: Promise<void> = Promise.resolve();
  const load = () => {
    filled = loadRecord();
  };
  const loadRecord = async () => {
    if (records === undefined || edits.length === 0) return;
    loading += 1;
    const mine = loading;
    form.setAttribute("aria-busy", "true");
    speak(note, (w) => w.form.reading);
    const found = await records.current(action, read()).catch(reasonOf);
    if (mine !== loading) return;
    form.removeAttribute("aria-busy");
    const isUnread = Array.isArray(found);
    speak(note, null);
    if (isUnread) fill(note, ...found);
    for (const one of edits) one.load(isUnread ? "" : (found as LoadedValues)[one.name]);
  };
  const build = async () => {
    form.setAttribute("aria-busy", "true");
    const languages = takesTexts(action) ? await records?.languages() : [];
    const known = inputNames(action).some((name) => isState(action, name))
      ? await records?.orderStates()
      : [];
    form.removeAttribute("aria-busy");
    const parts = editPart(action, edited, languages ?? []);
    edits = parts.edits;
    states = statePart(action, given, known ?? []);
    fill(place, parts.choice, ...[...states, ...edits].map(({ node }) => node));
    await loadRecord();
  };
  for (const one of named) one.node.addEventListener("change", load);
  choice?.addEventListener("change", load);
  if (records !== undefined) filled = build();

  return {
    node: h("div", { class: "action" }, heading(action), form),
    setRunning: buttons.setRunning,
    setReady: buttons.setReady,
    mark: (problems) => {
      const about = edits.find((one) => problems.some(({ name }) => name === one.name));
      const own = problems.find(({ name }) => name === about?.name)?.language;
      if (about !== undefined) showLanguage(own ? [own] : about.edited());
      markAll(visible(), problems);
    },
    isComplete: () => form.checkValidity(),
    read,
    setAside: (isAside) => {
      form.hidden = isAside;
    },
    reload: load,
    focus: () => {
      const [first] = [...states, ...edits.filter((one) => one.read() !== undefined)];
      (first ?? visible()[0])?.focus();
    },
  };
}

/** The inputs that name the record, and the options. */
function plainFields(action: Action, given: Input): readonly Field[] {
  const edited = changeable(action);
  const fields = inputNames(action)
    .filter((name) => !edited.includes(name) && !NOT_ASKED_FOR.includes(name))
    // Texts are given by language: no other one is meant.
    .filter((name) => !isState(action, name) && !(name === "language" && takesTexts(action)))
    .map((name) => field(name, inputOf(action, name), isRequired(action, name)));
  for (const one of fields) one.write(given[one.name]);
  return fields;
}

function inputNames(action: Action): readonly string[] {
  return Object.keys(action.inputSchema.properties ?? {});
}

/** Why nothing could be read, for the visitor. */
function reasonOf(error: unknown): readonly Child[] {
  const why = isFailure(error) ? quoted(tellingOf(error)) : null;
  return [(w) => w.form.unread, " ", why];
}

/** The inputs of what is changed, and the choice of the language they show. */
function editPart(
  action: Action,
  names: readonly string[],
  languages: readonly TextLanguage[],
): { edits: readonly EditField[]; choice: HTMLElement | null } {
  let markEdited = () => {};
  const edits: EditField[] = names.map((name) =>
    editField(name, inputOf(action, name), languages, () => markEdited()),
  );
  const [first] = languages;
  if (first === undefined) return { edits, choice: null };
  const options = languages.map(({ code, name }) => ({ value: code, label: name }));
  const choice = segments(
    "text-language",
    (w) => w.form.textLanguage,
    options,
    first.code,
    (code) => {
      for (const one of edits) one.show(code);
    },
  );
  choice.classList.add("languages");
  markEdited = () => {
    const changed = new Set(edits.flatMap((one) => one.edited()));
    for (const input of choice.querySelectorAll("input")) {
      const label = input.nextElementSibling;
      const name = languages.find(({ code }) => code === input.value)?.name ?? "";
      const isChanged = changed.has(input.value);
      if (label === null) continue;
      speak(label, (w) => (isChanged ? w.form.edited(tell(name, w)) : tell(name, w)));
    }
  };
  for (const one of edits) one.show(first.code);
  return { edits, choice };
}

function statePart(action: Action, given: Input, states: readonly OrderState[]): readonly Field[] {
  return inputNames(action)
    .filter((name) => isState(action, name))
    .map((name) => {
      const one = stateField(name, inputOf(action, name), states);
      one.write(given[name]);
      return one;
    });
}

function isState(action: Action, name: string): boolean {
  // A language is an id or a code as well.
  return name !== "language" && isIdOrLabel(inputOf(action, name));
}

function takesTexts(action: Action): boolean {
  return changeable(action).some((name) => isMultilingual(inputOf(action, name)));
}
