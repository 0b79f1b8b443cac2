import type { Connection } from "../shop/connection.js";
import { runAction } from "../state/running.js";

/** What people know a product by. */
export interface ProductCard {
  name: string | null;
  reference: string | null;
  picture: string | null;
}

/** The most that the shop gives at once. */
export const ROWS_A_PAGE = 100;
/** So many pages at least are looked through before products are left without a name. */
const LEAST_PAGES = 10;

/** Names, references and pictures of products, a hundred a request; those that are found. */
export async function readCards(
  shop: Connection,
  ids: readonly number[],
  signal: AbortSignal,
): Promise<ReadonlyMap<number, ProductCard>> {
  const cards = new Map<number, ProductCard>();
  const left = new Set(ids);
  let cursor: string | undefined;
  for (let page = 0; page < Math.max(LEAST_PAGES, ids.length / 2) && left.size > 0; page += 1) {
    const input = { limit: ROWS_A_PAGE, ...(cursor !== undefined && { cursor }) };
    const found = await runAction(shop, "find_products", input, { signal });
    for (const product of found.products) {
      if (!left.delete(product.id)) continue;
      cards.set(product.id, {
        name: product.name,
        reference: product.reference,
        picture: pictureOf(product),
      });
    }
    if (found.cursor === null) break;
    cursor = found.cursor;
  }
  return cards;
}

/** A shop whose key may not tell pictures has none. */
function pictureOf(product: object): string | null {
  const { cover_image_url: url = null } = product as { cover_image_url?: string | null };
  return url;
}
