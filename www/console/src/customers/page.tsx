import { words } from "../language/words.js";

export default function CustomersPage() {
  return <h1>{words.value.shell.customers}</h1>;
}
