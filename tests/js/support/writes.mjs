// What the demo store was sent and what it holds otherwise than before.

/** The requests that were no reads: `{ method, url, headers, init }`. */
export function writesOf(demo) {
  return demo.log.filter(({ method }) => method !== "GET");
}

/** `products/5 name[2]` of each stored value that differs, without what a shop sets by itself. */
export function changed(demo) {
  const changes = JSON.parse(demo.store.changes()).filter(
    ({ record, field }) =>
      field !== "" && field !== "date_upd" && !record.startsWith("order_histories"),
  );
  return [...new Set(changes.map(({ record, field }) => `${record} ${field}`))].sort();
}
