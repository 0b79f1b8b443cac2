import type { EdgeChange, EdgeShop } from "@aismarttalk/prestashop/edge";
import { useQuery } from "@tanstack/react-query";
import { Loading } from "./loading.tsx";
import { Problem } from "./problem.tsx";

const SHOWN = 5;

export const CHANGES = ["changes"];

/** The worker's journal: what was changed, by whom, and whether it is known to be saved. */
export function Changes({ shop }: { shop: EdgeShop }) {
  const journal = useQuery({
    queryKey: CHANGES,
    queryFn: ({ signal }) => shop.changes({ limit: SHOWN, signal }),
  });
  return (
    <section className="panel" aria-labelledby="changes">
      <h2 id="changes">Latest changes</h2>
      {journal.isPending && <Loading what="Reading the journal…" />}
      {journal.isError && <Problem error={journal.error} />}
      {journal.isSuccess && <Journal changes={journal.data.changes} />}
    </section>
  );
}

function Journal({ changes }: { changes: readonly EdgeChange[] }) {
  if (changes.length === 0) return <p>Nothing was changed through the worker yet.</p>;
  return (
    <ol className="changes">
      {changes.map(({ id, at, caller, resource, record, fields, outcome }) => (
        <li key={id}>
          <strong>
            {resource} {record}
          </strong>{" "}
          {fields.map(({ field }) => field).join(", ")}{" "}
          <span className="soft">
            {outcome === "written" ? "saved" : "not known yet"}, {caller},{" "}
            <time dateTime={at}>{new Date(at).toLocaleString()}</time>
          </span>
        </li>
      ))}
    </ol>
  );
}
