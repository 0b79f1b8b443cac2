import { dash, statusBadge } from "../components/badge.js";
import { h } from "../components/element.js";
import { table } from "../components/table.js";
import { routeTo } from "../route.js";
import type { DemoMail, StoredChange } from "../shop/demo-store.js";
import type { OrderState } from "../shop/record.js";

/** The mails that the demo store sent, and what the last write changed in its database. */
export function outboxView(
  mails: readonly DemoMail[],
  changes: readonly StoredChange[],
  states: readonly OrderState[],
): HTMLElement {
  return h(
    "div",
    { class: "exchanges" },
    h("h2", {}, (w) => w.outbox.title, " ", h("span", { class: "count" }, mails.length)),
    mails.length === 0 ? h("p", { class: "hint" }, (w) => w.outbox.none) : mailTable(mails, states),
    changes.length > 0 &&
      h(
        "details",
        { class: "raw stored" },
        h("summary", {}, (w) => w.outbox.stored(changes.length)),
        changeTable(changes),
      ),
  );
}

function mailTable(mails: readonly DemoMail[], states: readonly OrderState[]): HTMLElement {
  return table(
    [
      {
        name: "to",
        label: (w) => w.outbox.to,
        cell: ({ to }) => h("bdi", { class: "text" }, to),
      },
      {
        name: "id_order_state",
        label: (w) => w.outbox.status,
        cell: (mail) => statusOf(mail, states),
      },
      {
        name: "template",
        label: (w) => w.outbox.template,
        cell: ({ template }) => h("code", {}, template),
      },
      { name: "id_order", label: (w) => w.outbox.order, cell: orderLink },
    ],
    // The newest is looked for first.
    [...mails].reverse(),
  );
}

function statusOf({ id_order_state: id }: DemoMail, states: readonly OrderState[]): HTMLElement {
  return statusBadge(states.find((one) => one.id === id) ?? { id });
}

function orderLink({ id_order: id }: DemoMail): HTMLElement {
  return h("a", { href: routeTo("get_order_history", { id }) }, (w) => w.outbox.orderLink(id));
}

function changeTable(changes: readonly StoredChange[]): HTMLElement {
  return table(
    [
      { label: (w) => w.outbox.record, cell: ({ record }) => h("code", {}, record) },
      { label: (w) => w.outbox.field, cell: ({ field }) => h("code", {}, field) },
      { label: (w) => w.outbox.shop, cell: ({ shop }) => shopNode(shop) },
      { label: (w) => w.outbox.before, cell: ({ before }) => stored(before) },
      { label: (w) => w.outbox.after, cell: ({ after }) => stored(after) },
    ],
    changes,
  );
}

function shopNode(shop: number): HTMLElement {
  return h("span", {}, shop === 0 ? (w) => w.outbox.allShops : shop);
}

function stored(value: string | null): HTMLElement {
  return value === null || value === ""
    ? dash()
    : h("span", { class: "text storedtext", dir: "auto" }, value);
}
