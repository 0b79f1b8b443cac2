import { words } from "../language/words.js";
import type { Connection } from "../shop/connection.js";
import { useAnswer } from "../state/answers.js";
import { runNamed } from "../state/running.js";

/** The record of a change. */
export interface Subject {
  resource: string;
  record: number;
}

/** The action that reads a record by its id, and what people call what it answers. */
const READERS: Readonly<Record<string, { action: string; called(row: Row): string }>> = {
  products: { action: "get_product", called: ({ name }) => String(name ?? "") },
  orders: { action: "get_order", called: ({ reference }) => String(reference ?? "") },
  customers: {
    action: "get_customer",
    called: ({ firstname, lastname }) => `${firstname ?? ""} ${lastname ?? ""}`.trim(),
  },
};

type Row = Readonly<Record<string, unknown>>;

/** What the records of changes are called; a kind and an id where nothing reads them. */
export function useNames(changes: readonly Subject[]): (change: Subject) => string {
  const records = [...new Set(changes.map(keyOf))];
  const key = records.length === 0 ? null : `names ${records.join()}`;
  const { value } = useAnswer(key, async (open, signal) => {
    const names = await Promise.all(records.map((record) => nameOf(open, record, signal)));
    return new Map(records.map((record, place) => [record, names[place] ?? ""]));
  });
  const w = words.value;
  return (change) => {
    if (value === null) return "…";
    const name = value.get(keyOf(change)) ?? "";
    return name !== "" ? name : w.changes.record(change.resource, String(change.record));
  };
}

function keyOf({ resource, record }: Subject): string {
  return `${resource}/${record}`;
}

/** One that cannot be read, as it is gone or not allowed, has no name. */
async function nameOf(open: Connection, key: string, signal: AbortSignal): Promise<string> {
  const [resource = "", id] = key.split("/");
  const reader = Object.hasOwn(READERS, resource) ? READERS[resource] : undefined;
  if (reader === undefined) return "";
  try {
    const answer = await runNamed(open, reader.action, { id: Number(id) }, { signal });
    const rows = Object(answer)[resource] as readonly Row[] | undefined;
    return rows?.[0] === undefined ? "" : reader.called(rows[0]);
  } catch {
    return "";
  }
}
