import type { Dictionary } from "../language/message.js";
import type { Entry } from "./entry.js";
import { cards, type Work } from "./work.js";

/** What a product is called: by the shop, else by the file, else as the file names it. */
export function productName(
  { id, rows, named }: Pick<Entry, "id" | "rows" | "named">,
  w: Dictionary,
): string {
  const card = id === null ? undefined : cards.value.get(id);
  const called = card?.name ?? rows[0]?.called ?? "";
  if (called !== "") return called;
  return w.bulk.productNamed(named);
}

/** The picture of a product; `null` where none is known. */
export function pictureOfProduct({ id }: Pick<Entry, "id">): string | null {
  return id === null ? null : (cards.value.get(id)?.picture ?? null);
}

/** The products that a list names. */
export function idsOf({ job }: Pick<Work, "job">): number[] {
  return job.flatMap(({ id }) => (id === null ? [] : [id]));
}
