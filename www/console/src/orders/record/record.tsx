import { useEffect } from "preact/hooks";
import { words } from "../../language/words.js";
import { Button } from "../../parts/button.js";
import { Note } from "../../parts/note.js";
import { Problem } from "../../parts/problem.js";
import { RecordHead } from "../../parts/record.js";
import { useShortcuts } from "../../state/keys.js";
import { remember } from "../../state/recent.js";
import { hrefTo } from "../../state/route.js";
import { shopRef } from "../../state/session.js";
import { NoSuchOrder } from "./no-such-order.js";
import { buyerOf, type Order, orderNamed, placeOf, referenceOf } from "./order.js";
import { OrderView } from "./order-view.js";
import { type FoundHistory, useHistory, useOrders } from "./reading.js";

/** One order, by its reference (or `id:5`); all of them where the shop split it. */
export function OrderRecord({ id }: { id: string }) {
  const w = words.value;
  const asked = useOrders(id);
  const { value, error } = asked;
  const history = useHistory(id, value !== null);
  const orders = value?.orders ?? [];
  useRemembered(id, orders);
  useShortcuts(
    [
      {
        keys: ["r"],
        does: (now) => now.parts.readAgain,
        run: () => {
          asked.again();
          history.again();
        },
      },
    ],
    [asked, history],
  );
  if (value === null && error === null) return <Reading id={id} />;
  if (value === null) return <Missing id={id} error={error} again={asked.again} />;
  const isShared = orders.length > 1;
  return (
    <>
      {isShared && <SharedReference orders={orders} />}
      {error !== null && <Problem error={error} />}
      {orders.map((order) => (
        <OrderView
          key={order.id}
          order={order}
          isShared={isShared}
          changes={history.value?.changes.get(order.id) ?? null}
          warnings={[
            ...value.warnings,
            ...((history.value as FoundHistory | null)?.warnings ?? []),
          ]}
          readAt={asked.readAt}
        />
      ))}
      {history.error !== null && <Note tone="warn" title={w.order.noHistory} />}
    </>
  );
}

/** What the address says stands there already. */
function Reading({ id }: { id: string }) {
  const w = words.value;
  return (
    <>
      <RecordHead
        crumb={<a href={hrefTo("orders")}>{w.shell.orders}</a>}
        title={
          <h1 class="ref-title" translate={false}>
            {shortName(id)}
          </h1>
        }
      />
      <p class="faint">{w.shell.loading}</p>
    </>
  );
}

function Missing({ id, error, again }: { id: string; error: unknown; again(): void }) {
  const w = words.value;
  const isUnknown = error instanceof Error && "kind" in error && error.kind === "not_found";
  return (
    <>
      <RecordHead
        crumb={<a href={hrefTo("orders")}>{w.shell.orders}</a>}
        title={
          <h1 class="ref-title" translate={false}>
            {shortName(id)}
          </h1>
        }
      />
      {isUnknown ? (
        <NoSuchOrder name={shortName(id)} />
      ) : (
        <Problem error={error} acts={<Button onClick={again}>{w.parts.readAgain}</Button>} />
      )}
    </>
  );
}

/** A reference that the shop gave to several orders: each is named, none is chosen for the reader. */
function SharedReference({ orders }: { orders: readonly Order[] }) {
  const w = words.value;
  return (
    <Note tone="warn" title={w.order.shared(orders.length, orders[0]?.reference ?? "")}>
      <p class="row-wrap">
        {orders.map((order) => (
          <a key={order.id} href={hrefTo("orders", placeOf(order, true))}>
            {w.order.numbered(order.id)}
          </a>
        ))}
      </p>
    </Note>
  );
}

function useRemembered(id: string, orders: readonly Order[]): void {
  const [first] = orders;
  const ref = shopRef.value;
  const [name, more] = first === undefined ? [null, null] : [referenceOf(first), buyerOf(first)];
  useEffect(() => {
    if (ref !== null && name !== null) remember(ref, { page: "orders", id, name, more });
  }, [ref, id, name, more]);
}

function shortName(id: string): string {
  const name = orderNamed(id);
  return "id" in name ? `#${name.id}` : name.reference;
}
