import type { StandardSchemaV1 } from "@standard-schema/spec";

/** What is wrong, by the name of the field; under `""` what is about the form as a whole. */
export type FieldErrors = Readonly<Record<string, string>>;

/** A checked form. */
export type Checked<Value> = { value: Value; errors?: never } | { errors: FieldErrors };

/** Checks a form by any Standard Schema: one of zod, or the input of an action. */
export async function check<Schema extends StandardSchemaV1>(
  schema: Schema,
  form: unknown,
): Promise<Checked<StandardSchemaV1.InferOutput<Schema>>> {
  const result = await schema["~standard"].validate(form);
  if (result.issues === undefined) return { value: result.value };
  const errors: Record<string, string> = {};
  for (const { path = [], message } of result.issues) {
    const [first = ""] = path;
    // The first thing that is wrong with a field is enough to go on.
    errors[String(typeof first === "object" ? first.key : first)] ??= message;
  }
  return { errors };
}

/** The fields of a form that were filled in. */
export function filledIn(form: HTMLFormElement): Record<string, string> {
  const given: Record<string, string> = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && value !== "") given[name] = value;
  }
  return given;
}
