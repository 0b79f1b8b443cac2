import type { Answer, Input } from "../actions/outcome.js";
import type { ChangedField, TextLanguage } from "../journal/journal.js";
import { isObject } from "../settings.js";

/** What a writing action of the package writes. */
interface Writing {
  resource: string;
  /** Whether its fields are texts by language. */
  hasLanguages: boolean;
  /** Its parameters that ask for a change, and the fields they change. */
  fields: Readonly<Record<string, string>>;
  /** What it changed, of its answer. */
  changed: (answer: Answer) => ChangedField[];
}

const fieldsOf = ({ fields }: Answer) => fields as ChangedField[];

/** By action. */
export const WRITING: ReadonlyMap<string, Writing> = new Map<string, Writing>([
  [
    "update_product_content",
    {
      resource: "products",
      hasLanguages: true,
      fields: same("name", "description", "description_short"),
      changed: fieldsOf,
    },
  ],
  [
    "update_product_seo",
    {
      resource: "products",
      hasLanguages: true,
      fields: same("meta_title", "meta_description", "meta_keywords", "link_rewrite"),
      changed: fieldsOf,
    },
  ],
  [
    "update_customer",
    {
      resource: "customers",
      hasLanguages: false,
      fields: { ...same("firstname", "lastname", "note"), new_email: "email" },
      changed: fieldsOf,
    },
  ],
  [
    "update_order_status",
    {
      resource: "orders",
      hasLanguages: false,
      fields: { state: "current_state" },
      changed: ({ before, after }) => [statusField(state(before), state(after))],
    },
  ],
]);

/** The status of an order as a field. */
export function statusField(before: string | null, after: string | null): ChangedField {
  return { field: "current_state", language: null, before, after };
}

/** What an input asks for, where nobody knows what was before. */
export function askedFields({ fields, hasLanguages }: Writing, input: Input): ChangedField[] {
  return Object.entries(fields).flatMap(([parameter, field]) => {
    const value = input[parameter];
    if (value === undefined || value === null) return [];
    const texts = isObject(value) ? Object.entries(value) : [[input.language, value] as const];
    return texts.map(([language, text]) => ({
      field,
      language: hasLanguages ? languageNamed(language) : null,
      before: null,
      after: String(text),
    }));
  });
}

function languageNamed(name: unknown): TextLanguage {
  const id = /^\d+$/.test(String(name)) ? Number(name) : null;
  return { id, iso_code: id === null && typeof name === "string" ? name : null };
}

function state(status: unknown): string | null {
  return isObject(status) && typeof status.id === "number" ? String(status.id) : null;
}

function same(...names: string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, name]));
}
