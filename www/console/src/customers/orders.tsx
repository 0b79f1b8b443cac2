import type {
  CustomerSummary,
  FindOrdersOutput,
  FoundOrder,
  PriceCurrency,
} from "@aismarttalk/prestashop";
import { moneyText } from "../language/money.js";
import { words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { NotShown } from "../parts/not-shown.js";
import { Pill, Tag } from "../parts/pill.js";
import { Problem } from "../parts/problem.js";
import { Card } from "../parts/record.js";
import { Cell, Row, Table } from "../parts/table.js";
import { When } from "../parts/when.js";
import { type Asked, useAction } from "../state/answers.js";
import { hrefTo } from "../state/route.js";

/** The orders of a person, the newest first. */
export type PersonOrders = Asked<FindOrdersOutput>;

const MOST = 50;

/** By the e-mail address, which a guest check-out has as well; by the id where there is none. */
export function useOrdersOf({ id, email }: CustomerSummary): PersonOrders {
  return useAction("find_orders", { customer: email === "" ? id : email, limit: MOST });
}

/** Every order, with those told apart that were placed without the account. */
export function OrdersCard({
  customer,
  orders: { value, error, again },
}: {
  customer: CustomerSummary;
  orders: PersonOrders;
}) {
  const w = words.value;
  const count = value?.orders.length ?? 0;
  return (
    <Card
      title={w.customers.orders}
      aside={value && <span class="faint">{w.customers.ordersShown(count, value.has_more)}</span>}
      bare
    >
      {error !== null && (
        <div class="in">
          <Problem error={error} acts={<Button onClick={again}>{w.shell.tryAgain}</Button>} />
        </div>
      )}
      {value === null && error === null && <p class="in faint">{w.shell.loading}</p>}
      {value !== null && count === 0 && <p class="in muted">{w.customers.noOrders}</p>}
      {value !== null && count > 0 && <OrderRows customer={customer} found={value} />}
      <NotShown warnings={value?.warnings ?? []} />
    </Card>
  );
}

function OrderRows({ customer, found }: { customer: CustomerSummary; found: FindOrdersOutput }) {
  const w = words.value.customers;
  return (
    <Table
      label={w.orders}
      id="customer-orders"
      columns={[
        { name: w.order },
        { name: w.placed },
        { name: w.status },
        { name: w.total, class: "num" },
      ]}
    >
      {found.orders.map((order) => (
        <OrderRow
          key={order.id}
          order={order}
          isOther={order.customer.id !== customer.id}
          currency={currencyOf(order, found.currencies)}
        />
      ))}
    </Table>
  );
}

function OrderRow(props: { order: FoundOrder; isOther: boolean; currency: PriceCurrency | null }) {
  const { order, isOther, currency } = props;
  const { reference, date_add, status, total_paid_tax_incl } = order;
  const w = words.value.customers;
  return (
    <Row class="linked">
      <Cell class="first">
        <span class="row">
          <a class="ref whole" href={orderHref(order)} translate={false}>
            {reference}
          </a>
          {isOther && <Tag icon="user">{w.otherPerson}</Tag>}
        </span>
      </Cell>
      <Cell class="muted">
        <When date={date_add} />
      </Cell>
      <Cell>
        <Pill colour={status.color}>{status.label ?? "–"}</Pill>
      </Cell>
      <Cell class="num second sum-cell">{moneyText(total_paid_tax_incl, currency)}</Cell>
    </Row>
  );
}

/** The page of an order: orders that the shop split share their reference, which it tells apart. */
export function orderHref({ id, reference }: Pick<FoundOrder, "id" | "reference">): string {
  return hrefTo("orders", reference === "" ? `id:${id}` : reference);
}

/** What an order's amounts are in; `null` where the key may not read it. */
export function currencyOf(
  { id_currency }: Pick<FoundOrder, "id_currency">,
  currencies: readonly PriceCurrency[] | null,
): PriceCurrency | null {
  return currencies?.find(({ id }) => id === id_currency) ?? null;
}
