import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { textNow, words } from "../language/words.js";
import { Segments } from "../parts/button.js";
import { TextInput } from "../parts/field.js";
import { LanguageCode, Tag } from "../parts/pill.js";
import { cleaningOf } from "./cleaning.js";
import { CleaningNote } from "./cleaning-note.js";
import type { RichEditorProps } from "./editor/rich-editor.js";
import { Formatted, plainText } from "./formatted.js";
import { directionOf } from "./languages.js";
import { lengthOf } from "./lengths.js";
import type { Look, TextCell } from "./text-cell.js";

/** Why a text is only shown as HTML. */
type Obstacle = "refused" | "not_held" | "not_loaded";

interface Editor {
  RichEditor: ComponentType<RichEditorProps>;
  isHeld(html: string): boolean;
}

/** A description, formatted or as HTML. The editor comes when somebody wants to change it. */
export function RichField({ cell }: { cell: TextCell }) {
  const w = words.value.products;
  const { text, language, field, id, draft, canEdit } = cell;
  const [look, setLook] = useState<Look>("formatted");
  const [editor, setEditor] = useState<Editor | null>(null);
  const [obstacle, setObstacle] = useState<Obstacle | null>(null);
  const isHostile = cleaningOf(text).refused.length > 0 || text.includes("<!--");
  const shownAs: Look = obstacle === "not_loaded" || isHostile || look === "html" ? "html" : look;
  const label = `${w.fields[field.name]}, ${textNow(language.name)}`;

  // Typed into the HTML, a text may have become one that the editor does not hold.
  useEffect(() => {
    if (editor !== null && shownAs === "formatted" && !editor.isHeld(text)) {
      setObstacle("not_held");
      setLook("html");
    }
  }, [shownAs]);

  const begin = async () => {
    if (!canEdit || editor !== null) return;
    try {
      const loaded = await import("./editor/rich-editor.js");
      if (!loaded.isHeld(text)) {
        setObstacle("not_held");
        setLook("html");
      }
      setEditor(loaded);
    } catch {
      // An older build's part may be gone: the HTML can be edited all the same.
      setObstacle("not_loaded");
    }
  };

  const why = isHostile ? "refused" : obstacle;
  return (
    <div class="field" data-column={language.code} data-field={field.name}>
      <div class="row">
        <span class="label" id={`${id}-label`}>
          {w.fields[field.name]} <LanguageCode code={language.code} />
        </span>
        {draft && <Tag tone="accent">{w.edited}</Tag>}
        <Segments<Look>
          class="end"
          label={w.howShown(label)}
          options={[
            { value: "formatted", label: w.formatted },
            { value: "html", label: w.html },
          ]}
          value={shownAs}
          onChange={(chosen) => {
            setObstacle(null);
            setLook(chosen);
            if (chosen === "formatted" && editor?.isHeld(text) === false) {
              setObstacle("not_held");
              setLook("html");
            }
          }}
        />
      </div>
      {shownAs === "html" ? (
        <TextInput
          id={id}
          rows={8}
          value={text}
          onInput={cell.onInput}
          edited={draft !== null}
          language={language.code}
          direction="ltr"
          spellcheck={false}
          label={label}
          readOnly={!canEdit}
        />
      ) : editor !== null && canEdit ? (
        <editor.RichEditor
          id={id}
          html={text}
          original={cell.original}
          onChange={cell.onInput}
          label={label}
          language={language.code}
          direction={directionOf(language)}
          edited={draft !== null}
          focus
        />
      ) : (
        // biome-ignore lint/a11y/useSemanticElements: no element holds formatted text that is edited
        <div
          id={id}
          class={draft ? "input rich edited" : "input rich"}
          role="textbox"
          aria-multiline="true"
          aria-readonly={!canEdit}
          aria-labelledby={`${id}-label`}
          tabIndex={0}
          lang={language.code}
          dir={directionOf(language)}
          onFocus={() => void begin()}
        >
          <Formatted html={text} />
        </div>
      )}
      {why !== null && <p class="help">{w.onlyHtml[why]}</p>}
      <CleaningNote html={text} onTakeOut={canEdit ? cell.onInput : null} />
      <span class="small faint">{w.characters(lengthOf(plainText(text)))}</span>
    </div>
  );
}
