/** So many ids are handed to the core at once: it looks at all of them for each page. */
const MOST_IDS = 1_000;

/** A query as iterate takes it. */
interface Iterated {
  filter?: unknown;
  sort?: unknown;
}

/**
 * The same query for some of its ids after the other, in the order in which they are asked for;
 * what is no long list of ids stays as it is, for the core to look at.
 */
export function byIdWindows<Q extends Iterated>(query: Q): Q[] {
  const filter = query.filter as { id?: unknown } | undefined;
  const ids = Array.isArray(filter?.id) ? filter.id : Object(filter?.id).oneOf;
  if (!Array.isArray(ids) || ids.length <= MOST_IDS || !ids.every(isId)) return [query];
  const sorted = [...new Set(ids.map(Number))].sort((one, other) => one - other);
  if (/_desc$/i.test(String(query.sort))) sorted.reverse();
  const windows: Q[] = [];
  for (let at = 0; at < sorted.length; at += MOST_IDS) {
    const id = sorted.slice(at, at + MOST_IDS);
    windows.push({ ...query, filter: { ...filter, id } });
  }
  return windows;
}

function isId(id: unknown): boolean {
  return (typeof id === "number" && Number.isSafeInteger(id)) || /^\d{1,10}$/.test(String(id));
}
