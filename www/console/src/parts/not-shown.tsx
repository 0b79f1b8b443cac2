import { said } from "../language/said.js";
import { words } from "../language/words.js";

/** What an answer lacks and what would add it: folded, as everything else is there. */
export function NotShown({ warnings }: { warnings: readonly string[] }) {
  if (warnings.length === 0) return null;
  return (
    <details class="not-shown small muted">
      <summary>{words.value.parts.notShown(warnings.length)}</summary>
      <ul class="plain-list">
        {warnings.map((one) => (
          <li key={one}>{said(one)}</li>
        ))}
      </ul>
    </details>
  );
}
