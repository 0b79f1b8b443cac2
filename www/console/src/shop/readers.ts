import type { ActionWrites } from "@aismarttalk/prestashop";
import { type Action, isWriting, type Schema } from "./catalogue.js";

/** The action that reads what another one writes, found by that parameter; all of its fields. */
export function readerFor(
  { resource, fields }: ActionWrites,
  parameter: string,
  actions: readonly Action[],
): Action | undefined {
  const names = Object.values(fields).map(({ field }) => field);
  return readersOf(resource, parameter, actions).find(({ outputSchema }) => {
    const answered = propertiesOf(listOf(outputSchema, resource)?.items);
    return names.every((name) => name in answered);
  });
}

/** The action to look at a record with; where changes are records of their own, it shows those. */
export function viewerFor(resource: string, actions: readonly Action[]): Action | undefined {
  const writes = actions.find((one) => one.writes?.resource === resource)?.writes;
  const readers = readersOf(resource, "id", actions);
  const shown = writes?.through ?? resource;
  return readers.find(({ needs }) => needs.some((need) => need.resource === shown));
}

/** Reading actions that answer a list of such records. */
function readersOf(resource: string, parameter: string, actions: readonly Action[]): Action[] {
  return actions.filter(
    (one) =>
      !isWriting(one) &&
      listOf(one.outputSchema, resource) !== undefined &&
      parameter in propertiesOf(one.inputSchema),
  );
}

function listOf(output: Schema, resource: string): Schema | undefined {
  const list = propertiesOf(output)[resource];
  return list && list.type === "array" ? list : undefined;
}

function propertiesOf(schema: Schema | undefined): Readonly<Record<string, Schema | false>> {
  return schema?.properties ?? {};
}
