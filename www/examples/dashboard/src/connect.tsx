import { EdgeShop, type EdgeSite } from "@aismarttalk/prestashop/edge";
import { skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { z } from "zod";
import { Field } from "./field.tsx";
import { Loading } from "./loading.tsx";
import { Problem } from "./problem.tsx";
import { useForm } from "./use-form.ts";

const Worker = z.object({
  url: z.url({ protocol: /^https?$/, error: "Give an address such as https://worker.example" }),
  token: z
    .string({ error: "Give a token of the worker" })
    .trim()
    .regex(/^[\x21-\x7e]+$/, "A token has no spaces or accents"),
});

const SITES = ["sites"];

/** A shop that the worker knows. */
export interface Connection {
  shop: EdgeShop;
  name: string;
}

/** Asks for the worker's address and a token, and which of the token's shops it is. */
export function Connect({ onConnected }: { onConnected: (connection: Connection) => void }) {
  const queries = useQueryClient();
  const [worker, setWorker] = useState<z.infer<typeof Worker> | null>(null);
  const sites = useQuery({
    queryKey: SITES,
    queryFn: worker === null ? skipToken : ({ signal }) => new EdgeShop(worker).sites({ signal }),
    gcTime: 0,
  });
  const { errors, onSubmit } = useForm(Worker, (given) => {
    queries.removeQueries({ queryKey: SITES });
    setWorker(given);
  });

  function open({ id, name }: EdgeSite): void {
    if (worker !== null) onConnected({ shop: new EdgeShop({ ...worker, site: id }), name });
  }

  function cancel(): void {
    void queries.cancelQueries({ queryKey: SITES });
    setWorker(null);
  }

  const found = worker === null ? undefined : sites.data;
  const only = found?.length === 1 ? found[0] : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a shop is opened once, when it is found.
  useEffect(() => {
    if (only !== undefined) open(only);
  }, [only]);
  return (
    <section className="panel" aria-labelledby="connect">
      <h2 id="connect">Connect a shop</h2>
      <form id="connect-form" onSubmit={onSubmit} noValidate>
        <Field
          name="url"
          label="Address of the worker"
          type="url"
          placeholder="https://"
          errors={errors}
        />
        <Field
          name="token"
          label="Token"
          type="password"
          autoComplete="off"
          help="From whoever runs the worker. It stays in this page; the worker keeps the shop’s key."
          errors={errors}
        />
        <button type="submit" className="primary" disabled={sites.isFetching}>
          Connect
        </button>
      </form>
      {worker !== null && sites.isFetching && (
        <Loading what="Asking the worker…" onCancel={cancel} />
      )}
      {worker !== null && sites.isError && !sites.isFetching && <Problem error={sites.error} />}
      {found !== undefined && only === undefined && <Choice sites={found} onChosen={open} />}
    </section>
  );
}

/** Of several shops none is taken by chance. */
function Choice({
  sites,
  onChosen,
}: {
  sites: readonly EdgeSite[];
  onChosen: (site: EdgeSite) => void;
}) {
  if (sites.length === 0) return <p role="status">This token reaches no shop.</p>;
  return (
    <div className="choice">
      <p role="status">Which shop?</p>
      <ul className="buttons">
        {sites.map((site) => (
          <li key={site.id}>
            <button type="button" data-site={site.id} onClick={() => onChosen(site)}>
              {site.name}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
