import type { Access } from "./access.js";

/** The name of a right. */
export type Method = Access["resources"][number]["rights"][number];

/** What is to be done with a box of the back office. */
export type BoxState = "keep" | "tick" | "untick" | "may" | "empty";

/** A box of the table in the back office. */
export interface Box {
  resource: string;
  method: Method;
  state: BoxState;
}

/** The boxes of a resource, in the order of the columns. */
export interface BoxRow {
  resource: string;
  boxes: readonly Box[];
}

/** The columns behind *All*, in the back office's order; PATCH came with PrestaShop 8. */
const COLUMNS: readonly Method[] = ["GET", "PUT", "POST", "PATCH", "DELETE", "HEAD"];
const PATCH_SINCE = 8;

/** The columns that this version of PrestaShop has. */
export function columnsOf({ version }: Pick<Access, "version">): readonly Method[] {
  const major = Number(version?.split(".")[0] ?? PATCH_SINCE);
  return COLUMNS.filter((method) => method !== "PATCH" || major >= PATCH_SINCE);
}

/** The lines that matter, sorted as the back office sorts them. */
export function boxRows(access: Access): BoxRow[] {
  const columns = columnsOf(access);
  const rows = access.resources.map((one) => ({
    resource: one.resource,
    boxes: columns.map((method) => ({
      resource: one.resource,
      method,
      state: stateOf(one, method),
    })),
  }));
  return rows.sort((one, other) => (one.resource < other.resource ? -1 : 1));
}

/** The boxes in a state, line by line. */
export function boxesIn(rows: readonly BoxRow[], state: BoxState): Box[] {
  return rows.flatMap(({ boxes }) => boxes.filter((box) => box.state === state));
}

/** How many lines boxes stand on. */
export function linesOf(boxes: readonly Box[]): number {
  return new Set(boxes.map(({ resource }) => resource)).size;
}

function stateOf(
  { missing, too_much: tooMuch, rights }: Access["resources"][number],
  method: Method,
): BoxState {
  const lack = missing.find((one) => one.method === method);
  if (lack !== undefined) return lack.optional ? "may" : "tick";
  if (tooMuch.includes(method)) return "untick";
  return rights.includes(method) ? "keep" : "empty";
}

/** What somebody could do with more than is needed, the worst first. */
export type Deed = "delete" | "change" | "add" | "read";

const DEEDS: readonly (readonly [Deed, readonly Method[]])[] = [
  ["delete", ["DELETE"]],
  ["change", ["PUT", "PATCH"]],
  ["add", ["POST"]],
  ["read", ["GET"]],
];

/** What an owner would miss most. */
const DEAREST = ["orders", "customers", "products"];

/** The worst that the boxes let a thief do, and with what; `null` for nothing to speak of. */
export function dangerOf(boxes: readonly Box[]): { deed: Deed; resources: string[] } | null {
  for (const [deed, methods] of DEEDS) {
    const concerned = boxes.filter(({ method }) => methods.includes(method));
    const names = [...new Set(concerned.map(({ resource }) => resource))];
    if (names.length === 0) continue;
    const dear = DEAREST.filter((name) => names.includes(name));
    return { deed, resources: [...dear, ...names.filter((name) => !dear.includes(name))] };
  }
  return null;
}
