import { h } from "../components/element.js";
import { field } from "../components/field.js";
import { runButtons } from "../components/run-buttons.js";
import { type Action, type Input, inputOf } from "../services/catalogue.js";
import { choiceOf, isRequired } from "./either.js";
import { heading } from "./heading.js";

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
  const fields = Object.keys(schema.properties ?? {}).map((name) =>
    field(name, inputOf(action, name), isRequired(action, name)),
  );
  for (const one of fields) one.write(given[one.name]);
  const choice = choiceOf(action, fields, given);
  const visible = () => fields.filter(({ node }) => !node.hidden);

  const buttons = runButtons("Run", handlers.cancel);
  const form = h(
    "form",
    { class: "inputs", autocomplete: "off" },
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
