import { moneyText } from "../language/money.js";
import { said } from "../language/said.js";
import { words } from "../language/words.js";
import { Card } from "../parts/record.js";
import type { ProductRead } from "./read.js";

/** The stock, as far as the key may read it, and the combinations. */
export function StockCard({ read }: { read: ProductRead }) {
  const w = words.value.products;
  const { product, currency } = read;
  const combinations = product.combinations ?? [];
  return (
    <Card
      title={w.stock}
      aside={
        <span class="end strong">
          {product.stock === null ? (
            <span class="small faint">{w.stockUnknown}</span>
          ) : (
            w.pieces(product.stock)
          )}
        </span>
      }
    >
      {product.stock === null && product.stock_note && (
        <p class="small muted">{said(product.stock_note)}</p>
      )}
      {combinations.length > 0 && (
        <details>
          <summary class="data">{w.combinations(combinations.length)}</summary>
          <ul class="plain-list">
            {combinations.map((one) => (
              <li key={one.id} class="row spread data">
                <bdi>{one.name ?? one.reference ?? `#${one.id}`}</bdi>
                <bdi class="mono faint">{one.reference}</bdi>
                <span class="end">
                  {moneyText(one.final_price ?? one.price_tax_incl, currency)}
                </span>
                <span>{one.stock === null ? "–" : w.pieces(one.stock)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  );
}
