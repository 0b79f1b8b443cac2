import { useState } from "preact/hooks";
import { words } from "../language/words.js";
import { CopyButton } from "./copy.js";

/** A stretch of code of one kind. */
export interface Token {
  text: string;
  kind?: "name" | "string";
}

/** A line of code. */
export type CodeLine = readonly Token[];

/** More would keep the page from answering while it is laid out. */
const FIRST_LINES = 400;
const CLASSES = { name: "k", string: "s" };

/** Code that can be copied; a long one begins with its first lines. */
export function Code({ label, lines }: { label: string; lines: readonly CodeLine[] }) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? lines : lines.slice(0, FIRST_LINES);
  return (
    <div class="codebox">
      <CopyButton text={textOfLines(lines)} label={words.value.parts.copyNamed(label)} short />
      {/* biome-ignore lint/a11y/useSemanticElements: a section would not keep the lines */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
      <pre tabIndex={0} role="region" aria-label={label} dir="ltr" translate={false}>
        {shown.map((line) => (
          <>
            {line.map(({ text, kind }) =>
              kind === undefined ? text : <span class={CLASSES[kind]}>{text}</span>,
            )}
            {"\n"}
          </>
        ))}
      </pre>
      {shown.length < lines.length && (
        <button type="button" class="btn btn-s" onClick={() => setWhole(true)}>
          {words.value.parts.allLines(lines.length)}
        </button>
      )}
    </div>
  );
}

/** Text as it is. */
export function textLines(text: string): CodeLine[] {
  return text.split("\n").map((line) => [{ text: line }]);
}

function textOfLines(lines: readonly CodeLine[]): string {
  return lines.map((line) => line.map(({ text }) => text).join("")).join("\n");
}
