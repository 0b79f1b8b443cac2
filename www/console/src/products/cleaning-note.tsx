import { words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { cleaningOf, withoutRefused } from "./cleaning.js";

/** What the shop will probably make of a text, before it is sent. */
export function CleaningNote(props: { html: string; onTakeOut: ((html: string) => void) | null }) {
  const { html, onTakeOut } = props;
  const w = words.value.products;
  const { refused, framed, taken } = cleaningOf(html);
  const lines = [
    { text: w.refused, pieces: refused, tone: "help-bad" },
    { text: w.framed, pieces: framed, tone: "warn" },
    { text: w.takenOut, pieces: taken, tone: "warn" },
  ].filter(({ pieces }) => pieces.length > 0);
  if (lines.length === 0) return null;
  const canTakeOut = onTakeOut !== null && refused.length + framed.length > 0;
  return (
    <div class="stack-xs taken">
      {lines.map(({ text, pieces, tone }) => (
        <div key={text} class="row-wrap">
          <span class={`small ${tone}`}>{text}</span>
          <Pieces pieces={pieces} />
        </div>
      ))}
      {canTakeOut && (
        <Button
          size="small"
          class="start"
          onClick={() => void withoutRefused(html).then(onTakeOut)}
        >
          {w.takeOut}
        </Button>
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
