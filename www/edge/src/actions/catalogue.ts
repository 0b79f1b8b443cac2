import { type ActionName, actions } from "@aismarttalk/prestashop";
import type { EdgeAction } from "./edge-action.js";
import { LIST_CHANGES } from "./list-changes.js";
import type { Answer } from "./outcome.js";
import { EXPECT, TOKEN } from "./own-schema.js";
import { RECORDS } from "./record.js";
import { UNDO_CHANGE } from "./undo-change.js";

/** The package knows no journal. */
const UNDOABLE = "undo_change, with the id of the change, takes back what can be taken back.";

const OF_PACKAGE: readonly EdgeAction[] = actions.map((action) => {
  const record = RECORDS.get(action.name);
  const reads = action.annotations.readOnlyHint;
  return {
    ...action,
    description: reads ? action.description : `${action.description} ${UNDOABLE}`,
    reads,
    ...(record && { record }),
    ...(!reads && {
      inputSchema: withProperty(action.inputSchema, "expect", EXPECT),
      outputSchema: withProperty(action.outputSchema, "token", TOKEN),
    }),
    // The core checks every input itself, and says what is wrong with it.
    run: async ({ client, signal }, input) =>
      (await client.run(action.name as ActionName, input as never, {
        signal,
      })) as unknown as Answer,
  };
});

/** The tokens of the worker bind more than those of the package, and are longer. */
function withProperty(schema: object, name: string, property: object): object {
  const { properties } = schema as { properties: Record<string, object> };
  return { ...schema, properties: { ...properties, [name]: property } };
}

/** Every action, in the order in which they are shown. */
export const ACTIONS: readonly EdgeAction[] = [...OF_PACKAGE, LIST_CHANGES, UNDO_CHANGE];

const BY_NAME = new Map(ACTIONS.map((action) => [action.name, action]));

/** The action of that name. */
export function findAction(name: string): EdgeAction | undefined {
  return BY_NAME.get(name);
}
