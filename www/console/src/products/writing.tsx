import { words } from "../language/words.js";
import { Note } from "../parts/note.js";
import { Conflict } from "../write/conflict.js";
import { Failed } from "../write/failed.js";
import { Unknown } from "../write/unknown.js";
import type { Editing } from "./editing.js";
import { TextsPreview } from "./preview.js";
import { ChangesCard, Receipt } from "./receipt.js";
import type { TextWrites } from "./use-text-writes.js";

/** Where the saving of the texts stands, between the head and the texts. */
export function Writing({ editing, writes }: { editing: Editing; writes: TextWrites }) {
  const { kind } = writes;
  if (kind === "editing") return null;
  return (
    <>
      <PartlySaved writes={writes} />
      {kind === "previewing" && (
        <p class="faint" role="status">
          {words.value.products.previewing}
        </p>
      )}
      {kind === "failed" && writes.failed !== null && <Failed write={writes.failed} />}
      {kind === "unknown" && writes.entry !== null && <Unknown entry={writes.entry} />}
      {kind === "conflict" && writes.contested !== null && <Conflict write={writes.contested} />}
      {kind === "saved" && <Receipt editing={editing} writes={writes} />}
      {(kind === "preview" || kind === "saving" || kind === "failed") &&
        writes.shown.length > 0 && <TextsPreview editing={editing} writes={writes} />}
      {kind === "saved" && <ChangesCard editing={editing} />}
    </>
  );
}

/** Two requests save the texts: where only one of them did, that is said. */
function PartlySaved({ writes }: { writes: TextWrites }) {
  const w = words.value.products;
  const { kind, saved, count } = writes;
  const done = saved.reduce((sum, { state }) => sum + state.answer.fields.length, 0);
  if (done === 0 || kind === "saved" || kind === "saving" || kind === "previewing") return null;
  // Of the others nothing is known yet: what looks for them says so.
  if (kind === "unknown")
    return <Note tone="ok" title={w.partlyKnown(done, writes.shopName)} live />;
  return (
    <Note tone="warn" title={w.partly(done, count, writes.shopName)} live>
      <p>{w.partlyWhy}</p>
    </Note>
  );
}
