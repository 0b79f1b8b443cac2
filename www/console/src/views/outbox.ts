import { dash, statusBadge } from "../components/badge.js";
import { h } from "../components/element.js";
import { table } from "../components/table.js";
import { routeTo } from "../route.js";
import type { DemoMail, StoredChange } from "../services/demo-store.js";
import type { OrderState } from "../services/record.js";

/** The mails that the demo store sent, and what the last write changed in its database. */
export function outboxView(
  mails: readonly DemoMail[],
  changes: readonly StoredChange[],
  states: readonly OrderState[],
): HTMLElement {
  return h(
    "div",
    { class: "exchanges" },
    h("h2", {}, "Outbox ", h("span", { class: "count" }, mails.length)),
    mails.length === 0
      ? h("p", { class: "hint" }, "The pretend shop has sent no mail yet.")
      : mailTable(mails, states),
    changes.length > 0 &&
      h(
        "details",
        { class: "raw stored" },
        h("summary", {}, storedTitle(changes.length)),
        changeTable(changes),
      ),
  );
}

function mailTable(mails: readonly DemoMail[], states: readonly OrderState[]): HTMLElement {
  return table(
    [
      { name: "to", label: "To", cell: ({ to }) => h("span", { class: "text" }, to) },
      { name: "id_order_state", label: "Status", cell: (mail) => statusOf(mail, states) },
      { name: "template", label: "Template", cell: ({ template }) => h("code", {}, template) },
      { name: "id_order", label: "Order", cell: orderLink },
    ],
    // The newest is looked for first.
    [...mails].reverse(),
  );
}

function statusOf({ id_order_state: id }: DemoMail, states: readonly OrderState[]): HTMLElement {
  return statusBadge(states.find((one) => one.id === id) ?? { id });
}

function orderLink({ id_order: id }: DemoMail): HTMLElement {
  return h("a", { href: routeTo("get_order_history", { id }) }, `Order ${id}`);
}

function storedTitle(count: number): string {
  return count === 1
    ? "The write changed 1 stored value"
    : `The write changed ${count} stored values`;
}

function changeTable(changes: readonly StoredChange[]): HTMLElement {
  return table(
    [
      { label: "Record", cell: ({ record }) => h("code", {}, record) },
      { label: "Field", cell: ({ field }) => h("code", {}, field) },
      { label: "Shop", cell: ({ shop }) => h("span", {}, shop === 0 ? "all" : String(shop)) },
      { label: "Before", cell: ({ before }) => stored(before) },
      { label: "After", cell: ({ after }) => stored(after) },
    ],
    changes,
  );
}

function stored(value: string | null): HTMLElement {
  return value === null || value === ""
    ? dash()
    : h("span", { class: "text storedtext", dir: "auto" }, value);
}
