import type { ActionWrites } from "@aismarttalk/prestashop";
import type { OpenShop } from "../shop/open.js";
import type { Input } from "./outcome.js";

/** A record by its resource and id, such as `products/5`: under this name its writes are queued. */
export function recordName(resource: string, id: number): string {
  return `${resource}/${id}`;
}

/** The resource and the id in the name of a record. */
export function recordParts(name: string): { resource: string; id: number } {
  const [resource = "", id] = name.split("/");
  return { resource, id: Number(id) };
}

/**
 * The record that an input names, `null` where it names no single one. An e-mail address or a
 * reference is looked up, because another caller may name the same record by its id.
 */
export async function recordIn(
  { resource, named_by }: Pick<ActionWrites, "resource" | "named_by">,
  shop: OpenShop,
  input: Input,
): Promise<string | null> {
  for (const name of named_by) {
    const value = await comparedWith(shop, name, input[name.parameter]);
    const id = name.field === "id" ? idIn(value) : await idOf(shop, resource, name, value);
    if (id !== null) return recordName(resource, id);
  }
  return null;
}

type Name = ActionWrites["named_by"][number];

/** What the field of a record is compared with: the id that a text stands for, where it does. */
async function comparedWith(shop: OpenShop, name: Name, given: unknown): Promise<unknown> {
  const { looked_up: place = null } = name;
  if (place === null) return given;
  const id = idIn(given);
  if (id !== null) return String(id);
  const found = await idOf(shop, place.resource, { ...name, field: place.field }, given);
  return found === null ? undefined : String(found);
}

async function idOf(
  { client, signal }: OpenShop,
  resource: string,
  { field, ignores_case }: Name,
  given: unknown,
): Promise<number | null> {
  // The actions ignore blanks around a value as well.
  const value = typeof given === "string" ? given.trim() : "";
  if (value === "") return null;
  const rows = await client.resource<Record<string, unknown>>(resource).list({
    filter: { [field]: value },
    display: ["id", field],
    // Two rows are enough to know that an input names no single record.
    ...(!ignores_case && { limit: 2 }),
    signal,
  });
  // Like the action itself: shops also find texts that differ in accents.
  const isNamed = (row: Record<string, unknown>) =>
    !ignores_case || lowerCase(String(row[field]).trim()) === lowerCase(value);
  const [only, another] = rows.filter(isNamed);
  return only === undefined || another !== undefined ? null : Number(only.id);
}

function idIn(value: unknown): number | null {
  const number = typeof value === "string" || typeof value === "number" ? Number(value) : 0;
  return Number.isInteger(number) && number > 0 ? number : null;
}

/** Lower case, of ASCII only. */
function lowerCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
