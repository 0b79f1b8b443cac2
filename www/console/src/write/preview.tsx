import type { ComponentChildren } from "preact";
import { said } from "../language/said.js";
import { words } from "../language/words.js";
import { Icon } from "../parts/icon.js";
import { Note } from "../parts/note.js";
import { Pill, Tag } from "../parts/pill.js";
import { Card } from "../parts/record.js";
import { isUnchanged, type WriteAnswer } from "../shop/writing.js";
import { developer } from "../state/settings.js";
import { BehindPreview } from "./behind-preview.js";
import { Difference } from "./difference.js";
import { Effects } from "./effects.js";
import { fieldInSentence } from "./names.js";
import { placeOf, type Shown } from "./states.js";
import type { Write } from "./use-write.js";
import { Waiting } from "./waiting.js";

/**
 * What saving would do, as the shop itself foretells it: word by word, and what else happens. It stays
 * while it is saved. `remark` puts a tag beside a field, `below` something of the page's own.
 */
export function Preview(props: {
  write: Write;
  remark?(field: Shown["answer"]["fields"][number]): ComponentChildren;
  below?: ComponentChildren;
}) {
  const { write, remark, below } = props;
  const { state } = write;
  const w = words.value.write;
  if (state.kind === "previewing") {
    return (
      <p class="row faint" role="status">
        {w.previewing}
      </p>
    );
  }
  if (state.kind !== "preview" && state.kind !== "saving") return null;
  const { shown } = state;
  const { answer, languages, edited } = shown;
  const aside =
    state.kind === "preview" ? <Tag tone="warn">{w.nothingSaved}</Tag> : <Waiting write={write} />;
  return (
    <div class="stack" data-write={state.kind}>
      {isUnchanged(answer) ? (
        <Note tone="plain" title={edited.length > 0 ? w.nothingToUndo : w.unchanged} live />
      ) : (
        <Card
          title={w.changes(answer.fields.length)}
          aside={aside}
          bare
          footer={<span class="small muted">{w.onlyThese}</span>}
        >
          {answer.status !== null && <StatusStep answer={answer} />}
          {answer.fields.filter(isNoStatus).map((field) => (
            <Difference key={placeOf(field)} field={field} languages={languages}>
              {remark?.(field)}
            </Difference>
          ))}
        </Card>
      )}
      {edited.length > 0 && (
        <Note tone="warn" title={w.editedSince}>
          <p>{edited.map((one) => fieldInSentence(one, shown)).join(", ")}</p>
        </Note>
      )}
      <Warnings answer={answer} />
      {below}
      {!isUnchanged(answer) && <EffectList answer={answer} />}
      {developer.value && state.kind === "preview" && <BehindPreview write={write} shown={shown} />}
    </div>
  );
}

function EffectList({ answer }: { answer: WriteAnswer }) {
  if ((answer.effects ?? []).length === 0 && answer.isMailAsked === null) return null;
  return (
    <div class="stack-s">
      <h3>{words.value.write.effectsTitle}</h3>
      <Effects answer={answer} />
    </div>
  );
}

/** What the shop or the core has to say beside it. */
export function Warnings({ answer }: { answer: WriteAnswer }) {
  return (
    <>
      {answer.warnings.map((text) => (
        <Note key={text} tone="warn" title={said(text)} />
      ))}
    </>
  );
}

/** A status before and after. */
export function StatusStep({ answer: { status } }: { answer: WriteAnswer }) {
  if (status === null) return null;
  const { before, after } = status;
  return (
    <div class="in row gap-s">
      <Pill colour={before.color}>{before.label ?? "–"}</Pill>
      <Icon name="arrow" />
      <span class="sr">{words.value.write.becomes}</span>
      <Pill colour={after.color}>{after.label ?? "–"}</Pill>
    </div>
  );
}

/** A status is told by its pills. */
export function isNoStatus({ field }: { field: string }): boolean {
  return field !== "id_order_state";
}
