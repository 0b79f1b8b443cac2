import { CONSTRUCTORS } from "./generated/rows.js";
import { items, type MakeItem, type MakeRow, named } from "./items.js";

/** The rows of a JSON text that is an array of them, or of a part of them. */
export function rowsOf(text: string): unknown[] {
  return withNames(JSON.parse(text)) as unknown[];
}

/**
 * A value of the core with the names of its rows, which come without: as arrays of values, behind a
 * text with their names wherever those change. A record that is not in a list stands behind a
 * `.`. Anything else stays what it is.
 */
export function withNames(value: unknown): unknown {
  if (!Array.isArray(value) || typeof value[0] !== "string") return value;
  const rows: unknown[] = [];
  let make: MakeRow = unnamed;
  for (const row of value) {
    if (typeof row === "string") make = makerOf(row);
    else rows.push(make(row));
  }
  return value[0] === "." ? rows[0] : rows;
}

/** The core tells names before any row. */
function unnamed(): never {
  throw new Error("A row of the core came without its names.");
}

/**
 * What makes rows with those names: all fields of a version, told as `products 8`, with a `+`
 * where `extra` is the last one; or those of `,id,name,/,categories/id,images/`.
 */
function makerOf(told: string): MakeRow {
  const make = CONSTRUCTORS[told];
  if (make !== undefined) return make;
  const whole = told.endsWith("+") ? CONSTRUCTORS[told.slice(0, -1)] : undefined;
  if (whole === undefined) return oneByOne(told);
  return (row) => {
    const made = whole(row) as { extra?: unknown };
    made.extra = row[row.length - 1];
    return made;
  };
}

/** `/` begins the object of the lists; behind the name of each list stand those of its items. */
function oneByOne(told: string): MakeRow {
  const steps = told
    .split(",")
    .slice(1)
    .map((step) => {
      const [name = "", ...elements] = step.split("/");
      return { name, elements };
    });
  return (row) => {
    const made: Record<string, unknown> = {};
    let lists = made;
    let at = 0;
    for (const { name, elements } of steps) {
      if (name === "") {
        lists = {};
        made.associations = lists;
      } else if (elements.length === 0) {
        made[name] = row[at++];
      } else {
        const make: MakeItem = (values, i) => named(elements, values, i);
        lists[name] = items(row[at++], elements.length, make);
      }
    }
    return made;
  };
}
