import { words } from "../language/words.js";
import { Sheet } from "../parts/sheet.js";

export default function Finder({ onClose }: { onClose(): void }) {
  return (
    <Sheet title={words.value.shell.find} onClose={onClose}>
      <p>{words.value.shell.find}</p>
    </Sheet>
  );
}
