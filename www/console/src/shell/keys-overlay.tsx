import { words } from "../language/words.js";
import { Sheet } from "../parts/sheet.js";
import { shortcuts } from "../state/keys.js";
import { singleKeys } from "../state/settings.js";
import { closeOverlay } from "./overlays.js";

/** Every key that does something here; single letters can be switched off. */
export default function KeysOverlay() {
  const w = words.value;
  return (
    <Sheet title={w.shell.keys} onClose={closeOverlay}>
      <ul class="keys">
        {shortcuts.value.map(({ keys, does }) => (
          <li key={keys.join()}>
            <kbd>{keys[0]?.toUpperCase().replace("CONTROL+", "Ctrl ")}</kbd>
            {does(w)}
          </li>
        ))}
      </ul>
      <label class="pick">
        <input
          type="checkbox"
          class="tick"
          checked={singleKeys.value}
          onChange={({ currentTarget: { checked } }) => {
            singleKeys.value = checked;
          }}
        />
        {w.shell.singleKeys}
      </label>
    </Sheet>
  );
}
