import type { Value } from "./database.js";

/** The values of a statement that is put together: `bind(value)` is its place in it. */
export function bindings() {
  const values: Value[] = [];
  return {
    values,
    bind: (value: Value): string => {
      values.push(value);
      return `$${values.length}`;
    },
  };
}
