import { actions as catalogue } from "@aismarttalk/prestashop";

/** The part of JSON Schema that inputs and outputs of actions use. */
export interface Schema {
  type?: string | readonly string[];
  format?: string;
  enum?: readonly (string | null)[];
  description?: string;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  properties?: Readonly<Record<string, Schema>>;
  items?: Schema;
  required?: readonly string[];
  /** With `else`: exactly one of two properties. */
  if?: Schema;
  else?: Schema;
}

/** An action as the package describes it. */
export interface Action {
  name: ActionName;
  title: string;
  description: string;
  inputSchema: Schema;
  outputSchema: Schema;
  annotations: { readOnlyHint: boolean };
}

/** The name of an action of the catalogue. */
export type ActionName = (typeof catalogue)[number]["name"];

/** What can be given to an action, by name. */
export type Input = Record<string, string | number | boolean>;

/** Every action, in the catalogue's order. */
export const ACTIONS: readonly Action[] = catalogue;

/** The action of that name. */
export function findAction(name: string): Action | undefined {
  return ACTIONS.find((one) => one.name === name);
}

/** Two inputs of which an action takes exactly one. */
export function either(schema: Schema): readonly [string, string] | undefined {
  const [one] = schema.if?.required ?? [];
  const [other] = schema.else?.required ?? [];
  return one === undefined || other === undefined ? undefined : [one, other];
}
