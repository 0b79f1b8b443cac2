import { printable } from "../terminal/printable.js";

/** A record, or a part of one. */
export type Fields = Readonly<Record<string, unknown>>;

/** Members that stand for the whole of a small object, the best first. */
const LABELS = ["label", "name", "reference", "iso_code", "number", "email"];

/** Whether it has members by name. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether it is texts by the id of their language. */
export function isByLanguage(value: unknown): value is Readonly<Record<string, string>> {
  if (!isFields(value)) return false;
  const entries = Object.entries(value);
  const isText = ([id, text]: [string, unknown]) => /^\d+$/.test(id) && typeof text === "string";
  return entries.length > 0 && entries.every(isText);
}

/** A value on one line. */
export function cellOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value !== "object") return printable(String(value));
  if (Array.isArray(value)) return listOf(value);
  if (isByLanguage(value)) return printable(Object.values(value).find((one) => one !== "") ?? "");
  return labelOf(value as Fields);
}

function listOf(values: readonly unknown[]): string {
  if (values.length === 0) return "none";
  if (values.some(isFields)) return values.map((one) => cellOf(one)).join("; ");
  return values.map((one) => cellOf(one)).join(", ");
}

function labelOf(value: Fields): string {
  const names = [value.firstname, value.lastname].filter((one) => typeof one === "string");
  if (names.length > 0) return printable(names.join(" "));
  const label = LABELS.map((name) => value[name]).find((one) => one !== null && one !== undefined);
  if (label !== undefined) return cellOf(label);
  const members = Object.entries(value).map(([name, one]) => `${printable(name)}: ${cellOf(one)}`);
  return members.join(", ");
}
