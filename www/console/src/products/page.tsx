import { words } from "../language/words.js";

export default function ProductsPage() {
  return <h1>{words.value.shell.products}</h1>;
}
