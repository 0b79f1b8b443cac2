import { errorFrom, invalidRequest } from "./errors.js";
import {
  type ActionChoices,
  type ActionMap,
  type ActionWrites,
  catalogue,
} from "./generated/actions.js";
import type { Instance } from "./instance.js";
import { outputIssues } from "./output-check.js";
import { atOnce, whenLoaded } from "./runtime.js";
import { snapshot } from "./snapshot.js";
import { addStandard, type StandardResult, type StandardSchemaV1 } from "./standard-schema.js";

/** The name of an action. */
export type ActionName = keyof ActionMap;

type Entry = (typeof catalogue)[number];

/** An entry whose schemas are JSON Schemas and Standard Schemas in one. */
type WithStandard<E extends Entry> = Omit<
  E,
  "inputSchema" | "outputSchema" | "choices" | "writes"
> & {
  readonly choices: ActionChoices;
  readonly writes: ActionWrites | null;
  readonly inputSchema: E["inputSchema"] & StandardSchemaV1<ActionMap[E["name"]]["input"]>;
  readonly outputSchema: E["outputSchema"] & StandardSchemaV1<ActionMap[E["name"]]["output"]>;
};

type AllWithStandard<All extends readonly Entry[]> = {
  readonly [I in keyof All]: WithStandard<All[I]>;
};

/** The type of {@link actions}: a list with its own type for each entry. */
export type Actions = AllWithStandard<typeof catalogue>;

/** An action as the catalogue describes it. */
export type Action<A extends ActionName = ActionName> = Extract<
  Actions[number],
  Readonly<Record<"name", A>>
>;

for (const { name, inputSchema, outputSchema } of catalogue) {
  addStandard(inputSchema, (value) => checkInput(name, value));
  addStandard(outputSchema, (value) => {
    const issues = outputIssues(outputSchema, value);
    return issues.length === 0 ? { value } : { issues };
  });
}

/**
 * Every action: `name`, `title`, `description`, an `example` of its input, `annotations` of the Model
 * Context Protocol, the rights of the key it `needs`, what it `writes` (`null` where it reads), and by
 * `inputSchema` and `outputSchema` what it takes and answers. Both schemas are JSON Schema 2020-12
 * and, hidden from JSON, Standard Schemas. `choices` has what the JSON Schema of an input leaves out,
 * so that agents take it: which of its properties are alternatives. The Standard Schema checks it.
 * @example
 * const reading = actions.filter(({ annotations }) => annotations.readOnlyHint);
 */
export const actions: Actions = catalogue as unknown as Actions;

/**
 * One action of the catalogue.
 * @throws {@link InvalidRequestError} for a name that no action has
 * @example
 * const { description, inputSchema, needs } = action("get_order");
 */
export function action<A extends ActionName>(name: A): Action<A> {
  const found = actions.find((one) => one.name === name);
  if (found !== undefined) return found as Action<A>;
  const hint = `There are: ${actions.map((one) => one.name).join(", ")}.`;
  throw invalidRequest("action", `is none: "${String(name)}"`, hint);
}

/** What `run` says of an input before it sends anything, and the input as it is read. */
function checkInput(
  name: ActionName,
  value: unknown,
): StandardResult<unknown> | Promise<StandardResult<unknown>> {
  const check = ({ core }: Instance, given: unknown): StandardResult<unknown> => {
    try {
      const { issues, value } = JSON.parse(core.checkInput(name, given));
      return issues === undefined ? { value: value ?? {} } : { issues };
    } catch (thrown) {
      throw errorFrom(thrown);
    }
  };
  const instance = atOnce();
  if (instance !== undefined) return check(instance, value);
  const given = snapshot(value);
  return whenLoaded().then((loaded) => check(loaded, given));
}
