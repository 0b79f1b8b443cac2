import type { ComponentChildren } from "preact";
import { words } from "../language/words.js";
import type { TextLanguage } from "../shop/record.js";
import { compareWords, type Stretch } from "../shop/words.js";
import { Formatted, MARKS } from "./formatted.js";
import { directionOf } from "./languages.js";

const TAG = /(<[^<>]*>)/u;

/** Two sides of a text: words that go struck, words that come underlined. */
export function Difference(props: {
  before: string;
  after: string;
  language: TextLanguage;
  /** As it reads; only for HTML. */
  isFormatted: boolean;
  /** Below the side that comes. */
  children?: ComponentChildren;
}) {
  const { before, after, language, isFormatted } = props;
  const stretches = compareWords(before, after);
  const shared = { lang: language.code, dir: directionOf(language) };
  return (
    <div class="diff">
      <div {...shared}>
        <Side text={before} stretches={stretches} own="removed" isFormatted={isFormatted} />
      </div>
      <div {...shared}>
        <Side text={after} stretches={stretches} own="added" isFormatted={isFormatted} />
        {props.children}
      </div>
    </div>
  );
}

/** One side alone, where three stand beside each other. */
export function Side(props: {
  text: string;
  stretches: readonly Stretch[];
  own: "removed" | "added";
  isFormatted: boolean;
}) {
  const { text, stretches, own, isFormatted } = props;
  if (text === "") return <p class="faint">{words.value.products.empty}</p>;
  const shown = stretches.filter(({ kind }) => kind === "same" || kind === own);
  const mark = own === "removed" ? "del" : "ins";
  if (isFormatted) return <Formatted html={shown.map(marked).join("")} mark={mark} />;
  const Mark = mark;
  return (
    <p class="pre-line">
      {shown.map(({ kind, text: part }) => {
        const inside = withTags(part);
        return kind === "same" ? <span>{inside}</span> : <Mark>{inside}</Mark>;
      })}
    </p>
  );
}

/** Words that differ between two marks; tags stay outside of them, so that the text can be drawn. */
function marked({ kind, text }: Stretch): string {
  const plain = text.replace(/[\ue000\ue001]/gu, "");
  if (kind === "same") return plain;
  return plain
    .split(TAG)
    .map((part, place) =>
      place % 2 === 1 || part.trim() === "" ? part : `${MARKS.start}${part}${MARKS.end}`,
    )
    .join("");
}

/** Tags run from left to right in any text. */
function withTags(text: string): ComponentChildren[] {
  return text.split(TAG).map((part, place) =>
    place % 2 === 1 ? (
      <bdi class="faint mono" dir="ltr">
        {part}
      </bdi>
    ) : (
      part
    ),
  );
}
