import {
  action,
  type LookAgainResult,
  OutcomeUnknownError,
  type PrestaShop,
  type PrestaShopError,
  type UpdateCustomerInput,
  type UpdateCustomerOutput,
} from "@aismarttalk/prestashop";
import { useState } from "react";
import type { FieldErrors } from "./check.ts";
import { Field } from "./field.tsx";
import { Loading } from "./loading.tsx";
import { Preview } from "./preview.tsx";
import { Problem } from "./problem.tsx";
import { useForm } from "./use-form.ts";
import { useRequest } from "./use-request.ts";

const { inputSchema } = action("update_customer");

/** The record calls the address that a customer changes to as it calls the old one. */
const NAME_IN_FORM: FieldErrors = { email: "new_email" };

/** Changes a customer: form, preview, confirmation. */
export function Customer({ shop }: { shop: PrestaShop }) {
  const [asked, setAsked] = useState<UpdateCustomerInput | null>(null);
  const { request, start, cancel } = useRequest<UpdateCustomerOutput>();
  const look = useRequest<LookAgainResult>();
  const { errors, onSubmit } = useForm(inputSchema, (input) => {
    setAsked(input);
    look.cancel();
    start((signal) => shop.run("update_customer", { ...input, preview: true }, { signal }));
  });

  function confirm(expect: string): void {
    if (asked === null) return;
    const confirmed = { ...asked, expect };
    setAsked(confirmed);
    start((signal) => shop.run("update_customer", confirmed, { signal }));
  }

  /** Writes nothing; only an error of an outcome that is not known can look. */
  function lookAgain(error: PrestaShopError): (() => void) | undefined {
    if (!(error instanceof OutcomeUnknownError)) return undefined;
    return () => void look.start((signal) => error.lookAgain({ signal }));
  }

  // A write that is on its way may be stored all the same, so it is not to be cancelled.
  const isWriting = asked?.expect !== undefined;
  const isLooking = look.request.state === "loading" || look.request.state === "done";
  const failed = look.request.state === "failed" ? look.request : request;
  const refused = request.state === "failed" ? fieldOf(request.error) : {};
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
        <button type="submit" className="primary" disabled={request.state === "loading"}>
          Preview
        </button>
      </form>
      {request.state === "loading" && (
        <Loading
          what={isWriting ? "Writing…" : "Asking the shop…"}
          onCancel={isWriting ? undefined : cancel}
        />
      )}
      {failed.state === "failed" && !isLooking && Object.keys(refused).length === 0 && (
        <Problem error={failed.error} isWriting={isWriting} onLookAgain={lookAgain(failed.error)} />
      )}
      {look.request.state === "loading" && (
        <Loading what="Looking what became of it…" onCancel={look.cancel} />
      )}
      {look.request.state === "done" && (
        <p role="status">
          {look.request.value.written ? "It is saved." : "It is not saved, and will not be."}
        </p>
      )}
      {request.state === "done" && (
        <Preview answer={request.value} onConfirm={confirm} onBack={cancel} />
      )}
    </section>
  );
}

/** What the rules of the shop refuse is said beside the field, like what the schema refuses. */
function fieldOf(error: PrestaShopError): FieldErrors {
  if (error.kind !== "validation" || error.field === null) return {};
  const name = NAME_IN_FORM[error.field] ?? error.field;
  const message = error.message.replace(`\`${error.field}\``, `\`${name}\``);
  return { [name]: `${message} ${error.hint}` };
}
