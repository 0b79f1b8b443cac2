import { useState } from "preact/hooks";
import { said } from "../language/said.js";
import { words } from "../language/words.js";
import { Segments } from "../parts/button.js";
import { Note } from "../parts/note.js";
import { LanguageCode, Tag } from "../parts/pill.js";
import { Card } from "../parts/record.js";
import type { TextLanguage } from "../shop/record.js";
import { type ChangedText, changedTexts, languagesOf } from "./changed-texts.js";
import { cleaningOf } from "./cleaning.js";
import { Pieces } from "./cleaning-note.js";
import { Difference } from "./difference.js";
import type { Editing } from "./editing.js";
import { limitsOf, type TextName } from "./fields.js";
import { plainText } from "./formatted.js";
import { languageName } from "./languages.js";
import { lengthOf } from "./lengths.js";
import { SearchResult } from "./search-result.js";
import type { Look } from "./text-cell.js";
import { textIn } from "./texts.js";
import type { TextWrites } from "./use-text-writes.js";

/** What would be saved, text by text, and how search results will look. */
export function TextsPreview({ editing, writes }: { editing: Editing; writes: TextWrites }) {
  const w = words.value.products;
  const [look, setLook] = useState<Look>("formatted");
  const { languages } = editing.read;
  const texts = changedTexts(
    writes.shown.flatMap(({ answer }) => answer.fields),
    languages,
  );
  const effects = writes.shown.flatMap(({ answer }) => answer.effects ?? []);
  const warnings = writes.shown.flatMap(({ answer }) => answer.warnings);
  const edited = writes.shown.reduce((sum, shown) => sum + shown.edited.length, 0);
  if (texts.length === 0) {
    return (
      <Note tone="plain" title={w.nothingToSave} live>
        <p>{edited > 0 ? w.editedSince(edited) : w.nothingToSaveWhy}</p>
      </Note>
    );
  }
  const changed = languagesOf(texts);
  const names = changed.map(languageName);
  const others = languages.filter((one) => !changed.includes(one)).map(languageName);
  return (
    <>
      {edited > 0 && <Note tone="warn" title={w.editedSince(edited)} />}
      <Card
        bare
        title={w.changesIn(texts.length, names)}
        aside={
          <>
            {others.length > 0 && <span class="small faint">{w.staysAsIs(others)}</span>}
            <Segments<Look>
              class="end"
              label={w.howDifferent}
              options={[
                { value: "formatted", label: w.formatted },
                { value: "html", label: w.html },
              ]}
              value={look}
              onChange={setLook}
            />
          </>
        }
        footer={
          <span class="small muted">
            {w.dashed} {w.onlyThese(texts.length)}
          </span>
        }
      >
        {texts.map((text) => (
          <OneChange
            key={`${text.field.name}-${text.language.code}`}
            text={text}
            editing={editing}
            isFormatted={look === "formatted" && text.field.kind === "html"}
          />
        ))}
      </Card>
      {[...effects.map(({ text }) => text), ...warnings].map((text) => (
        <Note key={text} tone="warn" title={said(text)} />
      ))}
      {changed.map((language) => (
        <SearchChange key={language.code} language={language} texts={texts} editing={editing} />
      ))}
    </>
  );
}

function OneChange(props: { text: ChangedText; editing: Editing; isFormatted: boolean }) {
  const { text, editing, isFormatted } = props;
  const w = words.value.products;
  const { field, language, before, after } = text;
  const isHtml = field.kind === "html";
  const { shown } = limitsOf(field, editing.shop.actions);
  const { refused, taken } = isHtml ? cleaningOf(after) : { refused: [], taken: [] };
  const gone = [...refused, ...taken];
  const measure = (one: string) => lengthOf(isHtml ? plainText(one) : one);
  return (
    <>
      <div class="where">
        <b>{w.fields[field.name]}</b>
        <LanguageCode code={language.code} />
        {!language.isActive && <Tag>{w.inactive}</Tag>}
        <span class="small faint">{w.lengthChange(measure(before), measure(after))}</span>
        {shown !== null && measure(after) > shown && (
          <Tag tone="warn" icon="warn">
            {w.cutAfter(shown)}
          </Tag>
        )}
        {gone.length > 0 && (
          <Tag tone="warn" icon="warn">
            {w.thingsTakenOut(gone.length)}
          </Tag>
        )}
      </div>
      <Difference before={before} after={after} language={language} isFormatted={isFormatted}>
        {gone.length > 0 && (
          <div class="row-wrap taken" lang={document.documentElement.lang} dir="auto">
            <span class="small warn">{w.takenOut}</span>
            <Pieces pieces={gone} />
          </div>
        )}
      </Difference>
    </>
  );
}

const SEARCHED: readonly TextName[] = [
  "name",
  "meta_title",
  "meta_description",
  "link_rewrite",
  "description_short",
];

function SearchChange(props: {
  language: TextLanguage;
  texts: readonly ChangedText[];
  editing: Editing;
}) {
  const { language, texts, editing } = props;
  const w = words.value.products;
  const own = texts.filter((one) => one.language === language && SEARCHED.includes(one.field.name));
  if (own.length === 0) return null;
  const textsOf = (side: "before" | "after") => {
    const text = (name: TextName) =>
      own.find(({ field }) => field.name === name)?.[side] ??
      textIn(editing.read.texts, name, language.code);
    return {
      title: text("meta_title") || text("name"),
      description: text("meta_description") || plainText(text("description_short")),
      slug: text("link_rewrite"),
    };
  };
  const { product } = editing.read;
  return (
    <Card
      title={w.inSearch}
      aside={
        <span class="small faint">
          {w.nowAndThen} <LanguageCode code={language.code} />
        </span>
      }
    >
      <div class="pairs-grid">
        {(["before", "after"] as const).map((side) => (
          <div key={side} class="stack-xs">
            <span class="small faint">{side === "before" ? w.now : w.afterSaving}</span>
            <SearchResult
              texts={textsOf(side)}
              language={language}
              pageUrl={product.page_url}
              shown={editing.shown}
            />
          </div>
        ))}
      </div>
    </Card>
  );
}
