import type { Input } from "../catalogue/outcome.js";
import { refusal } from "../problem.js";
import { cut } from "./cut.js";

/** The flat subset of JSON Schema that describes the inputs of the worker's own actions. */
export interface InputSchema {
  $schema: string;
  type: "object";
  properties: Readonly<Record<string, Parameter>>;
  required: readonly string[];
  additionalProperties: false;
}

type Parameter = { description: string } & (
  | { type: "boolean"; default: boolean }
  | { type: "integer"; minimum: number; maximum: number; default?: number }
  | {
      type: "string";
      minLength?: number;
      maxLength?: number;
      pattern?: string;
      enum?: readonly string[];
    }
);

/**
 * Checks an input by its schema.
 * @throws Refusal naming the first parameter that is wrong
 */
export function checkInput({ properties, required }: InputSchema, input: Input): void {
  for (const name of Object.keys(input)) {
    if (!Object.hasOwn(properties, name)) {
      const known = Object.keys(properties).join(", ");
      throw wrong(
        cut(name, 64),
        "is not a parameter of this action",
        `Its parameters are ${known}.`,
      );
    }
  }
  for (const [name, parameter] of Object.entries(properties)) {
    const value = input[name];
    if (value === undefined) {
      if (required.includes(name)) throw wrong(name, "is missing", parameter.description);
    } else if (!fits(parameter, value)) {
      throw wrong(name, "has the wrong value", `${wanted(parameter)} ${parameter.description}`);
    }
  }
}

function fits(parameter: Parameter, value: unknown): boolean {
  if (parameter.type === "boolean") return typeof value === "boolean";
  if (parameter.type === "integer") {
    const { minimum, maximum } = parameter;
    return Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum;
  }
  if (typeof value !== "string") return false;
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern } = parameter;
  if (parameter.enum && !parameter.enum.includes(value)) return false;
  if (value.length < minLength || value.length > maxLength) return false;
  return pattern === undefined || new RegExp(pattern, "u").test(value);
}

function wanted(parameter: Parameter): string {
  if (parameter.type === "boolean") return "Give true or false.";
  if (parameter.type === "integer") {
    return `Give a whole number from ${parameter.minimum} to ${parameter.maximum}.`;
  }
  return parameter.enum ? `Give one of ${parameter.enum.join(", ")}.` : "Give a text.";
}

function wrong(name: string, problem: string, hint: string) {
  return refusal("invalid_request", `\`${name}\` ${problem}.`, { field: name, hint });
}
