import { PermissionError, type PrestaShop } from "@aismarttalk/prestashop";
import type { FoundEvent } from "./event.js";

/** Rows of stock that were empty, by their ids; `null` where that is not known. */
export type EmptyRows = readonly number[] | null;

/** What a look at the stock found. */
interface StockLook {
  found: FoundEvent[];
  empty: EmptyRows;
  /** Why there is nothing about stock; `null` where there is. */
  problem: string | null;
}

/** More rows than this would make every poll a long one. */
const MOST_EMPTY = 2_000;

const NOT_READABLE = "The key of the shop may not read stock_availables, so stock.out is not sent.";
const TOO_MANY = `More than ${MOST_EMPTY} rows of stock are empty, so stock.out is not sent.`;

/**
 * What ran out since the last look. A shop does not say when stock changes, so the rows without any
 * are compared; the first look only learns them.
 */
export async function stockEvents(
  shop: Pick<PrestaShop, "stockAvailables">,
  known: EmptyRows,
  signal: AbortSignal,
): Promise<StockLook> {
  try {
    const rows = await shop.stockAvailables.list({
      filter: { quantity: { less: 1 } },
      display: ["id", "id_product", "id_product_attribute", "quantity"],
      limit: MOST_EMPTY + 1,
      signal,
    });
    if (rows.length > MOST_EMPTY) return { found: [], empty: null, problem: TOO_MANY };
    const before = new Set(known);
    const fresh = known === null ? [] : rows.filter(({ id }) => !before.has(id));
    const found = fresh.map(({ id, id_product, id_product_attribute, quantity }): FoundEvent => {
      const data = { combination: id_product_attribute, quantity, stock: id };
      return { kind: "stock.out", record: `products/${id_product}`, once: null, data };
    });
    return { found, empty: rows.map(({ id }) => id), problem: null };
  } catch (thrown) {
    if (!(thrown instanceof PermissionError)) throw thrown;
    return { found: [], empty: null, problem: NOT_READABLE };
  }
}
