import type { FoundOrder, FullOrder, OrderParcel } from "@aismarttalk/prestashop";
import { moneyText } from "../language/money.js";
import { words } from "../language/words.js";
import { CopyButton } from "../parts/copy.js";
import { Icon } from "../parts/icon.js";
import { NotShown } from "../parts/not-shown.js";
import { Pill } from "../parts/pill.js";
import { Problem } from "../parts/problem.js";
import { Card, Pairs } from "../parts/record.js";
import { When } from "../parts/when.js";
import { useAction } from "../state/answers.js";
import { currencyOf, orderHref, type PersonOrders } from "./orders.js";

/** The newest order and where its parcels are: what people call about. */
export function ParcelCard({ orders }: { orders: PersonOrders }) {
  const newest = orders.value?.orders[0];
  if (newest === undefined) return null;
  const currency = currencyOf(newest, orders.value?.currencies ?? null);
  const w = words.value.customers;
  return (
    <Card
      title={w.newestOrder}
      aside={
        <>
          <a class="ref mono" href={orderHref(newest)} translate={false}>
            {newest.reference}
          </a>
          <span class="end row small muted">
            <When date={newest.date_add} />
            <b>{moneyText(newest.total_paid_tax_incl, currency)}</b>
          </span>
        </>
      }
    >
      <Parcels newest={newest} />
    </Card>
  );
}

function Parcels({ newest: { id, status } }: { newest: FoundOrder }) {
  const { value, error } = useAction("get_order", { id });
  const w = words.value;
  if (error !== null) return <Problem error={error} />;
  const order = value?.orders[0];
  return (
    <>
      <Pairs
        pairs={[
          [w.customers.status, <Pill colour={status.color}>{status.label ?? "–"}</Pill>],
          ...(order === undefined ? [] : parcelPairs(order)),
        ]}
      />
      {order === undefined && <p class="faint small">{w.shell.loading}</p>}
      <NotShown warnings={value?.warnings ?? []} />
    </>
  );
}

function parcelPairs({ delivery, shipping }: FullOrder) {
  const w = words.value.customers;
  const parcels: readonly OrderParcel[] =
    delivery.parcels.length > 0 || shipping.shipping_number === null
      ? delivery.parcels
      : [
          {
            id: null,
            carrier: null,
            tracking_number: shipping.shipping_number,
            tracking_url: null,
          },
        ];
  const carriers = [...new Set([...parcels.map(({ carrier }) => carrier), delivery.carrier])];
  const named = carriers.filter((one) => one !== null).join(", ");
  const tracked = parcels.filter(({ tracking_number }) => (tracking_number ?? "") !== "");
  return [
    ...(named === "" ? [] : [[w.carrier, <bdi translate={false}>{named}</bdi>] as const]),
    ...(tracked.length === 0
      ? [[w.tracking, <span class="faint">{w.noTracking}</span>] as const]
      : tracked.map((one) => [w.tracking, <Tracking parcel={one} />] as const)),
  ];
}

/** Opens the carrier's page, as far as the shop knows one. */
function Tracking({ parcel: { tracking_number, tracking_url } }: { parcel: OrderParcel }) {
  const w = words.value.customers;
  const number = tracking_number ?? "";
  const isLink = /^https?:\/\//.test(tracking_url ?? "");
  return (
    <span class="row-wrap">
      {isLink ? (
        <a class="mono" href={tracking_url ?? ""} target="_blank" rel="noreferrer">
          {number}
          <Icon name="out" />
        </a>
      ) : (
        <span class="mono">{number}</span>
      )}
      <CopyButton text={number} label={w.copyTracking} />
    </span>
  );
}
