/**
 * JSON text of a query. A filter whose value is `undefined` must not vanish: without it the
 * shop answers with the whole list. It becomes `null`, which the core refuses by name.
 */
export function queryJson(query: { filter?: unknown }): string {
  const { filter, ...options } = query;
  if (filter === undefined) return JSON.stringify(options);
  const kept = JSON.stringify(filter, (_, value: unknown) => (value === undefined ? null : value));
  const rest = JSON.stringify(options).slice(1, -1);
  return rest === "" ? `{"filter":${kept}}` : `{"filter":${kept},${rest}}`;
}
