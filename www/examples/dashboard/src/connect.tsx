import { PrestaShop } from "@aismarttalk/prestashop";
import { useEffect } from "react";
import { z } from "zod";
import { Field } from "./field.tsx";
import { Loading } from "./loading.tsx";
import { Problem } from "./problem.tsx";
import { useForm } from "./use-form.ts";
import { useRequest } from "./use-request.ts";

const Settings = z.object({
  url: z.url({ protocol: /^https?$/, error: "Give an address such as https://shop.example" }),
  key: z
    .string({ error: "Give the key of the Webservice" })
    .trim()
    .regex(/^[A-Za-z0-9]{32}$/, "A key has 32 letters and digits"),
});

/** A shop that has answered. */
export interface Connection {
  shop: PrestaShop;
  name: string;
}

/** Asks for address and key, and tries them. */
export function Connect({ onConnected }: { onConnected: (connection: Connection) => void }) {
  const { request, start, cancel } = useRequest<Connection>();
  const { errors, onSubmit } = useForm(Settings, (settings) => {
    start(async (signal) => {
      const shop = new PrestaShop(settings);
      const { shop_name } = await shop.access({ signal });
      return { shop, name: shop_name };
    });
  });
  useEffect(() => {
    if (request.state === "done") onConnected(request.value);
  }, [request, onConnected]);
  return (
    <section className="panel" aria-labelledby="connect">
      <h2 id="connect">Connect a shop</h2>
      <form id="connect-form" onSubmit={onSubmit} noValidate>
        <Field name="url" label="Address" type="url" placeholder="https://" errors={errors} />
        <Field
          name="key"
          label="Key"
          type="password"
          autoComplete="off"
          help="From Advanced Parameters > Webservice. It stays in this page."
          errors={errors}
        />
        <button type="submit" className="primary" disabled={request.state === "loading"}>
          Connect
        </button>
      </form>
      {request.state === "loading" && <Loading what="Asking the shop…" onCancel={cancel} />}
      {request.state === "failed" && <Problem error={request.error} />}
    </section>
  );
}
