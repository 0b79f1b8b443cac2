import { route } from "../state/route.js";
import { OrderList } from "./list/list.js";
import { OrderRecord } from "./record/record.js";

/** The newest orders, or the one that the address names. */
export default function OrdersPage() {
  const { id } = route.value;
  return id === null ? <OrderList /> : <OrderRecord id={id} />;
}
