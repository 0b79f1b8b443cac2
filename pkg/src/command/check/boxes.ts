import type { CheckAccessOutput } from "../../index.js";

/** The name of a right. */
export type Method = CheckAccessOutput["resources"][number]["rights"][number];

/** A column of the back office's table, in its order. */
interface Column {
  method: Method;
  label: string;
  /** The first version of PrestaShop with it. */
  since: number;
}

/** The columns behind *All*, as the back office has them. */
const COLUMNS: readonly Column[] = [
  { method: "GET", label: "View", since: 1 },
  { method: "PUT", label: "Modify", since: 1 },
  { method: "POST", label: "Add", since: 1 },
  { method: "PATCH", label: "Patch", since: 8 },
  { method: "DELETE", label: "Delete", since: 1 },
  { method: "HEAD", label: "Fast view", since: 1 },
];

/** What is to be done with a box. */
export type State = "keep" | "tick" | "untick" | "may" | "empty";

/** A box of the table. */
export interface Box {
  resource: string;
  right: Method;
  /** Its column's heading, such as `View (GET)`. */
  box: string;
  state: State;
}

/** The boxes of a resource, in the order of the columns. */
export interface Row {
  resource: string;
  boxes: Box[];
}

/** The columns that this version of PrestaShop has. */
export function columnsOf(version: string | null): Column[] {
  const major = Number(version?.split(".")[0] ?? 8);
  return COLUMNS.filter(({ since }) => since <= major);
}

/** The heading of the column of a right. */
export function labelOf(method: Method): string {
  const column = COLUMNS.find((one) => one.method === method);
  return `${column?.label ?? method} (${method})`;
}

/** The lines of the table that matter, sorted as the back office sorts them. */
export function rowsOf({ resources, version }: CheckAccessOutput): Row[] {
  const columns = columnsOf(version);
  const rows = resources.map((access) => {
    const boxes = columns.map(({ method }) => ({
      resource: access.resource,
      right: method,
      box: labelOf(method),
      state: stateOf(access, method),
    }));
    return { resource: access.resource, boxes };
  });
  return rows.sort((one, other) => (one.resource < other.resource ? -1 : 1));
}

/** The boxes in a state, line by line. */
export function boxesIn(rows: readonly Row[], state: State): Box[] {
  return rows.flatMap(({ boxes }) => boxes.filter((box) => box.state === state));
}

type Access = CheckAccessOutput["resources"][number];

function stateOf({ missing, too_much, rights }: Access, method: Method): State {
  const lack = missing.find((one) => one.method === method);
  if (lack !== undefined) return lack.optional ? "may" : "tick";
  if (too_much.includes(method)) return "untick";
  return rights.includes(method) ? "keep" : "empty";
}
