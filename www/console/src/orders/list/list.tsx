import { words } from "../../language/words.js";

/** The newest orders. */
export function OrderList() {
  return <h1>{words.value.shell.orders}</h1>;
}
