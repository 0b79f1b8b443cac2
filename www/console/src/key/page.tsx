import { words } from "../language/words.js";

export default function KeyPage() {
  return <h1>{words.value.shell.key}</h1>;
}
