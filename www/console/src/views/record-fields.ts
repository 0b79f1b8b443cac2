import { segments } from "../components/choice.js";
import { type EditField, editField } from "../components/edit-field.js";
import type { Field } from "../components/field.js";
import { helpOf } from "../components/labels.js";
import { stateField } from "../components/state-field.js";
import { setText } from "../language/live.js";
import { textIn } from "../language/message.js";
import { type Action, type Input, inputOf } from "../shop/catalogue.js";
import type { OrderState, TextLanguage } from "../shop/record.js";
import { writtenFields } from "../shop/writes.js";

/** The Webservice's field that holds the status of an order. */
const ORDER_STATUS = "current_state";

/** The inputs of what an action changes. */
export interface RecordFields {
  /** Filled with what the shop has, and read only where they were edited. */
  edits: readonly EditField[];
  /** Statuses to choose from. */
  states: readonly Field[];
  /** The choice of the language that the texts are shown in; `null` where there is none. */
  choice: HTMLElement | null;
}

/** Whether a parameter takes a status of orders. */
export function isOrderStatus(action: Action, name: string): boolean {
  return writtenFields(action)[name]?.field === ORDER_STATUS;
}

/** The inputs of what an action changes, in the order of its declaration. */
export function recordFields(
  action: Action,
  given: Input,
  languages: readonly TextLanguage[],
  states: readonly OrderState[],
): RecordFields {
  const names = Object.keys(writtenFields(action));
  const statuses = names.filter((name) => isOrderStatus(action, name));
  const texts = names.filter((name) => !statuses.includes(name));
  return {
    states: statuses.map((name) => {
      const one = stateField(name, states, helpOf(action, name));
      one.write(given[name]);
      return one;
    }),
    ...textFields(action, texts, languages),
  };
}

function textFields(
  action: Action,
  names: readonly string[],
  languages: readonly TextLanguage[],
): Pick<RecordFields, "edits" | "choice"> {
  let onEdit = () => {};
  const written = writtenFields(action);
  const edits = names.flatMap((name) => {
    const of = written[name];
    if (of === undefined) return [];
    const [schema, about] = [inputOf(action, name), helpOf(action, name)];
    return [editField({ name, schema, written: of, about, languages, onEdit: () => onEdit() })];
  });
  const [first] = languages;
  if (first === undefined) return { edits, choice: null };
  const choice = languageChoice(edits, languages, first);
  onEdit = () => markEdited(choice, edits, languages);
  for (const one of edits) one.show(first.code);
  return { edits, choice };
}

function languageChoice(
  edits: readonly EditField[],
  languages: readonly TextLanguage[],
  first: TextLanguage,
): HTMLElement {
  const choice = segments(
    "text-language",
    (w) => w.form.textLanguage,
    languages.map(({ code, name }) => ({ value: code, label: name })),
    first.code,
    (code) => {
      for (const one of edits) one.show(code);
    },
  );
  choice.classList.add("languages");
  return choice;
}

/** Says of each language whether one of its texts was edited. */
function markEdited(
  choice: HTMLElement,
  edits: readonly EditField[],
  languages: readonly TextLanguage[],
): void {
  const changed = new Set(edits.flatMap((one) => one.edited()));
  for (const input of choice.querySelectorAll("input")) {
    const label = input.nextElementSibling;
    const name = languages.find(({ code }) => code === input.value)?.name ?? "";
    const isChanged = changed.has(input.value);
    if (label === null) continue;
    setText(label, (w) => (isChanged ? w.form.edited(textIn(name, w)) : textIn(name, w)));
  }
}

/** Shows the texts of one of those languages, unless one of them is shown already. */
export function showLanguage({ choice }: RecordFields, codes: readonly string[]): void {
  const tabs = [...(choice?.querySelectorAll("input") ?? [])];
  const among = tabs.filter(({ value }) => codes.includes(value));
  // A click is told of; being checked is not.
  if (!among.some(({ checked }) => checked)) among[0]?.click();
}
