import { words } from "../language/words.js";

export default function CallsPage() {
  return <h1>{words.value.shell.calls}</h1>;
}
