import type {
  ActionChoices,
  ActionWrites,
  ActionName as PackageAction,
} from "@aismarttalk/prestashop/edge";
import { type Message, textOf } from "../language/message.js";

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
  additionalProperties?: boolean | Schema;
  items?: Schema;
  required?: readonly string[];
}

/** An action as the package describes it, or an edge worker, which has some more. */
export interface Action {
  name: string;
  title: string;
  description: string;
  inputSchema: Schema;
  outputSchema: Schema;
  /** The inputs of which some must be given; an action of a worker may do without. */
  choices?: ActionChoices;
  annotations: { readOnlyHint: boolean };
  /** The rights it needs. */
  needs: readonly { resource: string; method: string }[];
  /** `null` where it only reads, and for what takes back whatever another one wrote. */
  writes: ActionWrites | null;
}

/** The name of an action of the package. */
export type ActionName = PackageAction;

/** Texts by the ISO code of their language. */
export type Texts = Readonly<Record<string, string>>;

/** What can be given to an action, by name. */
export type Input = Record<string, string | number | boolean | readonly string[] | Texts>;

/** The action of that name, among those there are. */
export function findAction(name: string, among: readonly Action[]): Action | undefined {
  return among.find((one) => one.name === name);
}

/** The title of an action; that of the worker for one that is not known here. */
export function titleOf({ name, title }: Pick<Action, "name" | "title">): Message {
  return ({ actions }) => textOf(actions, name) ?? title;
}

/** The inputs of which an action takes exactly one; none where it has no such choice. */
export function alternatives({ choices, writes }: Action): readonly string[] {
  const names = writes?.named_by.map(({ parameter }) => parameter);
  if (names !== undefined) return names.length > 1 ? names : [];
  return choices?.either ?? [];
}

/** Whether an action changes the shop. */
export function isWriting(action: Action): boolean {
  return !action.annotations.readOnlyHint;
}

/** The schema of an input; an empty one where the action has none of that name. */
export function inputOf({ inputSchema: { properties = {} } }: Action, name: string): Schema {
  return properties[name] ?? {};
}
