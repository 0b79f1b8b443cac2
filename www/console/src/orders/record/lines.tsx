import { type Currency, moneyText, sumOf, timesOf } from "../../language/money.js";
import { words } from "../../language/words.js";
import { Picture } from "../../parts/picture.js";
import { Card } from "../../parts/record.js";
import { hrefTo } from "../../state/route.js";
import { currencyOf, type Line, type Order, piecesOf, referenceOf } from "./order.js";

/** What was ordered, and what it comes to. */
export function Lines({ order }: { order: Order }) {
  const w = words.value.order;
  const currency = currencyOf(order);
  return (
    <Card
      title={w.lines}
      aside={<span class="small faint">{w.lineCount(order.lines.length, piecesOf(order))}</span>}
      bare
      footer={<Totals order={order} currency={currency} />}
    >
      {order.lines.length === 0 ? (
        <p class="in faint">{w.noLines}</p>
      ) : (
        <table class="table folds" role="table" aria-label={w.linesOf(referenceOf(order))}>
          <thead role="rowgroup">
            <tr role="row">
              <Head>{w.product}</Head>
              <Head isNumber>{w.each}</Head>
              <Head isNumber>{w.pieces}</Head>
              <Head isNumber>{w.total}</Head>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {order.lines.map((line, place) => (
              <LineRow key={place} line={line} currency={currency} />
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

function Head({ children, isNumber = false }: { children: string; isNumber?: boolean }) {
  return (
    <th role="columnheader" scope="col" class={isNumber ? "num" : ""}>
      {children}
    </th>
  );
}

function LineRow({ line, currency }: { line: Line; currency: Currency | null }) {
  const { product_id: product, product_name: name, product_reference: reference } = line;
  const quantity = line.product_quantity ?? 0;
  const each = moneyText(line.unit_price_tax_incl, currency);
  const total = moneyText(
    line.unit_price_tax_incl === null ? null : timesOf(line.unit_price_tax_incl, quantity),
    currency,
  );
  return (
    <tr role="row" class="tall">
      <td role="cell" class="first">
        <span class="row">
          <Picture url={line.cover_image_url} />
          <span class="cut">
            {product === null ? (
              <span class="strong" dir="auto">
                {name}
              </span>
            ) : (
              <a class="plain strong" href={hrefTo("products", product)} dir="auto">
                {name}
              </a>
            )}
            {reference !== null && reference !== "" && (
              <span class="block small faint cut">
                <span class="mono" translate={false}>
                  {reference}
                </span>
              </span>
            )}
          </span>
        </span>
      </td>
      <td role="cell" class="num muted off">
        {each}
      </td>
      <td role="cell" class="num off">
        {quantity}
      </td>
      <td role="cell" class="num second strong">
        {total}
        <span class="block small faint wide-no">
          {quantity} × {each}
        </span>
      </td>
    </tr>
  );
}

function Totals({
  order: { totals, valid },
  currency,
}: {
  order: Order;
  currency: Currency | null;
}) {
  const w = words.value.order;
  const { total_discounts_tax_incl: off, total_paid_real: paid } = totals;
  const isOff = off !== null && !isNought(off);
  const isShort = paid !== null && paid !== totals.total_paid_tax_incl && !isNought(paid);
  return (
    <dl class="sum">
      <dt class="muted">{w.products}</dt>
      <dd>{moneyText(totals.total_products_wt, currency)}</dd>
      <dt class="muted">{w.delivery}</dt>
      <dd>{moneyText(totals.total_shipping_tax_incl, currency)}</dd>
      {isOff && (
        <>
          <dt class="muted">{w.discounts}</dt>
          <dd>{moneyText(sumOf([`-${off}`]), currency)}</dd>
        </>
      )}
      <dt class="total">{valid ? w.paid : w.toPay}</dt>
      <dd class="total">{moneyText(totals.total_paid_tax_incl, currency)}</dd>
      {isShort && (
        <>
          <dt class="muted">{w.paidSoFar}</dt>
          <dd>{moneyText(paid, currency)}</dd>
        </>
      )}
    </dl>
  );
}

function isNought(amount: string): boolean {
  return /^-?0*(\.0*)?$/.test(amount);
}
