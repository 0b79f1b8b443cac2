import type { UpdatedField } from "@aismarttalk/prestashop";
import { useMemo } from "preact/hooks";
import { words } from "../language/words.js";
import { LanguageCode } from "../parts/pill.js";
import { compareWords } from "../shop/words.js";
import { fieldLabel, languageCode } from "./names.js";
import type { WrittenLanguage } from "./states.js";

/** A text as it becomes: what goes struck, what comes underlined. */
export function Words(props: {
  before: string;
  after: string;
  /** Of both, or only the words that stand on one side. */
  side?: "before" | "after" | "both";
}) {
  const { before, after, side = "both" } = props;
  const stretches = useMemo(() => compareWords(before, after), [before, after]);
  const shown = stretches.filter(
    ({ kind }) =>
      kind === "same" ||
      (kind === "removed" && side !== "after") ||
      (kind === "added" && side !== "before"),
  );
  if (shown.length === 0) return <span class="faint">{words.value.write.empty}</span>;
  return (
    <>
      {shown.map(({ kind, text }, place) => {
        if (kind === "removed") return <del key={place}>{text}</del>;
        if (kind === "added") return <ins key={place}>{text}</ins>;
        return <span key={place}>{text}</span>;
      })}
    </>
  );
}

/** Which field it is, above its values. */
export function FieldHead(props: {
  field: Pick<UpdatedField, "field" | "language">;
  languages: readonly WrittenLanguage[];
  children?: preact.ComponentChildren;
}) {
  const { field, languages, children } = props;
  const code = languageCode(field.language, languages);
  return (
    <div class="where">
      <b>{fieldLabel(field.field)}</b>
      {code !== null && <LanguageCode code={code} />}
      {children}
    </div>
  );
}

/** A field before and after, word by word. */
export function Difference(props: {
  field: UpdatedField;
  languages: readonly WrittenLanguage[];
  children?: preact.ComponentChildren;
}) {
  const { field, languages, children } = props;
  const { before, after, language } = field;
  const w = words.value;
  const isLong = before.length > 20 || after.length > 20;
  return (
    <>
      <FieldHead field={field} languages={languages}>
        {isLong && (
          <span class="small faint">{w.write.lengths([...before].length, [...after].length)}</span>
        )}
        {children}
      </FieldHead>
      <div class="diff" lang={languageCode(language, languages) ?? undefined}>
        <div>
          <span class="sr">{w.write.before}: </span>
          <p dir="auto">
            <Words before={before} after={after} side="before" />
          </p>
        </div>
        <div>
          <span class="sr">{w.write.after}: </span>
          <p dir="auto">
            <Words before={before} after={after} side="after" />
          </p>
        </div>
      </div>
    </>
  );
}
