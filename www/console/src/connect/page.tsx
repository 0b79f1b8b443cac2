import { words } from "../language/words.js";

export default function ConnectPage() {
  return <h1>{words.value.shell.connect}</h1>;
}
