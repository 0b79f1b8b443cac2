import { type Action, type Input, isWriting } from "../shop/catalogue.js";
import type { Connection } from "../shop/connection.js";
import { runNamed } from "../state/running.js";
import type { WrittenRecord } from "../write/states.js";
import { labelOf } from "./names.js";

type Row = Readonly<Record<string, unknown>>;

/** The pages that have a place for a record, and what their address calls it. */
const PLACES: Readonly<
  Record<string, { page: WrittenRecord["page"]; idOf(row: Row): string | null }>
> = {
  products: { page: "products", idOf: ({ id }) => textIn(id) },
  customers: { page: "customers", idOf: ({ id }) => textIn(id) },
  orders: { page: "orders", idOf: ({ reference }) => textIn(reference) },
};

/**
 * The record that an input names, as people know it: read where the shop can tell. One that has no page
 * of its own is known by the action.
 */
export async function namedRecord(
  shop: Connection,
  action: Action,
  input: Input,
): Promise<WrittenRecord> {
  const { writes } = action;
  const name = writes?.named_by.find(({ parameter }) => input[parameter] !== undefined);
  const value = input[name?.parameter ?? ""] ?? input.change ?? input.id ?? "";
  const resource = writes?.resource ?? "changes";
  const row = name === undefined ? null : await readRow(shop, resource, name.field, value);
  const place = PLACES[resource];
  const id = row === null ? null : (place?.idOf(row) ?? null);
  return {
    page: id === null || place === undefined ? "calls" : place.page,
    id: id ?? `${action.name}/${value}`,
    name: (row && nameOf(row)) ?? `${labelOf(resource)} ${value}`,
    reference: row && textIn(row.reference),
    picture: row && textIn(row.cover_image_url),
  };
}

/** The only record of that name; `null` where nothing reads it, or there is not exactly one. */
async function readRow(
  shop: Connection,
  resource: string,
  field: string,
  value: Input[string],
): Promise<Row | null> {
  const reader = shop.actions.find(
    (one) =>
      !isWriting(one) &&
      one.outputSchema.properties?.[resource]?.type === "array" &&
      field in (one.inputSchema.properties ?? {}),
  );
  if (reader === undefined) return null;
  try {
    const answer = Object(await runNamed(shop, reader.name, { [field]: value }));
    const [row, other] = answer[resource] as (Row | undefined)[];
    return other === undefined ? (row ?? null) : null;
  } catch {
    // The preview says why, if it fails too.
    return null;
  }
}

function nameOf({ name, firstname, lastname }: Row): string | null {
  const whole = [firstname, lastname].filter((one) => typeof one === "string").join(" ");
  return textIn(name) ?? textIn(whole);
}

function textIn(value: unknown): string | null {
  const text = typeof value === "number" || typeof value === "string" ? String(value) : "";
  return text === "" ? null : text;
}
