import type { PrestaShop } from "../../node.js";
import type { Fields } from "../table/cell.js";
import type { ListOptions } from "./options.js";

/** So many rows come in one answer; more come page by page. */
const ONE_ANSWER = 500;
const PAGE = 200;
const BY_ID = /^\[?id_(?:ASC|DESC)\]?$/i;

/** The rows that were asked for, one after the other. */
export async function* rowsFrom(shop: PrestaShop, options: ListOptions): AsyncGenerator<Fields> {
  const { resource, filter, display, language, limit, offset, sort, skipFailing } = options;
  const records = shop.resource<Fields>(resource);
  const query = {
    filter,
    ...(display !== undefined && { display }),
    ...(language !== undefined && { language }),
  };
  const isById = sort.length === 0 || (sort.length === 1 && BY_ID.test(sort[0] ?? ""));
  const isSmall = limit !== undefined && limit <= ONE_ANSWER && !skipFailing;
  if (!isById || isSmall || offset !== undefined) {
    const of = { ...(sort.length > 0 && { sort }), ...(limit !== undefined && { limit }) };
    yield* await records.list({ ...query, ...of, ...(offset !== undefined && { offset }) });
    return;
  }
  const order = /desc/i.test(sort[0] ?? "") ? "id_DESC" : "id_ASC";
  let left = limit ?? Number.POSITIVE_INFINITY;
  const pages = { sort: order, pageSize: Math.min(PAGE, left), skipFailing } as const;
  for await (const row of records.iterate({ ...query, ...pages })) {
    yield row;
    left -= 1;
    if (left === 0) return;
  }
}
