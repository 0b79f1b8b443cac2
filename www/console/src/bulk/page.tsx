import { words } from "../language/words.js";

export default function BulkPage() {
  return <h1>{words.value.shell.bulk}</h1>;
}
