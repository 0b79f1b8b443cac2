import { CONSTRUCTORS } from "./generated/rows.js";
import { items, type MakeItem, type MakeRow, named } from "./items.js";

/** The rows of a JSON text that is an array of them, or of a part of them. */
export function rowsOf(text: string): unknown[] {
  return withNames(JSON.parse(text)) as unknown[];
}

/**
 * A value of the core with the names of its rows, which come without: as arrays of values, behind a
 * text with their names wherever those change. A record that is not in a list stands behind an
 * empty text. Anything else stays what it is.
 */
export function withNames(value: unknown): unknown {
  if (!Array.isArray(value) || typeof value[0] !== "string") return value;
  const rows: unknown[] = [];
  let make: MakeRow | undefined;
  for (const row of value) {
    if (typeof row === "string") make = makerOf(row);
    else rows.push(make?.(row));
  }
  return value[0] === "" ? rows[0] : rows;
}

/** As many as one shop needs; names come from shops, which may send others each time. */
const MOST = 50;
const makers = new Map<string, MakeRow>();

/** What makes rows with those names, told as `products:id,name,/,categories/id,images/`. */
function makerOf(told: string): MakeRow {
  let make = makers.get(told);
  if (make === undefined) {
    const [resource = "", names = ""] = told.split(":");
    make = newMaker(resource, names === "" ? [] : names.split(","));
    if (makers.size === MOST) makers.clear();
    makers.set(told, make);
  }
  return make;
}

const EXTRA = "extra";

function newMaker(resource: string, names: readonly string[]): MakeRow {
  const isWithExtra = names.at(-1) === EXTRA;
  const declared = isWithExtra ? names.slice(0, -1) : names;
  const make = constructorsOf(resource).find(({ names }) => fits(declared, names))?.make;
  if (make === undefined) return generic(names);
  if (!isWithExtra) return make;
  return (row) => {
    const made = make(row) as { extra?: unknown };
    made.extra = row[row.length - 1];
    return made;
  };
}

/** Whether names that are told are those; the items of an empty list may have any. */
function fits(told: readonly string[], names: readonly string[]): boolean {
  const isSame = (one: string, at: number) => {
    const other = names[at] ?? "";
    return one === other || (one.length > 1 && one.endsWith("/") && other.startsWith(one));
  };
  return told.length === names.length && told.every(isSame);
}

interface Constructor {
  make: MakeRow;
  /** The names that it gives, as they are told. */
  names: readonly string[];
}

const constructors = new Map<string, readonly Constructor[]>();

function constructorsOf(resource: string): readonly Constructor[] {
  let all = constructors.get(resource);
  if (all === undefined) {
    all = (CONSTRUCTORS[resource] ?? []).map((make) => ({ make, names: namesOf(make) }));
    constructors.set(resource, all);
  }
  return all;
}

/** More than the values of any record. */
const ROOM = 200;

function namesOf(make: MakeRow): string[] {
  // In the place of a list these are the values of one item.
  const row = make(new Array(ROOM).fill([0]));
  return Object.entries(row).flatMap(([name, value]) => {
    if (name !== "associations") return name;
    const lists = Object.entries(value as Record<string, [object]>);
    return ["/", ...lists.map(([list, [item]]) => [list, ...Object.keys(item)].join("/"))];
  });
}

/** Rows with the fields that were asked for, or of a version between those that are known. */
function generic(told: readonly string[]): MakeRow {
  const steps = told.map((step) => {
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
