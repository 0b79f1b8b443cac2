import { words } from "../language/words.js";

export default function OrdersPage() {
  return <h1>{words.value.shell.orders}</h1>;
}
