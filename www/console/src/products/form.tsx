import { textNow, words } from "../language/words.js";
import { Button, Chip } from "../parts/button.js";
import { Card } from "../parts/record.js";
import type { TextLanguage } from "../shop/record.js";
import { shownLanguages, toggleLanguage } from "./columns.js";
import { copyAll, currentText, type Editing } from "./editing.js";
import { PAGE_FIELDS, SEARCH_FIELDS, type TextField } from "./fields.js";
import { plainText } from "./formatted.js";
import { SearchResult } from "./search-result.js";
import { TextFieldView } from "./text-field.js";

/** The texts of a product, a language beside the other. */
export function TextsForm({ editing }: { editing: Editing }) {
  const w = words.value.products;
  const { languages, areLanguagesKnown } = editing.read;
  const shown = shownLanguages(languages);
  const [first] = shown;
  return (
    <>
      <LanguageChips editing={editing} shown={shown} />
      <Card
        title={w.texts}
        aside={
          <>
            {shown.length > 1 && (
              <span class="small faint wide">
                {w.sideBySide} <kbd>Alt →</kbd> {w.toTheOther}
              </span>
            )}
            {editing.canEdit && first && shown.length > 1 && (
              <span class="row end small muted wide">
                {shown.slice(1).map((language) => (
                  <Button
                    key={language.code}
                    size="small"
                    onClick={() => copyAll(editing, first, language)}
                  >
                    {w.copyTo(first.code, language.code)}
                  </Button>
                ))}
              </span>
            )}
          </>
        }
      >
        {!areLanguagesKnown && <p class="help">{w.noLanguages}</p>}
        <div class={`pairs-grid columns-${shown.length}`}>
          <Rows fields={SEARCH_FIELDS} editing={editing} shown={shown} />
          {shown.map((language) => (
            <SearchResult
              key={`search-${language.code}`}
              texts={searchTexts(editing, language)}
              language={language}
              pageUrl={editing.read.product.page_url}
              shown={editing.shown}
            />
          ))}
          <Rows fields={PAGE_FIELDS} editing={editing} shown={shown} />
        </div>
      </Card>
    </>
  );
}

function Rows(props: {
  fields: readonly TextField[];
  editing: Editing;
  shown: readonly TextLanguage[];
}) {
  const { fields, editing, shown } = props;
  return (
    <>
      {fields
        .filter(({ name }) => editing.read.texts[name] !== undefined)
        .flatMap((field) =>
          shown.map((language) => (
            <TextFieldView
              key={`${field.name}-${language.code}`}
              cell={editing.cellOf(field, language, shown[0])}
            />
          )),
        )}
    </>
  );
}

/** Which languages are shown; those with a draft have its dot. */
function LanguageChips(props: { editing: Editing; shown: readonly TextLanguage[] }) {
  const { editing, shown } = props;
  const w = words.value.products;
  const { languages } = editing.read;
  if (languages.length < 2) return null;
  const isNeeded = languages.length > 2 || shown.length < 2;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has a border and a legend of its own
    <div class={isNeeded ? "row-wrap" : "narrow row"} role="group" aria-label={w.languages}>
      {languages.map((language) => (
        <Chip
          key={language.code}
          pressed={shown.includes(language)}
          onClick={() => toggleLanguage(languages, language)}
        >
          <bdi lang={language.code}>{textNow(language.name)}</bdi>
          {editing.draftedLanguages.has(language.code) && (
            <>
              {" "}
              <span class="draft-dot static" />
              <span class="sr">{words.value.shell.draft}</span>
            </>
          )}
        </Chip>
      ))}
    </div>
  );
}

/** What a search engine takes: where the shop has no text for it, it takes another one. */
export function searchTexts(editing: Editing, language: TextLanguage) {
  const text = (name: TextField["name"]) => currentText(editing, name, language.code);
  return {
    title: text("meta_title") || text("name"),
    description: text("meta_description") || plainText(text("description_short")),
    slug: text("link_rewrite"),
  };
}
