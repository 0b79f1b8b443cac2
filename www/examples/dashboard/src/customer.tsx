import {
  type EdgeShop,
  OutcomeUnknownError,
  PrestaShopError,
  type UpdateCustomerInput,
} from "@aismarttalk/prestashop/edge";
import { skipToken, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { z } from "zod";
import { CHANGES } from "./changes.tsx";
import type { FieldErrors } from "./check.ts";
import { Field } from "./field.tsx";
import { emailAddress } from "./inputs.ts";
import { Loading } from "./loading.tsx";
import { Preview } from "./preview.tsx";
import { Problem } from "./problem.tsx";
import { useForm } from "./use-form.ts";

const Change = z
  .object({
    email: emailAddress("E-mail address of the customer"),
    firstname: z.string().exactOptional(),
    lastname: z.string().exactOptional(),
    new_email: emailAddress("New e-mail address").exactOptional(),
    note: z.string().exactOptional(),
  })
  .refine(({ email: _, ...changed }) => Object.keys(changed).length > 0, {
    path: ["firstname"],
    error: "Fill in at least one field to change.",
  });

/** The record calls the address that a customer changes to as it calls the old one. */
const NAME_IN_FORM: FieldErrors = { email: "new_email" };

/** A change that was asked for; a repeated one is another. */
interface Asked {
  input: UpdateCustomerInput;
  at: number;
}

/** A change that was confirmed, and the key by which the worker knows it again. */
interface Confirmed {
  input: UpdateCustomerInput;
  idempotencyKey: string;
}

/** Changes a customer: form, preview, confirmation. */
export function Customer({ shop }: { shop: EdgeShop }) {
  const queries = useQueryClient();
  const [asked, setAsked] = useState<Asked | null>(null);
  const queryKey = ["customer", asked];
  const preview = useQuery({
    queryKey,
    queryFn:
      asked === null
        ? skipToken
        : ({ signal }) =>
            shop.run("update_customer", { ...asked.input, preview: true }, { signal }),
    gcTime: 0,
  });
  // A write that is on its way may be saved all the same, so it is not to be cancelled.
  const write = useMutation({
    mutationFn: ({ input, idempotencyKey }: Confirmed) =>
      shop.run("update_customer", input, { idempotencyKey }),
    onSettled: () => queries.invalidateQueries({ queryKey: CHANGES }),
  });
  const { errors, onSubmit } = useForm(Change, (input) => {
    write.reset();
    setAsked({ input, at: Date.now() });
  });

  function back(): void {
    void queries.cancelQueries({ queryKey });
    setAsked(null);
  }

  function confirm(expect: string): void {
    if (asked === null) return;
    const input = { ...asked.input, expect };
    write.mutate({ input, idempotencyKey: crypto.randomUUID() });
  }

  // With the same key the worker gives the answer that was lost, and writes nothing twice.
  const { variables: sent } = write;
  const isUnknown = write.error instanceof OutcomeUnknownError;
  const onLookAgain = isUnknown && sent ? () => write.mutate(sent) : undefined;

  const isWriting = !write.isIdle;
  const error = isWriting ? write.error : preview.isFetching ? null : preview.error;
  const answer = isWriting ? write.data : preview.isFetching ? undefined : preview.data;
  const refused = fieldOf(error);
  const shown = { ...refused, ...errors };
  return (
    <section className="panel" aria-labelledby="customer">
      <h2 id="customer">Change a customer</h2>
      <form id="customer-form" onSubmit={onSubmit} noValidate>
        <Field name="email" label="E-mail address of the customer" type="email" errors={shown} />
        <p className="help">What is left empty stays as it is.</p>
        <div className="pair">
          <Field name="firstname" label="First name" autoComplete="off" errors={shown} />
          <Field name="lastname" label="Last name" autoComplete="off" errors={shown} />
        </div>
        <Field name="new_email" label="New e-mail address" type="email" errors={shown} />
        <Field name="note" label="Private note" autoComplete="off" errors={shown} />
        <button type="submit" className="primary" disabled={preview.isFetching || write.isPending}>
          Preview
        </button>
      </form>
      {preview.isFetching && <Loading what="Asking the shop…" onCancel={back} />}
      {write.isPending && <Loading what="Writing…" />}
      {error !== null && Object.keys(refused).length === 0 && (
        <Problem error={error} isWriting={isWriting} onLookAgain={onLookAgain} />
      )}
      {answer !== undefined && <Preview answer={answer} onConfirm={confirm} onBack={back} />}
    </section>
  );
}

/** What the rules of the shop refuse is said beside the field, like what the form refuses. */
function fieldOf(error: Error | null): FieldErrors {
  if (!(error instanceof PrestaShopError)) return {};
  if (error.kind !== "validation" || error.field === null) return {};
  const name = NAME_IN_FORM[error.field] ?? error.field;
  const message = error.message.replace(`\`${error.field}\``, `\`${name}\``);
  return { [name]: `${message} ${error.hint}` };
}
