import { h } from "../components/element.js";
import { type Field, field } from "../components/field.js";
import { helpOf, labelOf } from "../components/labels.js";
import { runButtons } from "../components/run-buttons.js";
import { type Action, type Input, inputOf } from "../shop/catalogue.js";
import type { Problem } from "../shop/check.js";
import { choiceOf, isRequired } from "./either.js";
import { heading } from "./heading.js";

/** The form of an action. */
export interface ActionForm {
  node: HTMLElement;
  /** Switches between "Run" and "Cancel". */
  setRunning(isRunning: boolean): void;
  setReady(isReady: boolean): void;
  /** Says beside the inputs what is wrong with them, and leads to the first; none takes it away. */
  mark(problems: readonly Problem[]): void;
  /** Whether everything required is there. */
  isComplete(): boolean;
  read(): Input;
}

/** What the visitor can ask of the form. */
export interface ActionHandlers {
  run(): void;
  cancel(): void;
}

/** Where the next page begins, which an answer tells and nobody types. */
const CURSOR = "cursor";

/** Title, description and inputs of an action, filled with `given`. */
export function actionForm(action: Action, given: Input, handlers: ActionHandlers): ActionForm {
  const { inputSchema: schema } = action;
  const names = Object.keys(schema.properties ?? {}).filter((name) => name !== CURSOR);
  const fields = names.map((name) =>
    field(
      name,
      inputOf(action, name),
      isRequired(action, name),
      helpOf(action, name),
      labelOf(name),
    ),
  );
  for (const one of fields) one.write(given[one.name]);
  const choice = choiceOf(action, fields, given);
  const visible = () => fields.filter(({ node }) => !node.hidden);

  const buttons = runButtons((w) => w.form.run, handlers.cancel);
  const form = h(
    "form",
    { class: "inputs", autocomplete: "off", novalidate: true },
    choice,
    ...fields.map(({ node }) => node),
    buttons.node,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    handlers.run();
  });

  return {
    node: h("div", { class: "action" }, heading(action), form),
    setRunning: buttons.setRunning,
    setReady: buttons.setReady,
    mark: (problems) => markAll(visible(), problems),
    isComplete: () => form.checkValidity(),
    read: () => readAll(visible()),
  };
}

/** What was put into inputs, by their names. */
export function readAll(fields: readonly Field[]): Input {
  const values = fields.map((one) => [one.name, one.read()] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined)) as Input;
}

/**
 * Each problem beside its input. Of two inputs of which one is shown that one stands for both, and
 * it comes first.
 */
export function markAll(fields: readonly Field[], problems: readonly Problem[]): void {
  const [first] = fields;
  const isThere = (name: string | null) => fields.some((one) => one.name === name);
  const placed = problems.map((one) => ({
    ...one,
    name: isThere(one.name) ? one.name : first?.name,
  }));
  const problemOf = (name: string) => placed.find((one) => one.name === name);
  for (const { name, mark } of fields)
    mark(problemOf(name)?.message ?? null, problemOf(name)?.language);
  fields.find(({ name }) => problemOf(name) !== undefined)?.focus();
}
