import { words } from "../language/words.js";

export default function ChangesPage() {
  return <h1>{words.value.shell.changes}</h1>;
}
