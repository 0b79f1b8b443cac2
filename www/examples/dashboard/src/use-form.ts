import type { StandardSchemaV1 } from "@standard-schema/spec";
import { type SubmitEvent, useState } from "react";
import { check, type FieldErrors, filledIn } from "./check.ts";
import { focusFirst } from "./field.tsx";

/** A form that is checked by a schema when it is sent. */
export function useForm<Schema extends StandardSchemaV1>(
  schema: Schema,
  onValid: (value: StandardSchemaV1.InferOutput<Schema>) => void,
) {
  const [errors, setErrors] = useState<FieldErrors>({});

  async function onSubmit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget;
    const checked = await check(schema, filledIn(form));
    setErrors(checked.errors ?? {});
    if (checked.errors === undefined) onValid(checked.value);
    else focusFirst(form, checked.errors);
  }

  return { errors, setErrors, onSubmit };
}
