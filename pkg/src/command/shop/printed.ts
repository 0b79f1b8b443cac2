import { printable } from "../terminal/printable.js";
import type { Sentences } from "./problem.js";

/** Why there is no result, and what to do. */
export function printedProblem({ what, todo }: Sentences): string {
  return [`✗ ${printable(what)}`, ...todo.map((one) => `  ${printable(one)}`)].join("\n");
}
