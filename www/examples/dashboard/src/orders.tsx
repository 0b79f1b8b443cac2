import type { EdgeShop, GetOrdersByEmailOutput, OrderSummary } from "@aismarttalk/prestashop/edge";
import { skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { z } from "zod";
import { Field } from "./field.tsx";
import { emailAddress } from "./inputs.ts";
import { Loading } from "./loading.tsx";
import { Problem } from "./problem.tsx";
import { useForm } from "./use-form.ts";

const Wanted = z.object({ email: emailAddress("E-mail address") });

/** The newest orders of an e-mail address. */
export function Orders({ shop }: { shop: EdgeShop }) {
  const queries = useQueryClient();
  const [email, setEmail] = useState<string | null>(null);
  const queryKey = ["orders", email];
  const orders = useQuery({
    queryKey,
    queryFn:
      email === null
        ? skipToken
        : ({ signal }) => shop.run("get_orders_by_email", { email }, { signal }),
  });
  const { errors, onSubmit } = useForm(Wanted, async (wanted) => {
    await queries.cancelQueries({ queryKey });
    if (wanted.email === email) void orders.refetch();
    else setEmail(wanted.email);
  });

  function cancel(): void {
    void queries.cancelQueries({ queryKey });
    setEmail(null);
  }

  return (
    <section className="panel" aria-labelledby="orders">
      <h2 id="orders">Orders of a customer</h2>
      <form id="orders-form" className="row" onSubmit={onSubmit} noValidate>
        <Field name="email" label="E-mail address" type="email" errors={errors} />
        <button type="submit" className="primary">
          Look up
        </button>
      </form>
      {orders.isFetching && <Loading what="Looking up the orders…" onCancel={cancel} />}
      {orders.isError && !orders.isFetching && <Problem error={orders.error} />}
      {orders.isSuccess && !orders.isFetching && <Found answer={orders.data} />}
    </section>
  );
}

function Found({ answer }: { answer: GetOrdersByEmailOutput }) {
  const { orders, total_count, customers, warnings } = answer;
  if (customers.length === 0) return <p role="status">Nobody has this e-mail address.</p>;
  if (orders.length === 0) return <p role="status">This customer has ordered nothing yet.</p>;
  return (
    <>
      <p role="status">
        {orders.length === total_count
          ? `Orders: ${total_count}`
          : `The newest ${orders.length} of ${total_count} orders`}
      </p>
      {warnings.map((warning) => (
        <p className="warning" key={warning}>
          {warning}
        </p>
      ))}
      <ol className="orders">
        {orders.map((order) => (
          <Order key={order.id} order={order} />
        ))}
      </ol>
    </>
  );
}

function Order({ order }: { order: OrderSummary }) {
  const { reference, date_add, status, totals, lines } = order;
  return (
    <li>
      <div className="order">
        <strong>{reference}</strong>
        <span className="status" style={{ borderColor: status.color ?? "currentcolor" }}>
          {status.label ?? "No status"}
        </span>
        <time className="soft">{date_add?.slice(0, 16) ?? "No date"}</time>
        <span className="amount">{inCents(totals.total_paid_tax_incl)}</span>
      </div>
      <ul className="lines">
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a product can stand in several lines, which have no id.
          <li key={index}>
            {line.product_quantity} × {line.product_name}
          </li>
        ))}
      </ul>
    </li>
  );
}

/** An amount comes as text with six decimals, in the currency of its order. */
function inCents(amount: string | null): string {
  return amount?.replace(/(\.\d\d)\d*$/, "$1") ?? "";
}
