import { words } from "../language/words.js";
import { Sheet } from "../parts/sheet.js";

export default function ShopSheet({ onClose }: { onClose(): void }) {
  return (
    <Sheet title={words.value.shell.connect} onClose={onClose}>
      <p>{words.value.shell.connect}</p>
    </Sheet>
  );
}
