import { words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { Field, LengthBar, TextInput } from "../parts/field.js";
import { LanguageCode, Tag } from "../parts/pill.js";
import { directionOf } from "./languages.js";
import { excessOf, lengthOf } from "./lengths.js";
import { RichField } from "./rich-field.js";
import type { TextCell } from "./text-cell.js";

/** A text in one language, with its length. */
export function TextFieldView({ cell }: { cell: TextCell }) {
  if (cell.field.kind === "html") return <RichField cell={cell} />;
  return <PlainField cell={cell} />;
}

function PlainField({ cell }: { cell: TextCell }) {
  const w = words.value.products;
  const { id, field, language, limits, text, draft, canEdit, copy } = cell;
  const excess = excessOf(text, limits);
  const usual = limits.shown ?? limits.most;
  const length = lengthOf(text);
  const isCut = limits.shown !== null && length > limits.shown;
  const label = (
    <>
      {w.fields[field.name]} <LanguageCode code={language.code} />
      {draft && (
        <>
          {" "}
          <Tag tone="accent">{w.edited}</Tag>
        </>
      )}
    </>
  );
  return (
    <div class="field-cell" data-column={language.code} data-field={field.name}>
      <Field
        id={id}
        label={label}
        error={excess > 0 && w.tooLong(excess, limits.most ?? 0)}
        help={field.kind === "slug" && draft !== null && w.slugHelp}
      >
        <TextInput
          id={id}
          value={text}
          onInput={cell.onInput}
          edited={draft !== null}
          invalid={excess > 0}
          language={language.code}
          direction={field.kind === "slug" ? "ltr" : directionOf(language)}
          readOnly={!canEdit}
          {...(field.kind === "lines" && { rows: 2 })}
          {...(field.kind === "slug" && { spellcheck: false })}
        />
        {usual !== null && (
          <LengthBar
            length={length}
            usual={usual}
            {...(isCut && excess === 0 && { remark: w.mayBeCut })}
          />
        )}
        {copy && text === "" && (
          <Button size="small" kind="ghost" icon="copy" class="start" onClick={copy.run}>
            {w.copyFrom(copy.code)}
          </Button>
        )}
      </Field>
    </div>
  );
}
