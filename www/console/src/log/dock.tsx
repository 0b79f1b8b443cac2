import { words } from "../language/words.js";

export default function LogDock() {
  return <aside class="dock" aria-label={words.value.shell.developer} />;
}
