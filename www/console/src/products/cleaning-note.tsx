import { words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { cleaningOf, withoutRefused } from "./cleaning.js";

/** What the shop will probably make of a text, before it is sent. */
export function CleaningNote(props: { html: string; onTakeOut: ((html: string) => void) | null }) {
  const { html, onTakeOut } = props;
  const w = words.value.products;
  const { refused, taken } = cleaningOf(html);
  if (refused.length === 0 && taken.length === 0) return null;
  return (
    <div class="stack-xs taken">
      {refused.length > 0 && (
        <div class="row-wrap">
          <span class="small help-bad">{w.refused}</span>
          <Pieces pieces={refused} />
          {onTakeOut && (
            <Button size="small" onClick={() => void withoutRefused(html).then(onTakeOut)}>
              {w.takeOut}
            </Button>
          )}
        </div>
      )}
      {taken.length > 0 && (
        <div class="row-wrap">
          <span class="small warn">{w.takenOut}</span>
          <Pieces pieces={taken} />
        </div>
      )}
    </div>
  );
}

/** Pieces of HTML, which run from left to right in any language. */
export function Pieces({ pieces }: { pieces: readonly string[] }) {
  return (
    <>
      {pieces.map((piece) => (
        <bdi key={piece} class="cleaned" dir="ltr">
          {piece}
        </bdi>
      ))}
    </>
  );
}
