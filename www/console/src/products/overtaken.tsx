import { words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { Note } from "../parts/note.js";
import { LanguageCode } from "../parts/pill.js";
import { Card } from "../parts/record.js";
import { compareWords } from "../shop/words.js";
import { dropDrafts, rebaseDraft } from "../state/drafts.js";
import { Side } from "./difference.js";
import type { Editing } from "./editing.js";
import { draftKey, recordKey } from "./fields.js";
import { directionOf } from "./languages.js";
import type { Overtaken } from "./texts.js";

/** Texts that somebody changed in the shop after the draft began: both are shown, nothing is lost. */
export function OvertakenCard({ editing }: { editing: Editing }) {
  const w = words.value.products;
  const { overtaken } = editing;
  if (overtaken.length === 0) return null;
  return (
    <>
      <Note tone="warn" title={w.overtaken(overtaken.length)} live>
        <p>{w.overtakenWhy}</p>
      </Note>
      <Card bare title={w.textsToDecide(overtaken.length)}>
        {overtaken.map((one) => (
          <OneOvertaken
            key={`${one.field.name}-${one.language.code}`}
            one={one}
            editing={editing}
          />
        ))}
      </Card>
    </>
  );
}

function OneOvertaken({ one, editing }: { one: Overtaken; editing: Editing }) {
  const w = words.value.products;
  const { field, language, base, theirs, mine } = one;
  const record = recordKey(editing.read.product.id);
  const key = draftKey(field.name, language.code);
  const isFormatted = field.kind === "html";
  const shared = { lang: language.code, dir: directionOf(language) };
  return (
    <>
      <div class="where">
        <b>{w.fields[field.name]}</b>
        <LanguageCode code={language.code} />
      </div>
      <div class="diff three">
        <div>
          <p class="faint small">{w.whenYouBegan}</p>
          <div {...shared} class="muted">
            <Side
              text={base}
              stretches={[{ kind: "same", text: base }]}
              own="removed"
              isFormatted={isFormatted}
            />
          </div>
        </div>
        <div>
          <p class="faint small">{w.yours}</p>
          <div {...shared}>
            <Side
              text={mine}
              stretches={compareWords(base, mine)}
              own="added"
              isFormatted={isFormatted}
            />
          </div>
          <Button size="small" onClick={() => rebaseDraft(editing.shop.ref, record, key, theirs)}>
            {w.keepMine}
          </Button>
        </div>
        <div>
          <p class="faint small">{w.theirs}</p>
          <div {...shared}>
            <Side
              text={theirs}
              stretches={compareWords(base, theirs)}
              own="added"
              isFormatted={isFormatted}
            />
          </div>
          <Button size="small" onClick={() => dropDrafts(editing.shop.ref, record, [key])}>
            {w.takeTheirs}
          </Button>
        </div>
      </div>
    </>
  );
}
