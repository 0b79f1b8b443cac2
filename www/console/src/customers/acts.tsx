import type { CustomerSummary } from "@aismarttalk/prestashop";
import { words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { useShortcuts } from "../state/keys.js";
import { replaceQuery } from "../state/route.js";
import { shop } from "../state/session.js";
import { flowOf } from "../write/flow.js";
import { savedTo } from "../write/saved-here.js";
import { previewBack } from "../write/steps.js";
import { isEditing, recordOfCustomer } from "./edit.js";

/** What one does with a customer: edit, see the orders, take the last change back. */
export function CustomerActs({ customer, name }: { customer: CustomerSummary; name: string }) {
  const w = words.value.customers;
  const open = shop.value;
  const canEdit = open?.actions.some((one) => one.name === "update_customer") ?? false;
  const record = recordOfCustomer(customer, name);
  const [last] = open === null ? [] : savedTo(open.ref, record);
  const undo =
    open === null || last === undefined || last.isUndo
      ? null
      : () => void previewBack(flowOf(open, last.action, record), last.answer);
  const edit = () => {
    if (canEdit) replaceQuery({ do: "edit" });
  };
  useShortcuts(
    [
      { keys: ["e"], does: (w) => w.customers.edit, run: edit },
      { keys: ["u"], does: (w) => w.customers.undoLast, run: () => undo?.() },
    ],
    [canEdit, last],
  );
  return (
    <>
      <Button
        kind={isEditing(customer) ? "plain" : "primary"}
        shortcut="E"
        disabled={!canEdit}
        onClick={edit}
      >
        {w.editButton}
      </Button>
      <Button onClick={showOrders}>{w.orders}</Button>
      <Button icon="undo" shortcut="U" disabled={undo === null} onClick={() => undo?.()}>
        {w.undoLast}
      </Button>
    </>
  );
}

function showOrders(): void {
  const orders = document.getElementById("customer-orders");
  orders?.scrollIntoView({ block: "center" });
  orders?.querySelector<HTMLElement>("a")?.focus({ preventScroll: true });
}
