import { segments } from "../components/choice.js";
import { h } from "../components/element.js";
import { type Field, field } from "../components/field.js";
import { labelOf } from "../components/labels.js";
import { type Action, either, type Input } from "../services/catalogue.js";

/** The form of an action. */
export interface ActionForm {
  node: HTMLElement;
  /** Switches between "Run" and "Cancel". */
  setRunning(isRunning: boolean): void;
  setReady(isReady: boolean): void;
  /** Leads to the input that an error is about; `null` takes the mark away. */
  mark(name: string | null): void;
  /** Whether everything required is there. */
  isComplete(): boolean;
  read(): Input;
}

/** What the visitor can ask of the form. */
export interface ActionHandlers {
  run(): void;
  cancel(): void;
}

/** Title, description and inputs of an action, filled with `given`. */
export function actionForm(action: Action, given: Input, handlers: ActionHandlers): ActionForm {
  const { inputSchema: schema } = action;
  const fields = Object.entries(schema.properties ?? {}).map(([name, property]) =>
    field(name, property, isRequired(action, name)),
  );
  for (const one of fields) one.write(given[one.name]);
  const choice = choiceOf(action, fields, given);
  const visible = () => fields.filter(({ node }) => !node.hidden);

  const run = h("button", { type: "submit", class: "primary" }, "Run");
  const cancel = h("button", { type: "button", class: "stop", hidden: true }, "Cancel");
  cancel.addEventListener("click", handlers.cancel);
  const form = h(
    "form",
    { class: "inputs", autocomplete: "off" },
    choice,
    ...fields.map(({ node }) => node),
    h("div", { class: "buttons" }, run, cancel),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    handlers.run();
  });

  return {
    node: h("div", { class: "action" }, heading(action), form),
    setRunning: (isRunning) => {
      const hadFocus = document.activeElement === (isRunning ? run : cancel);
      run.hidden = isRunning;
      cancel.hidden = !isRunning;
      // The button under the visitor's finger must not vanish into nothing.
      if (hadFocus) (isRunning ? cancel : run).focus();
    },
    setReady: (isReady) => {
      run.disabled = !isReady;
    },
    mark: (name) => {
      for (const one of fields) one.mark(one.name === name);
      visible()
        .find((one) => one.name === name)
        ?.focus();
    },
    isComplete: () => form.checkValidity(),
    read: () => {
      const values = visible().map((one) => [one.name, one.read()] as const);
      return Object.fromEntries(values.filter(([, value]) => value !== undefined)) as Input;
    },
  };
}

function isRequired({ inputSchema: schema }: Action, name: string): boolean {
  return (schema.required?.includes(name) ?? false) || (either(schema)?.includes(name) ?? false);
}

/** Shows one of two inputs of which only one may be given. */
function choiceOf(action: Action, fields: readonly Field[], given: Input): HTMLElement | null {
  const pair = either(action.inputSchema);
  if (pair === undefined) return null;
  const [one, other] = pair;
  const show = (chosen: string) => {
    for (const { name, node } of fields) {
      if (name !== one && name !== other) continue;
      node.hidden = name !== chosen;
      // A hidden input must not hold the form back.
      for (const control of node.querySelectorAll("input")) control.disabled = node.hidden;
    }
  };
  const chosen = other in given ? other : one;
  show(chosen);
  const options = pair.map((name) => ({ value: name, label: `By ${lower(labelOf(name))}` }));
  return segments("either", "Look up", options, chosen, show);
}

function lower(label: string): string {
  return label === label.toUpperCase() ? label : label.charAt(0).toLowerCase() + label.slice(1);
}

function heading(action: Action): HTMLElement {
  const [lead, whole] = splitFirstSentence(action.description);
  return h(
    "div",
    { class: "heading" },
    h("h1", { id: "action-title" }, action.title),
    h("p", { class: "lead" }, lead),
    whole !== "" &&
      h("details", { class: "about" }, h("summary", {}, "As an agent reads it"), h("p", {}, whole)),
  );
}

/** The description is written for agents; people read the first sentence first. */
function splitFirstSentence(text: string): [string, string] {
  const end = text.search(/[.:](\s|$)/);
  return end < 0 ? [text, ""] : [`${text.slice(0, end)}.`, text];
}
