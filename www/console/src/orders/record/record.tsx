import { words } from "../../language/words.js";

/** One order, by its reference (or `id:5`). */
export function OrderRecord({ id }: { id: string }) {
  return (
    <h1>
      {words.value.shell.orders} {id}
    </h1>
  );
}
