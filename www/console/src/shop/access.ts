import type { CheckAccessOutput, MissingRight, ResourceAccess } from "@aismarttalk/prestashop";
import type { Action } from "./catalogue.js";

/** The answer of `check_access`. */
export type Access = CheckAccessOutput;

/** The rights of a resource, sorted by what to do about them. */
export interface RightsOf {
  /** What the actions use, on this version of the shop. */
  used: readonly string[];
  /** Granted and used. */
  there: readonly string[];
  missing: readonly MissingRight[];
  /** Not granted, and everything else works without. */
  optional: readonly MissingRight[];
  tooMuch: readonly string[];
}

/** Whether an answer is that of `check_access`. */
export function isAccess(value: unknown): value is Access {
  return (
    typeof value === "object" && value !== null && "shop_name" in value && "resources" in value
  );
}

/** The actions that do not work with the key. */
export function stopped(access: Access): Set<string> {
  return new Set(access.resources.flatMap(({ missing }) => missing.flatMap(({ stops }) => stops)));
}

/** In the order of the boxes in the back office. */
const BOXES = ["GET", "PUT", "POST", "PATCH", "DELETE", "HEAD"];

/** What the actions use of a resource, beside what the key has. */
export function rightsOf(
  { resource, rights, missing, too_much: tooMuch }: ResourceAccess,
  actions: readonly Action[],
): RightsOf {
  const there = rights.filter((method) => !tooMuch.includes(method));
  const known: readonly string[] = [...there, ...missing.map(({ method }) => method)];
  // PATCH stands in where another way of saving would lose something.
  const used = neededOf(resource, actions).map((method) =>
    known.includes(method) ? method : "PATCH",
  );
  return {
    used: BOXES.filter((box) => used.includes(box) && known.includes(box)),
    there,
    missing: missing.filter(({ optional }) => !optional),
    optional: missing.filter(({ optional }) => optional),
    tooMuch,
  };
}

function neededOf(resource: string, actions: readonly Action[]): readonly string[] {
  const needs = actions.flatMap((action) => action.needs);
  return needs.filter((need) => need.resource === resource).map(({ method }) => method);
}
